package io.tidemark.gateway.ingest;

import java.nio.charset.StandardCharsets;

/** Forms of files by their first bytes. Stateless. */
public final class FileForm {
    private FileForm() {}

    /**
     * What a file is that is no CSV, in words; null where it may be one.
     *
     * @param head the first bytes, eight where there are so many
     */
    public static String of(byte[] head) {
        if (starts(head, 'P', 'K', 3, 4)) {
            return "a ZIP archive or an XLSX workbook";
        } else if (starts(head, 0x1F, 0x8B)) {
            return "a GZIP archive";
        } else if (starts(head, 'I', 'S', 'A', '*')) {
            return "an X12 interchange";
        } else if (starts(head, 'U', 'N', 'A') || starts(head, 'U', 'N', 'B', '+')) {
            return "an EDIFACT interchange";
        }
        return foreign(head);
    }

    /** What a file is that is read in no format, in words; null where it may be read. */
    public static String foreign(byte[] head) {
        if (starts(head, 0xD0, 0xCF, 0x11, 0xE0)) {
            return "an XLS workbook";
        }
        return starts(head, '%', 'P', 'D', 'F') ? "a PDF document" : null;
    }

    /** What to do about a file that is read in another format than its own, or in none. */
    static String right(byte[] head) {
        return foreign(head) == null
                ? "the profile says format: csv; send CSV, or say format: auto"
                : "save it as XLSX or CSV and send that";
    }

    /**
     * The format of a file; CSV where nothing says otherwise.
     *
     * @param head the first bytes, out of any archive
     */
    static Format format(byte[] head) {
        if (starts(head, 'P', 'K', 3, 4)) {
            return Format.XLSX;
        }
        String text = new String(head, StandardCharsets.ISO_8859_1);
        String start = text.startsWith("\u00EF\u00BB\u00BF") ? text.substring(3) : text;
        start = start.stripLeading();
        if (isX12(start)) {
            return Format.X12;
        } else if (start.startsWith("UNA") && start.contains("UNB") || start.startsWith("UNB+")) {
            return Format.EDIFACT;
        }
        return isJson(start) ? Format.JSON : Format.CSV;
    }

    private static boolean isJson(String start) {
        return start.startsWith("{") || start.startsWith("[");
    }

    /** An interchange, or the beginning of one; a CSV header whose first column is ISA is none. */
    private static boolean isX12(String start) {
        if (!start.startsWith("ISA") || start.length() < 4 || Character.isLetterOrDigit(start.charAt(3))) {
            return false;
        }
        char separator = start.charAt(3);
        return ",;\t|".indexOf(separator) < 0 || start.contains("GS" + separator);
    }

    static boolean starts(byte[] head, int... bytes) {
        boolean same = head.length >= bytes.length;
        for (int i = 0; same && i < bytes.length; i++) {
            same = (head[i] & 0xFF) == bytes[i];
        }
        return same;
    }
}
