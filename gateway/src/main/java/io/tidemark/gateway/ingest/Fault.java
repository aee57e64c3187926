package io.tidemark.gateway.ingest;

/**
 * One thing that is wrong with a row.
 *
 * @param column the header's name of the column, or empty where the whole row is meant
 * @param value the cell as sent, shortened, or empty
 * @param what what is wrong
 * @param right what would be right
 */
public record Fault(Reason reason, String column, String value, String what, String right) {

    public Fault {
        value = shown(value);
    }

    private static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < text.length() && i < IngestLimits.SHOWN_CHARS; i++) {
            char c = text.charAt(i);
            // a half of a surrogate pair or a control character would spoil a terminal
            boolean plain = c >= ' ' && c != 0x7F && !Character.isSurrogate(c);
            shown.append(
                    plain || (Character.isSurrogate(c) && Character.isValidCodePoint(text.codePointAt(i)))
                            ? c
                            : '\u00B7');
        }
        return text.length() > IngestLimits.SHOWN_CHARS ? shown.append('…').toString() : shown.toString();
    }

    /** {@code column Sales: what is wrong — what would be right}. */
    @Override
    public String toString() {
        String place = column.isEmpty() ? "" : "column " + column + ": ";
        return place + what + " — " + right;
    }
}
