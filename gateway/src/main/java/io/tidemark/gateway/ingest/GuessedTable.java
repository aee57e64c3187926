package io.tidemark.gateway.ingest;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A file of which nothing is known yet, as columns: the header is the row below which the most rows have as many cells.
 *
 * @param yaml lines of a profile that say so
 */
record GuessedTable(RowFile file, List<String> yaml) {
    private static final char[] DELIMITERS = {',', ';', '\t', '|'};
    private static final List<String> NAMES = List.of("comma", "semicolon", "tab", "pipe");

    static GuessedTable of(SourceFile source, Format format) throws IngestException, IOException {
        return switch (format) {
            case XLSX -> workbook(source);
            case JSON -> json(source);
            default -> csv(source);
        };
    }

    /** The best header of a sample of rows: its place in the sample, and how many rows below it are as wide. */
    private record Head(int place, int rows) {
        static Head of(List<List<String>> sample) {
            Head best = new Head(-1, -1);
            for (int i = 0; i < sample.size(); i++) {
                int width = width(sample.get(i));
                boolean names =
                        width > 1 && sample.get(i).subList(0, width).stream().noneMatch(Head::isValue);
                int rows = 0;
                for (int below = i + 1; names && below < sample.size(); below++) {
                    rows += width(sample.get(below)) <= width && width(sample.get(below)) * 2 > width ? 1 : 0;
                }
                best = names && rows * width > best.rows ? new Head(i, rows * width) : best;
            }
            return best;
        }

        /** A blank, or a text that begins as a number does, names no column. */
        private static boolean isValue(String cell) {
            return cell.isEmpty() || Character.isDigit(cell.charAt(0)) || "-$€£(".indexOf(cell.charAt(0)) >= 0;
        }

        private static int width(List<String> cells) {
            int width = cells.size();
            while (width > 0 && cells.get(width - 1).isEmpty()) {
                width--;
            }
            return width;
        }
    }

    private static GuessedTable csv(SourceFile source) throws IngestException, IOException {
        FileProbe probe = FileProbe.of(source, Profile.AUTO);
        Head best = new Head(-1, -1);
        GuessedTable table = null;
        for (int i = 0; i < DELIMITERS.length; i++) {
            try (Reader in = probe.open();
                    CsvRows rows = new CsvRows(in, DELIMITERS[i])) {
                List<Header> headers = new ArrayList<>();
                Head head = Head.of(sample(rows::next, headers));
                if (head.rows > best.rows) {
                    best = head;
                    Header header = headers.get(head.place);
                    table = new GuessedTable(
                            new CsvFile(probe, new LayoutFinder.Found(DELIMITERS[i], header, false)),
                            List.of(
                                    "format: csv",
                                    "charset: " + probe.charset().name().toLowerCase(java.util.Locale.ROOT),
                                    "delimiter: " + NAMES.get(i)));
                }
            }
        }
        if (table == null) {
            throw new IngestException(source.name(), "no row looks like a header", "write a profile by hand");
        }
        return table;
    }

    private interface Source {
        Row next() throws IOException;
    }

    private static List<List<String>> sample(Source rows, List<Header> headers) throws IOException {
        List<List<String>> sample = new ArrayList<>();
        for (Row row = rows.next(); row != null && sample.size() < IngestLimits.HEADER_ROWS; row = rows.next()) {
            Header header = Header.of(row);
            headers.add(header);
            sample.add(header.names());
        }
        return sample;
    }

    private static GuessedTable workbook(SourceFile source) throws IngestException, IOException {
        List<List<String>> sample = new ArrayList<>();
        String sheet = "";
        List<Header> headers = new ArrayList<>();
        Head best = new Head(-1, -1);
        try (XlsxBook book = XlsxBook.open(source.path())) {
            for (XlsxBook.Sheet next : book.sheets()) {
                try (XlsxRows rows = new XlsxRows(book, next, 0)) {
                    List<Header> found = new ArrayList<>();
                    Head head = Head.of(sample(rows::next, found));
                    if (head.rows > best.rows) {
                        best = head;
                        sheet = next.name();
                        headers = found;
                    }
                }
            }
        }
        if (best.place < 0) {
            throw new IngestException(source.name(), "no row looks like a header", "write a profile by hand");
        }
        Header header = headers.get(best.place);
        Profile.Layout layout =
                new Profile.Layout(Format.XLSX, Profile.AUTO, '\0', (int) header.line(), sheet.strip(), false);
        return new GuessedTable(
                XlsxFile.of(source, naming(header.names(), layout)),
                List.of("format: xlsx", "sheet: " + ProfileGuess.quoted(sheet.strip())));
    }

    /** A profile that names these columns and nothing else. */
    private static Profile naming(List<String> columns, Profile.Layout layout) {
        Map<String, Profile.Source> attributes = new java.util.LinkedHashMap<>();
        columns.forEach(column -> attributes.put(column, Profile.Source.of(column)));
        return Profile.plain().withColumns(Map.of(), Map.of(), attributes).withLayout(layout);
    }

    private static GuessedTable json(SourceFile source) throws IngestException, IOException {
        Set<String> paths = JsonFile.paths(source);
        return new GuessedTable(
                JsonFile.of(source, naming(List.copyOf(paths), Profile.Layout.FOUND)), List.of("format: json"));
    }
}
