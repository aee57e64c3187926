package io.tidemark.journal.archive;

import java.nio.charset.StandardCharsets;

/** Numbers that writer and reader share. */
final class ArchiveFormat {
    static final byte[] BEGIN = "TMARCH01".getBytes(StandardCharsets.US_ASCII);
    static final byte[] END = "TMARCHEN".getBytes(StandardCharsets.US_ASCII);
    static final int PIECE = 1 << 20;
    static final int ENTRY = 8;
    /** List's place, pieces, size, checksum, mark. */
    static final int TAIL = 8 + 4 + 8 + 4 + 8;

    private ArchiveFormat() {}
}
