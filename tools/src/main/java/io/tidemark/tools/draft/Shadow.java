package io.tidemark.tools.draft;

import io.tidemark.engine.CommandFrames;
import io.tidemark.engine.EngineLimits;
import io.tidemark.engine.FrameClock;
import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.program.Program;
import io.tidemark.engine.program.ProgramInstance;
import io.tidemark.journal.recovery.Onlooker;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;
import org.agrona.concurrent.UnsafeBuffer;

/** A core of its own with the recorded history, at the moment of the last recorded command. One thread. */
public final class Shadow {
    private final ScoringCore core = new ScoringCore(EngineLimits.DEFAULT);
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[EngineLimits.MAX_FRAME * 2]);
    private final CommandFrames commands = new CommandFrames(buffer, this::apply);
    private final FrameClock clock;
    private final long recorded;

    /**
     * Replays a data folder and finishes what was pending.
     *
     * @throws io.tidemark.journal.JournalException where it cannot be read
     */
    public Shadow(Path data, LongConsumer progress) {
        new Onlooker(data).replay(core, progress);
        recorded = core.sequence();
        clock = new FrameClock(recorded);
        clock.advance(core.timestampMs());
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

    /** Sequence of the last recorded command. */
    public long recorded() {
        return recorded;
    }

    /** The running program of an id, or null. */
    public ProgramInstance program(String id) {
        return core.programs().stream()
                .filter(instance -> instance.program().id().equals(id))
                .findFirst()
                .orElse(null);
    }

    /** Ids of the running programs. */
    List<String> programs() {
        return core.programs().stream().map(instance -> instance.program().id()).toList();
    }

    /** Puts a draft in the place of the running program of its id, and rates everything under it. */
    public ProgramInstance publish(Program draft) {
        core.unread(true);
        commands.publish(draft.from(Program.EVER));
        settle();
        core.unread(false);
        return program(draft.id());
    }
}
