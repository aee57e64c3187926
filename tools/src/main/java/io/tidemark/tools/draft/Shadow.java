package io.tidemark.tools.draft;

import io.tidemark.engine.EngineLimits;
import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.program.Program;
import io.tidemark.engine.program.ProgramInstance;
import io.tidemark.gateway.draft.Rehearsal;
import io.tidemark.journal.recovery.Onlooker;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;

/** A core of its own with the recorded history, at the moment of the last recorded command. One thread. */
public final class Shadow {
    private final Rehearsal rehearsal;
    private final long recorded;

    /**
     * Replays a data folder and finishes what was pending.
     *
     * @throws io.tidemark.journal.JournalException where it cannot be read
     */
    public Shadow(Path data, LongConsumer progress) {
        ScoringCore core = new ScoringCore(EngineLimits.DEFAULT);
        new Onlooker(data).replay(core, progress);
        recorded = core.sequence();
        rehearsal = new Rehearsal(core);
    }

    public ScoringCore core() {
        return rehearsal.core();
    }

    /** Sequence of the last recorded command. */
    public long recorded() {
        return recorded;
    }

    /** The running program of an id, or null. */
    public ProgramInstance program(String id) {
        return core().programs().stream()
                .filter(instance -> instance.program().id().equals(id))
                .findFirst()
                .orElse(null);
    }

    /** Ids of the running programs. */
    List<String> programs() {
        return core().programs().stream()
                .map(instance -> instance.program().id())
                .toList();
    }

    /** Puts a draft in the place of the running program of its id, in every period, and rates everything under it. */
    public ProgramInstance publish(Program draft) {
        rehearsal.publish(draft.from(Program.EVER));
        return program(draft.id());
    }
}
