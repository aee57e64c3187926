package io.tidemark.engine.outcome;

/** What became of one command. Codes are part of the outcome format. */
public enum Verdict {
    ACCEPTED("accepted"),
    /** Equal to a recorded version: no effect. */
    DUPLICATE("duplicate"),
    /** Kept and shown, no effect (or: a number used twice, of which the smaller content stands). */
    CONFLICT("conflict"),
    MALFORMED("malformed"),
    OUT_OF_RANGE("out-of-range"),
    NEGATIVE_SALE("negative-sale"),
    NEGATIVE_RETURN("negative-return"),
    DATE_AHEAD("date-ahead"),
    AT_CAPACITY("at-capacity"),
    UNKNOWN_PROGRAM("unknown-program"),
    UNKNOWN_PERIOD("unknown-period"),
    /** A period that is not over is not closed. */
    PERIOD_NOT_OVER("period-not-over"),
    /** A period that its program closes by itself is not closed by command before. */
    CLOSES_BY_ITSELF("closes-by-itself"),
    /** A version takes effect on the first day of a period. */
    EFFECTIVE_WITHIN_PERIOD("effective-within-period"),
    /** A version that holds for a closed period has that period. */
    CLOSED_PERIOD_MISSING("closed-period-missing"),
    /** While a version is filled nothing is closed by command: what comes in meanwhile would count in it. */
    PROGRAM_SETTLING("program-settling");

    private static final Verdict[] ALL = values();
    private final String text;

    Verdict(String text) {
        this.text = text;
    }

    /** The word people and interfaces see. */
    public String text() {
        return text;
    }

    /** Whether the command was refused: it left nothing behind, not even its identity. */
    public boolean isRefusal() {
        return ordinal() >= MALFORMED.ordinal();
    }

    public static Verdict of(int code) {
        return ALL[code];
    }
}
