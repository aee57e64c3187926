package io.tidemark.engine.closing;

/** What a line of a statement is. Codes are stored. */
public enum LineKind {
    /** The tier held on a track; its position is the value. Says something, pays nothing. */
    TIER("tier", false),
    /** A measure on a track. */
    MEASURE("measure", false),
    /** The final rank on a board. */
    RANK("rank", false),
    /** A rule's counted value on a track. */
    RULE("rule", true),
    /** What a track's cap takes away. */
    CAP("cap", true),
    /** What the budget takes away. */
    BUDGET("budget", true),
    /** A prize on a board. */
    PRIZE("prize", true),
    /** What makes the lines above add up to what is paid for the period. */
    ROUNDING("rounding", true),
    /** The difference of a period closed earlier. */
    CORRECTION("correction", true),
    /** What is not paid yet, because it is less than the least that is paid. */
    CARRIED("carried", true);

    static final LineKind[] ALL = values();

    private final String text;
    private final boolean pays;

    LineKind(String text, boolean pays) {
        this.text = text;
        this.pays = pays;
    }

    /** The word people and interfaces see. */
    public String text() {
        return text;
    }

    /** Whether its value is part of what is paid. */
    public boolean pays() {
        return pays;
    }
}
