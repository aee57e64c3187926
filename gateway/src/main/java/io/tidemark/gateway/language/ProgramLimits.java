package io.tidemark.gateway.language;

/**
 * How much one program may declare. Generous for people, small enough that checking and compiling stay instant. The
 * size and the depth of the file are limited in {@link SourceReader}, ids and numbers in {@link Scalars}.
 */
public final class ProgramLimits {
    public static final int GROUPS = 1_000;
    public static final int ACTIVITIES = 100;
    public static final int MEASURES = 1_000;
    public static final int CONDITIONS = 1_000;
    public static final int TRACKS = 100;
    public static final int BOARDS = 1_000;

    /** Roles that one track credits. */
    public static final int ROLES = 20;

    /** Fields under {@code once-per}. */
    public static final int ONCE_PER = 8;

    /** Rules of all tracks together. */
    public static final int RULES = 1_000;

    /** Steps of one rule: their points add up within 64 bits. */
    public static final int STEPS = 100;

    /** Tiers of one ladder. */
    public static final int TIERS = 100;

    /** Values in one list of a group or a {@code where}. */
    public static final int VALUES = 10_000;

    /** Characters of a field's name and of the program's and the points' name. */
    public static final int TEXT = 256;

    /** Days of {@code grace} and {@code within}. */
    public static final int DAYS = 36_500;

    /** Periods of a list, and of 4-4-5 together. */
    public static final int PERIODS = 1_200;

    private ProgramLimits() {}
}
