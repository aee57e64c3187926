package io.tidemark.gateway.ingest;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;

/** Copies the parser's fields into the one row flyweight, within the limits of a row. */
final class RowHandler extends AbstractBaseCsvCallbackHandler<Row> {
    /** Ends the parse of a row that exceeds a limit. */
    static final class LimitExceeded extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LimitExceeded(String what) {
            super(what, null, false, false);
        }
    }

    private final Row row;
    private final long linesBefore;
    private long chars;

    /** @param linesBefore lines of the file before the first one that this parser sees */
    RowHandler(Row row, long linesBefore) {
        this.row = row;
        this.linesBefore = linesBefore;
    }

    @Override
    protected void handleBegin(long startingLine) {
        row.begin(linesBefore + startingLine);
        chars = 0;
    }

    @Override
    protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
        chars += length + 1;
        if (index >= IngestLimits.COLUMNS) {
            throw new LimitExceeded("more than " + IngestLimits.COLUMNS + " fields");
        }
        if (length > IngestLimits.FIELD_CHARS) {
            throw new LimitExceeded("more than " + IngestLimits.FIELD_CHARS + " characters in one field");
        }
        if (chars > IngestLimits.ROW_CHARS) {
            throw new LimitExceeded("more than " + IngestLimits.ROW_CHARS + " characters");
        }
        if (quoted && hasBreak(buffer, offset, length)) {
            row.markMultiline();
        }
        row.add(buffer, offset, length);
    }

    private static boolean hasBreak(char[] buffer, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (buffer[i] == '\n' || buffer[i] == '\r') {
                return true;
            }
        }
        return false;
    }

    @Override
    protected Row buildRecord() {
        return row;
    }
}
