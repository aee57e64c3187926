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
        String shown = shown(value);
        if (!shown.equals(value)) {
            // the texts repeat the value; a cell of 60,000 characters or with a bell in it should not reach a terminal
            what = what.replace(value, shown);
            right = right.replace(value, shown);
        }
        value = shown;
        column = printable(shortened(column, IngestLimits.NAME_BYTES));
    }

    private static String shown(String text) {
        return printable(shortened(text, IngestLimits.SHOWN_CHARS));
    }

    /** The text, or so many of its characters and an ellipsis. */
    static String shortened(String text, int most) {
        return text.length() > most ? text.substring(0, most) + "…" : text;
    }

    /** The text with a dot for every control character. */
    static String printable(String text) {
        StringBuilder shown = null;
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i)) || !Printable.isAt(text, i)) {
                shown = shown == null ? new StringBuilder(text) : shown;
                shown.setCharAt(i, '\u00B7');
            }
        }
        return shown == null ? text : shown.toString();
    }

    /** {@code column Sales: what is wrong — what would be right}. */
    @Override
    public String toString() {
        String place = column.isEmpty() ? "" : "column " + column + ": ";
        return place + what + " — " + right;
    }
}
