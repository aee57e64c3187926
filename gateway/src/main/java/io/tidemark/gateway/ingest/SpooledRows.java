package io.tidemark.gateway.ingest;

import java.io.IOException;

/** The rows of a sheet out of their spool. Of one thread. */
final class SpooledRows implements RowReader {
    private final RowSpool.Rows rows;
    private final String sheet;
    private final Row row = new Row();

    SpooledRows(RowSpool.Rows rows, String sheet) {
        this.rows = rows;
        this.sheet = sheet;
    }

    @Override
    public Row next() throws IOException {
        return rows.next(row) ? row : null;
    }

    @Override
    public String place() {
        return sheet + "!" + row.line();
    }

    @Override
    public String raw() {
        return XlsxRows.raw(row);
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
