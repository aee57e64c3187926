package io.tidemark.gateway.ingest;

import java.io.IOException;
import java.util.Arrays;

/** The rows of one sheet, streamed. Of one thread. */
final class XlsxRows implements RowReader {
    private static final int LAST_ROW = 1_048_576;
    private static final int LAST_COLUMN = 16_384;

    private final XlsxBook book;
    private final XlsxBook.Sheet sheet;
    private final XmlEvents xml;
    private final Row row = new Row();
    private final String[] cells = new String[IngestLimits.COLUMNS + 1];
    private final int width;
    private int used;
    private long last;

    /** @param width columns that a row has at least; 0 for as many as it has cells */
    XlsxRows(XlsxBook book, XlsxBook.Sheet sheet, int width) throws IOException {
        this.book = book;
        this.sheet = sheet;
        this.xml = book.events(sheet.part());
        this.width = width;
    }

    @Override
    public Row next() throws IOException {
        while (xml.next()) {
            if (xml.starts("row")) {
                return read();
            }
        }
        return null;
    }

    private Row read() throws IOException {
        last = number(xml.attribute("r"));
        Arrays.fill(cells, 0, used, null);
        used = 0;
        int column = 0;
        while (xml.next() && !xml.ends("row")) {
            if (xml.starts("c")) {
                column = column(xml.attribute("r"), column);
                String text = cell();
                put(column++, text);
            }
        }
        row.begin(last);
        for (int i = 0; i < Math.max(used, width); i++) {
            row.add(i < used && cells[i] != null ? cells[i] : "");
        }
        if (used > IngestLimits.COLUMNS) {
            row.markLimit("more than " + IngestLimits.COLUMNS + " columns");
        }
        return row;
    }

    private void put(int column, String text) {
        if (!text.isEmpty()) {
            int at = Math.min(column, IngestLimits.COLUMNS);
            cells[at] = text;
            used = Math.max(used, at + 1);
        }
    }

    private long number(String text) throws IOException {
        long number = last + 1;
        if (text != null) {
            number = text.matches("[0-9]{1,8}") ? Long.parseLong(text) : 0;
        }
        if (number <= last || number > LAST_ROW) {
            throw damage("a row with the number " + (text == null ? number : text) + " after row " + last);
        }
        return number;
    }

    private int column(String reference, int next) throws IOException {
        int column = next;
        if (reference != null) {
            column = 0;
            int at = 0;
            for (; at < reference.length() && at < 4 && isLetter(reference.charAt(at)); at++) {
                column = column * 26 + (reference.charAt(at) - 'A' + 1);
            }
            column--;
        }
        if (column < 0 || column >= LAST_COLUMN) {
            throw damage("a cell at " + (reference == null ? "column " + column : reference));
        }
        return column;
    }

    private static boolean isLetter(char c) {
        return c >= 'A' && c <= 'Z';
    }

    private Damage damage(String what) {
        return new Damage(
                sheet.name() + "!" + last,
                "the sheet has " + what,
                "a sheet has " + LAST_ROW + " rows and " + LAST_COLUMN + " columns, each once and in order");
    }

    private String cell() throws IOException {
        String type = xml.attribute("t");
        CellFormat format = type == null || type.equals("n") ? book.format(xml.attribute("s")) : null;
        String text = "";
        while (xml.next() && !xml.ends("c")) {
            if (xml.starts("v")) {
                text = xml.text();
            } else if (xml.starts("is")) {
                text = XlsxBook.richText(xml, "is");
            }
        }
        if (text.isEmpty() || format != null) {
            return text.isEmpty() ? "" : format.text(text.strip(), book.from1904());
        }
        return switch (type) {
            case "s" -> shared(text);
            case "b" -> text.equals("1") ? "TRUE" : "FALSE";
            default -> text;
        };
    }

    private String shared(String index) throws IOException {
        String text = book.sharedText(index);
        if (text == null) {
            throw damage(
                    "a cell with the text number " + Fault.printable(index) + ", which the workbook does not have");
        }
        return text;
    }

    @Override
    public String place() {
        return sheet.name() + "!" + row.line();
    }

    @Override
    public String raw() {
        return raw(row);
    }

    /** A row's cells, as many characters of them as are shown. */
    static String raw(Row row) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < row.count() && text.length() < IngestLimits.RAW_CHARS; i++) {
            text.append(i == 0 ? "" : "\t").append(row.text(i));
        }
        return text.length() > IngestLimits.RAW_CHARS ? text.substring(0, IngestLimits.RAW_CHARS) : text.toString();
    }

    @Override
    public void close() throws IOException {
        xml.close();
    }
}
