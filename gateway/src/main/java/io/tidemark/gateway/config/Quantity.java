package io.tidemark.gateway.config;

/** Numbers with units, as a person writes them. What is none is -1. */
final class Quantity {
    private Quantity() {}

    static long count(String text) {
        if (text.isEmpty() || text.length() > 17 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return -1;
        }
        return Long.parseLong(text);
    }

    /** {@code 512}, {@code 64K}, {@code 4M}, {@code 8G}. */
    static long bytes(String text) {
        int shift = text.isEmpty() ? -1 : "KMG".indexOf(text.charAt(text.length() - 1));
        long number = count(shift < 0 ? text : text.substring(0, text.length() - 1));
        return number < 0 || shift >= 0 && number > 1 << 30 ? -1 : number << 10 * (shift + 1);
    }

    /** {@code 500ms}, {@code 30s}, {@code 5m}, {@code 2h}, in milliseconds. */
    static long milliseconds(String text) {
        if (text.endsWith("ms")) {
            return times(text, 2, 1);
        }
        if (text.endsWith("s")) {
            return times(text, 1, 1_000);
        }
        if (text.endsWith("m")) {
            return times(text, 1, 60_000);
        }
        return text.endsWith("h") ? times(text, 1, 3_600_000) : -1;
    }

    private static long times(String text, int unit, long factor) {
        long number = count(text.substring(0, text.length() - unit));
        return number < 0 || number > 1_000_000_000L ? -1 : number * factor;
    }
}
