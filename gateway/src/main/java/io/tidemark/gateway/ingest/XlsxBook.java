package io.tidemark.gateway.ingest;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A workbook with everything that its sheets refer to: their parts, the epoch of its dates, the formats of cells and the
 * texts that cells share. The texts are held, at most {@link IngestLimits#SHARED_CHARS}; sheets are streamed.
 */
final class XlsxBook implements Closeable {
    private static final String PACKAGE = "_rels/.rels";

    /** @param part name of the sheet's part in the archive */
    record Sheet(String name, String part, boolean hidden) {}

    private final ZipFile zip;
    private final long bytes;
    private final List<Sheet> sheets = new ArrayList<>();
    private final List<CellFormat> formats = new ArrayList<>();
    private final List<String> shared = new ArrayList<>();
    private boolean from1904;

    private XlsxBook(ZipFile zip, long bytes) {
        this.zip = zip;
        this.bytes = bytes;
    }

    static XlsxBook open(Path path) throws IOException {
        XlsxBook book = new XlsxBook(new ZipFile(path.toFile()), Files.size(path));
        try {
            book.read();
            return book;
        } catch (IOException | RuntimeException failed) {
            book.close();
            throw failed;
        }
    }

    private void read() throws IOException {
        String main = "xl/workbook.xml";
        for (Map.Entry<String, String> relation : relations(PACKAGE, "").entrySet()) {
            main = relation.getKey().endsWith("|officeDocument") ? relation.getValue() : main;
        }
        String folder = main.substring(0, main.lastIndexOf('/') + 1);
        Map<String, String> parts = relations(folder + "_rels/" + main.substring(folder.length()) + ".rels", folder);
        sheets(main, parts);
        for (Map.Entry<String, String> relation : parts.entrySet()) {
            if (relation.getKey().endsWith("|styles")) {
                formats(relation.getValue());
            } else if (relation.getKey().endsWith("|sharedStrings")) {
                shared(relation.getValue());
            }
        }
    }

    /** Id and kind of each relation, {@code rId1|styles}, with the part that it leads to. */
    private Map<String, String> relations(String part, String folder) throws IOException {
        Map<String, String> relations = new LinkedHashMap<>();
        try (XmlEvents xml = events(part)) {
            while (xml.next()) {
                if (xml.starts("Relationship") && xml.attribute("Target") != null && xml.attribute("Type") != null) {
                    String target = xml.attribute("Target");
                    String kind = xml.attribute("Type")
                            .substring(xml.attribute("Type").lastIndexOf('/') + 1);
                    String at = target.startsWith("/") ? target.substring(1) : folder + target;
                    relations.put(xml.attribute("Id") + "|" + kind, at.replaceAll("[^/]+/\\.\\./", ""));
                }
            }
        }
        return relations;
    }

    private void sheets(String main, Map<String, String> parts) throws IOException {
        try (XmlEvents xml = events(main)) {
            while (xml.next()) {
                if (xml.starts("workbookPr")) {
                    String epoch = xml.attribute("date1904");
                    from1904 = "1".equals(epoch) || "true".equals(epoch);
                } else if (xml.starts("sheet")) {
                    String part = parts.get(xml.attribute("id") + "|worksheet");
                    String state = xml.attribute("state");
                    if (part != null && xml.attribute("name") != null && sheets.size() < IngestLimits.COLUMNS) {
                        sheets.add(new Sheet(xml.attribute("name"), part, state != null && !state.equals("visible")));
                    }
                }
            }
        }
        if (sheets.isEmpty()) {
            throw new Damage("", "the workbook has no sheet with cells", "save it again");
        }
    }

    private void formats(String part) throws IOException {
        Map<Integer, String> codes = new HashMap<>();
        try (XmlEvents xml = events(part)) {
            boolean cells = false;
            while (xml.next()) {
                if (xml.starts("numFmt") && codes.size() < IngestLimits.HELD_ROWS) {
                    codes.put(number(xml.attribute("numFmtId")), xml.attribute("formatCode"));
                } else if (xml.starts("cellXfs") || xml.ends("cellXfs")) {
                    cells = xml.starts("cellXfs");
                } else if (cells && xml.starts("xf") && formats.size() < IngestLimits.HELD_ROWS) {
                    int id = number(xml.attribute("numFmtId"));
                    formats.add(CellFormat.of(id, codes.get(id)));
                }
            }
        }
    }

    private static int number(String text) {
        boolean whole = text != null && !text.isEmpty() && text.length() < 10;
        for (int i = 0; whole && i < text.length(); i++) {
            whole = text.charAt(i) >= '0' && text.charAt(i) <= '9';
        }
        return whole ? Integer.parseInt(text) : -1;
    }

    private void shared(String part) throws IOException {
        long chars = 0;
        try (XmlEvents xml = events(part)) {
            while (xml.next()) {
                if (xml.starts("si")) {
                    String text = richText(xml, "si");
                    shared.add(text);
                    chars += text.length() + 16;
                    if (chars > IngestLimits.SHARED_CHARS) {
                        throw new Damage(
                                "",
                                "the texts of the workbook have more than " + IngestLimits.SHARED_CHARS + " characters",
                                "split it, or save it as CSV");
                    }
                }
            }
        }
    }

    /** The texts of an element without their formatting and without how they are spoken. */
    static String richText(XmlEvents xml, String element) throws IOException {
        String whole = "";
        boolean spoken = false;
        while (xml.next() && !xml.ends(element)) {
            if (xml.starts("rPh") || xml.ends("rPh")) {
                spoken = xml.starts("rPh");
            } else if (xml.starts("t")) {
                String text = xml.text();
                whole = spoken ? whole : whole.isEmpty() ? text : joined(whole, text);
            }
        }
        return whole;
    }

    private static String joined(String whole, String text) throws Damage {
        if (whole.length() + text.length() > IngestLimits.FIELD_CHARS) {
            throw new Damage("", "a cell has more than " + IngestLimits.FIELD_CHARS + " characters", "shorten it");
        }
        return whole + text;
    }

    /** A part of the workbook, streamed. */
    XmlEvents events(String part) throws IOException {
        ZipEntry entry = entry(part);
        if (entry == null) {
            throw new Damage("", "the workbook has no part " + Fault.printable(part), "save it again");
        }
        InputStream in = zip.getInputStream(entry);
        return new XmlEvents(new UnpackedStream(in, bytes, entry.getCrc(), null), part);
    }

    private ZipEntry entry(String part) throws Damage {
        try {
            return zip.getEntry(part);
        } catch (IllegalArgumentException badName) {
            throw new Damage("", "a name in the archive cannot be read", "save it again");
        }
    }

    List<Sheet> sheets() {
        return sheets;
    }

    boolean from1904() {
        return from1904;
    }

    /** @param style the number of the cell's format, as the cell gives it; null for none */
    CellFormat format(String style) {
        int at = number(style);
        return at < 0 || at >= formats.size() ? CellFormat.GENERAL : formats.get(at);
    }

    /** The shared text of this number, or null where there is none. */
    String sharedText(String index) {
        int at = number(index.strip());
        return at < 0 || at >= shared.size() ? null : shared.get(at);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
