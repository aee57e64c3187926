package io.tidemark.gateway.ingest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes workbooks as text, for tests: every cell exactly as the test says. */
final class Workbook {
    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    final Map<String, String> parts = new LinkedHashMap<>();
    private final List<String> sheets = new ArrayList<>();
    private final List<String> formats = new ArrayList<>();
    private String properties = "";
    private String shared = "";

    /** Style 1, 2, … in the order of the calls. */
    Workbook format(String code) {
        formats.add(code);
        return this;
    }

    Workbook from1904() {
        properties = "<workbookPr date1904=\"1\"/>";
        return this;
    }

    Workbook shared(String... texts) {
        shared = "<sst xmlns=\"" + MAIN + "\"><si><t>" + String.join("</t></si><si><t>", texts) + "</t></si></sst>";
        return this;
    }

    /** @param rows the inside of sheetData */
    Workbook sheet(String name, String rows) {
        sheets.add(name);
        parts.put(
                "xl/worksheets/sheet" + sheets.size() + ".xml",
                HEAD + "<worksheet xmlns=\"" + MAIN + "\"><sheetData>" + rows + "</sheetData></worksheet>");
        return this;
    }

    /** A row of texts and numbers: {@code 12} is a number, {@code 1@12} a number of style 1, anything else a text. */
    static String row(int number, String... cells) {
        StringBuilder row = new StringBuilder("<row r=\"" + number + "\">");
        for (int i = 0; i < cells.length; i++) {
            String reference = " r=\"" + (char) ('A' + i) + number + "\"";
            if (cells[i].matches("[0-9]@.*")) {
                row.append("<c")
                        .append(reference)
                        .append(" s=\"")
                        .append(cells[i].charAt(0))
                        .append("\"><v>");
                row.append(cells[i].substring(2)).append("</v></c>");
            } else if (cells[i].matches("-?[0-9.]+(E[-+]?[0-9]+)?")) {
                row.append("<c")
                        .append(reference)
                        .append("><v>")
                        .append(cells[i])
                        .append("</v></c>");
            } else if (cells[i].startsWith("<")) {
                row.append(cells[i]);
            } else if (!cells[i].isEmpty()) {
                row.append("<c").append(reference).append(" t=\"inlineStr\"><is><t>");
                row.append(escaped(cells[i])).append("</t></is></c>");
            }
        }
        return row.append("</row>").toString();
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    byte[] bytes() {
        StringBuilder book = new StringBuilder(HEAD + "<workbook xmlns=\"" + MAIN + "\" xmlns:r=\"" + REL + "\">")
                .append(properties)
                .append("<sheets>");
        StringBuilder relations = new StringBuilder(HEAD + "<Relationships>");
        for (int i = 1; i <= sheets.size(); i++) {
            book.append("<sheet name=\"" + sheets.get(i - 1) + "\" sheetId=\"" + i + "\" r:id=\"r" + i + "\"/>");
            relation(relations, "r" + i, "worksheet", "worksheets/sheet" + i + ".xml");
        }
        relation(relations, "rs", "styles", "styles.xml");
        if (!shared.isEmpty()) {
            relation(relations, "rt", "sharedStrings", "sharedStrings.xml");
            parts.putIfAbsent("xl/sharedStrings.xml", HEAD + shared);
        }
        parts.putIfAbsent("xl/workbook.xml", book.append("</sheets></workbook>").toString());
        parts.putIfAbsent(
                "xl/_rels/workbook.xml.rels",
                relations.append("</Relationships>").toString());
        parts.putIfAbsent("xl/styles.xml", styles());
        StringBuilder top = new StringBuilder(HEAD + "<Relationships>");
        relation(top, "r", "officeDocument", "xl/workbook.xml");
        parts.putIfAbsent("_rels/.rels", top.append("</Relationships>").toString());
        parts.putIfAbsent("[Content_Types].xml", HEAD + "<Types/>");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        return out.toByteArray();
    }

    private static void relation(StringBuilder relations, String id, String type, String target) {
        relations.append(
                "<Relationship Id=\"" + id + "\" Type=\"" + REL + "/" + type + "\" Target=\"" + target + "\"/>");
    }

    private String styles() {
        StringBuilder codes = new StringBuilder("<numFmts>");
        StringBuilder cells = new StringBuilder("<cellXfs><xf numFmtId=\"0\"/>");
        for (int i = 0; i < formats.size(); i++) {
            String code = formats.get(i);
            boolean built = code.matches("[0-9]{1,2}");
            if (!built) {
                codes.append("<numFmt numFmtId=\"" + (200 + i) + "\" formatCode=\""
                        + escaped(code).replace("\"", "&quot;") + "\"/>");
            }
            cells.append("<xf numFmtId=\"" + (built ? code : "" + (200 + i)) + "\"/>");
        }
        return HEAD + "<styleSheet>" + codes + "</numFmts>" + cells + "</cellXfs></styleSheet>";
    }
}
