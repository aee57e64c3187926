package io.tidemark.engine.directory;

import java.util.List;

/**
 * What a step of a program decided about a claim. Same (program, claim, step): the last decision stands.
 *
 * @param program id
 * @param source of the claim
 * @param id of the claim
 * @param line of the claim, or empty
 * @param step one that the program names
 * @param verdict what was decided
 * @param reason in words, or empty
 * @param by who decided, or empty
 */
public record ClaimDecision(
        String program, String source, String id, String line, String step, Verdict verdict, String reason, String by)
        implements ReferenceRow {

    /** Positions are part of the format of frames. */
    public enum Verdict {
        /** Taken back: as if nothing had been decided. */
        NONE,
        APPROVED,
        REJECTED
    }

    @Override
    public Table table() {
        return Table.CLAIM_DECISIONS;
    }

    @Override
    public int from() {
        return Integer.MIN_VALUE;
    }

    @Override
    public long value() {
        return verdict.ordinal();
    }

    @Override
    public List<String> texts() {
        return List.of(program, source, id, line, step, reason, by, "");
    }
}
