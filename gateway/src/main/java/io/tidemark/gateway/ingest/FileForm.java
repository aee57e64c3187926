package io.tidemark.gateway.ingest;

/** Forms of files that are no CSV, by their first bytes. Stateless. */
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
        } else if (starts(head, 0xD0, 0xCF, 0x11, 0xE0)) {
            return "an XLS workbook";
        } else if (starts(head, 'I', 'S', 'A', '*')) {
            return "an X12 interchange";
        } else if (starts(head, 'U', 'N', 'A') || starts(head, 'U', 'N', 'B', '+')) {
            return "an EDIFACT interchange";
        }
        return starts(head, '%', 'P', 'D', 'F') ? "a PDF document" : null;
    }

    static boolean starts(byte[] head, int... bytes) {
        boolean same = head.length >= bytes.length;
        for (int i = 0; same && i < bytes.length; i++) {
            same = (head[i] & 0xFF) == bytes[i];
        }
        return same;
    }
}
