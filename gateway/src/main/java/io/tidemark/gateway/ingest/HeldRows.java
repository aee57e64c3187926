package io.tidemark.gateway.ingest;

import java.util.List;

/** Rows that are held in memory, in the columns of the file they came from. The line of a row is its number, from 1. */
record HeldRows(String name, Header header, List<List<String>> rows) implements RowFile {

    HeldRows(String name, List<String> columns, List<List<String>> rows) {
        this(name, new Header(0, columns), rows);
    }

    @Override
    public String layout() {
        return "rows put right";
    }

    @Override
    public RowReader open() {
        return new Reader();
    }

    private final class Reader implements RowReader {
        private final Row row = new Row();
        private int next;

        @Override
        public Row next() {
            if (next == rows.size()) {
                return null;
            }
            List<String> cells = rows.get(next++);
            row.begin(next);
            cells.forEach(row::add);
            return row;
        }

        @Override
        public String place() {
            return Integer.toString(next);
        }

        @Override
        public String raw() {
            return String.join(", ", rows.get(next - 1));
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
