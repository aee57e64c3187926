package io.tidemark.gateway.ingest;

import java.util.Locale;

/** The formats of files, as profiles name them. */
public enum Format {
    /** By the first bytes of the file. */
    AUTO,
    CSV,
    XLSX,
    X12,
    EDIFACT,
    JSON;

    /** The name in a profile: {@code csv}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
