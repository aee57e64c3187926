package io.tidemark.bench.peers;

import io.tidemark.bench.R1Answer;
import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.standings.BoardFamily;
import org.agrona.concurrent.UnsafeBuffer;

/** The core by itself, one thread, from encoded frames. */
final class TidemarkCore implements Contender {
    private final Facts facts;
    private final UnsafeBuffer[] frames;
    private ScoringCore core;
    private long ranks;

    TidemarkCore(Facts facts) {
        this.facts = facts;
        this.frames = facts.workload().frames().stream().map(UnsafeBuffer::new).toArray(UnsafeBuffer[]::new);
    }

    @Override
    public String name() {
        return "Tidemark, core";
    }

    @Override
    public Facts facts() {
        return facts;
    }

    @Override
    public boolean durable() {
        return false;
    }

    @Override
    public void prepare() {
        core = facts.workload().newCore();
    }

    @Override
    public void run() {
        int due = 0;
        for (UnsafeBuffer frame : frames) {
            core.apply(frame, 0, frame.capacity());
            due += core.outcome().count();
            for (; due >= READ_EVERY; due -= READ_EVERY) {
                ranks += rank(core, ranks);
            }
        }
    }

    /** Reads the rank of somebody on the board of reps; of nobody where nobody is on it yet. */
    static int rank(ScoringCore core, long somebody) {
        BoardFamily reps = core.programs().get(0).tracks()[0].boards()[0];
        int count = reps.table().count();
        return count == 0 ? 0 : reps.rank((int) (somebody * 31 % count));
    }

    @Override
    public R1Answer answer() {
        return R1Answer.of(core);
    }

    @Override
    public void close() {
        core = null;
    }
}
