package io.tidemark.gateway.ingest;

/**
 * Splits one physical line into fields without trusting its quotes: a quote closes a field only where a delimiter or
 * the end of the line follows, any other quote is part of the text ({@code "3" pipe",5} is {@code 3" pipe} and {@code
 * 5}).
 */
final class LooseLine {
    private LooseLine() {}

    static void split(String line, char delimiter, Row row) {
        char[] chars = line.toCharArray();
        int at = 0;
        while (at <= chars.length && row.count() <= IngestLimits.COLUMNS) {
            int open = skipSpaces(chars, at, delimiter);
            int close = open < chars.length && chars[open] == '"' ? closing(chars, open + 1, delimiter) : -1;
            if (close < 0) {
                int end = next(chars, at, delimiter);
                row.add(chars, at, end - at);
                at = end + 1;
            } else {
                addQuoted(chars, open + 1, close, row);
                at = skipSpaces(chars, close + 1, delimiter) + 1;
            }
        }
    }

    private static int skipSpaces(char[] chars, int from, char delimiter) {
        int at = from;
        while (at < chars.length && chars[at] != delimiter && Row.isSpace(chars[at])) {
            at++;
        }
        return at;
    }

    /** The quote after which only blanks stand before a delimiter or the end, or -1. */
    private static int closing(char[] chars, int from, char delimiter) {
        for (int at = from; at < chars.length; at++) {
            if (chars[at] == '"') {
                if (at + 1 < chars.length && chars[at + 1] == '"') {
                    at++;
                } else {
                    int after = skipSpaces(chars, at + 1, delimiter);
                    if (after == chars.length || chars[after] == delimiter) {
                        return at;
                    }
                }
            }
        }
        return -1;
    }

    private static int next(char[] chars, int from, char delimiter) {
        int at = from;
        while (at < chars.length && chars[at] != delimiter) {
            at++;
        }
        return at;
    }

    private static void addQuoted(char[] chars, int from, int to, Row row) {
        String text = new String(chars, from, to - from).replace("\"\"", "\"");
        row.add(text.toCharArray(), 0, text.length());
    }
}
