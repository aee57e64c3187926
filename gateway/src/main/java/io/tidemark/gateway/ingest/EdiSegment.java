package io.tidemark.gateway.ingest;

import java.util.List;

/**
 * One segment of a transmission. Immutable.
 *
 * @param number from 1, the interchange's header being the first
 * @param elements each as its components; the tag is not among them
 */
record EdiSegment(long number, String tag, List<List<String>> elements) {

    /** The first component of an element, trimmed; empty where there is none. */
    String text(int element) {
        return text(element, 1);
    }

    /** @param element from 1 */
    String text(int element, int component) {
        if (element > elements.size() || component > elements.get(element - 1).size()) {
            return "";
        }
        return elements.get(element - 1).get(component - 1).strip();
    }

    boolean is(String wanted) {
        return tag.equals(wanted);
    }

    /** Whether the segment is of this tag and its first element of this code. */
    boolean is(String wanted, String qualifier) {
        return tag.equals(wanted) && text(1).equals(qualifier);
    }

    /** The segment as text, its delimiters those most senders use. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(tag);
        elements.forEach(element -> text.append('*').append(String.join(":", element)));
        return text.toString();
    }
}
