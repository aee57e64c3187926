package io.tidemark.gateway.ingest;

/**
 * What is wrong with an envelope, as acknowledgements code it: X12's TA105, AK905 and AK502 by the level, EDIFACT's 0085.
 *
 * @param level of the envelope that is wrong
 * @param x12 code of that level
 * @param edifact code of data element 0085
 */
record EdiFault(Level level, String x12, String edifact) {
    enum Level {
        INTERCHANGE,
        GROUP,
        SET
    }

    private static final String REFERENCES = "28";
    private static final String COUNT = "29";
    private static final String MISSING = "13";
    private static final String OUT_OF_PLACE = "33";

    /** The control number of a trailer is not that of its header. */
    static EdiFault control(Level level) {
        return new EdiFault(level, pick(level, "001", "4", "3"), REFERENCES);
    }

    /** A trailer counts something else than there is. */
    static EdiFault count(Level level) {
        return new EdiFault(level, pick(level, "021", "5", "4"), COUNT);
    }

    /** The transmission ends before its trailer. */
    static EdiFault cutOff(Level level) {
        return new EdiFault(level, pick(level, "023", "3", "2"), MISSING);
    }

    /** A segment that cannot stand where it stands, or is none. */
    static EdiFault structure(Level level) {
        return new EdiFault(level, pick(level, "022", "6", "5"), OUT_OF_PLACE);
    }

    /** What is in the envelope is not read here. */
    static EdiFault notSupported() {
        return new EdiFault(Level.SET, "1", "14");
    }

    private static String pick(Level level, String interchange, String group, String set) {
        return switch (level) {
            case INTERCHANGE -> interchange;
            case GROUP -> group;
            case SET -> set;
        };
    }
}
