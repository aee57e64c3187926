package io.tidemark.gateway.ingest;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;

/** A CSV file whose charset, delimiter and header row are known. */
record CsvFile(FileProbe file, LayoutFinder.Found found) implements RowFile {

    static CsvFile of(SourceFile source, Profile profile) throws IngestException {
        FileProbe file = FileProbe.of(source, profile.layout().charset());
        try {
            return new CsvFile(file, new LayoutFinder(file, profile).find());
        } catch (IOException failed) {
            throw unreadable(file, failed);
        }
    }

    private static IngestException unreadable(FileProbe file, IOException failed) {
        return failed instanceof CharacterCodingException
                ? new IngestException(
                        file.name(),
                        "the text is not " + file.charset() + " throughout",
                        "save it as UTF-8, or name its charset in the profile")
                : Damage.of(file.name(), failed);
    }

    @Override
    public IngestException unreadable(IOException failed) {
        return unreadable(file, failed);
    }

    @Override
    public String name() {
        return file.name();
    }

    @Override
    public Header header() {
        return found.header();
    }

    @Override
    public String layout() {
        String delimiter = switch (found.delimiter()) {
            case ',' -> "comma";
            case ';' -> "semicolon";
            case '\t' -> "tab";
            case '|' -> "pipe";
            default -> "'" + found.delimiter() + "'";
        };
        return file.charset() + ", " + delimiter + ", header on line " + header().line();
    }

    @Override
    public RowReader open() throws IOException {
        Reader in = file.open();
        CsvRows rows = new CsvRows(in, found.delimiter());
        rows.expect(header().width());
        return new Rows(rows, header().line());
    }

    /** The rows below the header. */
    private static final class Rows implements RowReader {
        private final CsvRows rows;
        private final long headerLine;
        private long line;

        Rows(CsvRows rows, long headerLine) {
            this.rows = rows;
            this.headerLine = headerLine;
        }

        @Override
        public Row next() throws IOException {
            Row row = rows.next();
            while (row != null && row.line() <= headerLine) {
                row = rows.next();
            }
            line = row == null ? line : row.line();
            return row;
        }

        @Override
        public String place() {
            return Long.toString(line);
        }

        @Override
        public String raw() {
            return rows.raw();
        }

        @Override
        public void close() throws IOException {
            rows.close();
        }
    }
}
