package io.tidemark.gateway.ingest;

import io.tidemark.engine.Fixed;

/** Every limit of the ingestion, in one place. What exceeds one is refused with the limit's value in the text. */
public final class IngestLimits {
    /** Characters of one row, with the line breaks inside its quoted fields. */
    public static final int ROW_CHARS = 1 << 20;

    /** Characters of one field, so that a quote that is never closed cannot swallow a file. */
    public static final int FIELD_CHARS = 1 << 16;

    /** Bytes of a sheet's rows that are spooled; a larger one is parsed twice instead. */
    public static final long SPOOLED_BYTES = 1L << 30;

    /** Columns of a file. */
    public static final int COLUMNS = 1_000;

    /** Rows from the top of the file in which the header is looked for. */
    public static final int HEADER_ROWS = 100;

    /** Bytes in UTF-8 of an id, a line, a source, a participant's id, a SKU, an original. */
    public static final int ID_BYTES = 256;

    /** Bytes in UTF-8 of a further field or attribute. */
    public static final int TEXT_BYTES = 1_024;

    /** Roles of one activity. */
    public static final int ROLES = 8;

    /** Further fields and attributes of one activity. */
    public static final int FIELDS = 32;

    /** Bytes in UTF-8 of the name of a further field or attribute: with them the largest row surely fits a frame. */
    public static final int NAME_BYTES = 256;

    /** Units: |quantity| and |amount| of one activity are at most 10^12. */
    public static final long NUMBER_UNITS = Fixed.MAX_ACTIVITY;

    /** Years that a date may lie in. */
    public static final int FIRST_YEAR = 1900;

    public static final int LAST_YEAR = 2199;

    /** Characters of a value that a refusal repeats. */
    public static final int SHOWN_CHARS = 80;

    /** Characters of what is wrong, and of what would be right, in a message about a whole file. */
    public static final int MESSAGE_CHARS = 1_000;

    /** Characters of a refused row that are kept as its raw text. */
    public static final int RAW_CHARS = 4_096;

    /** Bytes that an archive may unpack to, whatever its size. */
    public static final long UNPACKED_BYTES = 64L << 30;

    /** An archive may unpack to this many times its size; the first {@link #UNPACKED_FREE} bytes are free. */
    public static final int UNPACK_RATIO = 250;

    public static final long UNPACKED_FREE = 16L << 20;

    /** Problems that the refusal of a whole file lists. */
    public static final int PROBLEMS = 20;

    /** Objects and lists within each other. */
    public static final int NESTING = 64;

    /** Characters of the texts that the cells of a workbook share; they are held in memory. */
    public static final int SHARED_CHARS = 64 << 20;

    /** Segments that an item of a transmission may have, and the heading around it. */
    public static final int HELD_SEGMENTS = 10_000;

    /** Rows that a JSON document may have before the values around them. */
    public static final int HELD_ROWS = 100_000;

    private IngestLimits() {}

    /** Bytes that an archive of this size may unpack to. */
    static long unpackedBytes(long packed) {
        return Math.min(UNPACKED_BYTES, Math.max(UNPACKED_FREE, packed * UNPACK_RATIO));
    }
}
