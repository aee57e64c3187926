package io.tidemark.gateway.ingest;

import java.util.Set;

/**
 * The delimiters of a transmission. Immutable.
 *
 * @param release the character after which a delimiter is text, or 0 for none
 */
record EdiSyntax(char component, char element, char release, char terminator) {
    static final EdiSyntax EDIFACT = new EdiSyntax(':', '+', '?', '\'');

    /** Whether the delimiters can be told from each other and from text. */
    boolean isSound() {
        Set<Character> used = new java.util.HashSet<>();
        used.add(component);
        used.add(element);
        used.add(terminator);
        boolean apart = used.size() == 3 && (release == 0 || used.add(release));
        return apart && used.stream().noneMatch(Character::isLetterOrDigit);
    }
}
