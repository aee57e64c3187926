package io.tidemark.gateway.ingest;

/** Why a row was refused. The code is what reports and scripts read. */
public enum Reason {
    RAGGED("ragged"),
    ROW_TOO_LONG("row-too-long"),
    MISSING("missing"),
    DATE("date"),
    DATED_AHEAD("dated-ahead"),
    NUMBER("number"),
    DECIMALS("decimals"),
    OUT_OF_RANGE("out-of-range"),
    NEGATIVE_SALE("negative-sale"),
    NEGATIVE_RETURN("negative-return"),
    TEXT_TOO_LONG("text-too-long"),
    CONTROL_CHARACTER("control-character"),
    KIND("kind"),
    FUNCTION("function"),
    REVISION("revision"),
    CURRENCY("currency"),
    PARENT("parent"),
    /** JSON: a field that is not known, stands twice, or holds what it cannot. */
    FIELD("field");

    private final String code;

    Reason(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }
}
