package io.tidemark.gateway.ingest;

/** Which characters an id may hold: no control characters, and whole ones, so that as bytes no two ids become one. */
final class Printable {
    private Printable() {}

    /** Whether no surrogate of a text stands without its other half. */
    static boolean isWhole(CharSequence text) {
        for (int k = 0; k < text.length(); k++) {
            if (Character.isSurrogate(text.charAt(k)) && !isAt(text, k)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a text may hold what stands at a place of it. */
    static boolean isAt(CharSequence text, int place) {
        char c = text.charAt(place);
        if (Character.isHighSurrogate(c)) {
            return place + 1 < text.length() && Character.isLowSurrogate(text.charAt(place + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return place > 0 && Character.isHighSurrogate(text.charAt(place - 1));
        }
        return c >= ' ' && c != 0x7F;
    }
}
