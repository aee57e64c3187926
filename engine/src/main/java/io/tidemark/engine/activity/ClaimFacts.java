package io.tidemark.engine.activity;

import io.tidemark.engine.directory.ClaimDecision.Verdict;
import io.tidemark.engine.directory.DatedValues;
import io.tidemark.engine.directory.Names;
import io.tidemark.engine.snapshot.Sections;
import io.tidemark.engine.store.Words;

/** What is known of claims beside what they say: when each was first received, and what was decided about it. Core thread only. */
public final class ClaimFacts {
    private static final Verdict[] VERDICTS = Verdict.values();

    private final Names names;
    private final Identities identities;
    /** By identity: epoch milliseconds. */
    private final DatedValues received = new DatedValues();
    /** By claim and step, and program: verdict (high), value number of the reason (low). */
    private final DatedValues decisions = new DatedValues();
    /** The same: value number of who decided. */
    private final DatedValues deciders = new DatedValues();

    public ClaimFacts(Names names, Identities identities) {
        this.names = names;
        this.identities = identities;
    }

    /** A version of a claim was recorded. */
    public void received(int identity, long timestampMs) {
        if (received.on(identity, 0, 0) == DatedValues.NONE) {
            received.put(identity, 0, Integer.MIN_VALUE, timestampMs);
        }
    }

    /** When a claim was first received, epoch milliseconds. */
    public long receivedMs(int identity) {
        int row = received.on(identity, 0, 0);
        return row == DatedValues.NONE ? Long.MIN_VALUE : received.value(row);
    }

    /** The text under which decisions about an identity are kept. */
    public static String key(String source, String id, String line) {
        return source + '\u0000' + id + '\u0000' + line;
    }

    /** Decisions may come before their claim. Answers whether anything changed. */
    public boolean decide(String key, int program, int step, Verdict verdict, int reason, int by) {
        long claim = Words.pack(names.values.intern(key), step);
        boolean changes = decisions.put(claim, program, 0, Words.pack(verdict.ordinal(), reason));
        return deciders.put(claim, program, 0, by) | changes;
    }

    /** Number under which decisions about an identity are kept, or -1 where there are none. */
    public int find(int identity) {
        return decisions.isEmpty()
                ? -1
                : names.values.find(key(
                        identities.sourceText(identity), identities.idText(identity), identities.lineText(identity)));
    }

    /** @param claim as {@link #find} answers */
    public Verdict verdict(int claim, int program, int step) {
        int row = decisions.on(Words.pack(claim, step), program, 0);
        return row == DatedValues.NONE ? Verdict.NONE : VERDICTS[Words.high(decisions.value(row))];
    }

    public String reason(int claim, int program, int step) {
        int row = decisions.on(Words.pack(claim, step), program, 0);
        return row == DatedValues.NONE ? "" : names.values.text(Words.low(decisions.value(row)));
    }

    public String decider(int claim, int program, int step) {
        int row = deciders.on(Words.pack(claim, step), program, 0);
        return row == DatedValues.NONE ? "" : names.values.text((int) deciders.value(row));
    }

    public void list(Sections sections) {
        received.list(sections, "claims-received");
        decisions.list(sections, "claim-decisions");
        deciders.list(sections, "claim-deciders");
    }

    public long stateHash(long seed) {
        return deciders.stateHash(decisions.stateHash(received.stateHash(seed)));
    }
}
