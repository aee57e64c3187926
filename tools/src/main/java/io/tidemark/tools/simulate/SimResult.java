package io.tidemark.tools.simulate;

/**
 * What a history came to.
 *
 * @param steps turns taken
 * @param sequence of the last command
 * @param today epoch day of the core
 * @param snapshotStarts starts that began with a snapshot
 * @param faults what went wrong, and how often
 */
public record SimResult(
        long steps,
        long sequence,
        long standingsHash,
        long stateHash,
        int today,
        int snapshotStarts,
        String faults,
        SimFacts facts) {}
