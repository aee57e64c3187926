package io.tidemark.gateway.draft;

import io.tidemark.engine.CommandFrames;
import io.tidemark.engine.EngineLimits;
import io.tidemark.engine.FrameClock;
import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.outcome.Verdict;
import io.tidemark.engine.program.Program;
import org.agrona.concurrent.UnsafeBuffer;

/** A core that nobody else sees, in which drafts are published. One thread. */
public final class Rehearsal {
    private final ScoringCore core;
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[EngineLimits.MAX_FRAME * 2]);
    private final CommandFrames commands = new CommandFrames(buffer, this::apply);
    private final FrameClock clock;

    /** Finishes what was pending. */
    public Rehearsal(ScoringCore core) {
        this.core = core;
        clock = new FrameClock(core.sequence());
        clock.advance(Math.max(0, core.timestampMs()));
        settle();
    }

    private void apply(int length) {
        clock.stamp(buffer, 0);
        core.apply(buffer, 0, length);
    }

    private void settle() {
        while (!core.isSettled()) {
            commands.tick();
        }
    }

    public ScoringCore core() {
        return core;
    }

    /** Publishes a draft as it would be now, and rates everything under it; or says why it is refused. */
    public Verdict publish(Program draft) {
        core.unread(true);
        commands.publish(draft);
        Verdict verdict = core.outcome().verdict(0);
        settle();
        core.unread(false);
        return verdict;
    }
}
