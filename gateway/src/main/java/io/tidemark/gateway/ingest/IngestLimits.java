package io.tidemark.gateway.ingest;

import io.tidemark.engine.Fixed;

/** Every limit of the ingestion, in one place. What exceeds one is refused with the limit's value in the text. */
public final class IngestLimits {
    /** Characters of one row, with the line breaks inside its quoted fields. */
    public static final int ROW_CHARS = 1 << 20;

    /** Characters of one field, so that a quote that is never closed cannot swallow a file. */
    public static final int FIELD_CHARS = 1 << 16;

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

    /** Characters of a refused row that are kept as its raw text. */
    public static final int RAW_CHARS = 4_096;

    private IngestLimits() {}
}
