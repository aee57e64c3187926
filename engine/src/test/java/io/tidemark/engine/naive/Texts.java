package io.tidemark.engine.naive;

import java.util.Comparator;

/** Texts are ordered by Unicode code point, which is not the order of {@link String#compareTo} above U+FFFF. */
final class Texts {
    static final Comparator<String> BY_CODE_POINT = Texts::compare;

    private Texts() {}

    private static int compare(String a, String b) {
        int[] left = a.codePoints().toArray();
        int[] right = b.codePoints().toArray();
        return java.util.Arrays.compare(left, right);
    }
}
