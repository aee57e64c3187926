package io.tidemark.journal.snapshot;

/**
 * The layout of a snapshot file, little-endian; docs/journal.md has it in words.
 *
 * <pre>
 * header    "TMSNAP\r\n"  i32 format  i32 engine  i64 sequence  i64 timestampMs  i32 sections  i32 CRC32C of the bytes before
 * section   i32 length of the name  i32 version  i64 length of the content  i32 CRC32C of the content  name  content
 * trailer   i64 length of the file  i32 CRC32C of the header and every section's head and name  "TMSNAPok"
 * </pre>
 */
final class SnapshotFormat {
    static final int FORMAT = 1;

    /** Raised where the same frames give another state than before: a snapshot of other rules is not the state of these. */
    static final int ENGINE = 1;

    static final long MAGIC = 0x0A0D_5041_4E53_4D54L;
    static final long END = 0x6B6F_5041_4E53_4D54L;

    static final int HEADER = 40;
    static final int HEADER_CRC = 36;
    static final int SECTION = 20;
    static final int TRAILER = 20;
    static final int MAX_NAME = 200;

    /** Bytes moved at once. */
    static final int BLOCK = 1 << 20;

    private SnapshotFormat() {}
}
