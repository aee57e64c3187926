package io.tidemark.journal.recovery;

import io.tidemark.engine.FrameException;
import io.tidemark.engine.ScoringCore;
import io.tidemark.journal.FrameApplier;
import io.tidemark.journal.JournalException;
import io.tidemark.journal.Record;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/** Replays everything a data folder holds into a fresh core. One thread. */
public final class Recovery {
    /**
     * What was read.
     *
     * @param runs folders read
     * @param records whole records
     * @param frames frames applied
     * @param sequence of the last command
     * @param timestampMs stamped on the last frame; the smallest long where there is none
     * @param refusedFrames frames that the core did not take, as it did not when they were written
     * @param torn per run that was cut off, what was being written
     */
    public record Report(
            int runs,
            long records,
            long frames,
            long sequence,
            long timestampMs,
            long refusedFrames,
            List<TornTail> torn) {}

    private final ScoringCore core;
    private final LongConsumer progress;
    private final FrameApplier applier;
    private final List<TornTail> torn = new ArrayList<>();
    private final Map<Path, Long> ends = new LinkedHashMap<>();
    private long records;
    private long frames;
    private long refused;
    private long timestampMs = Long.MIN_VALUE;
    private Path file;
    private long position;

    /** @param progress told the sequence reached, after every record */
    public Recovery(ScoringCore core, LongConsumer progress) {
        this.core = core;
        this.progress = progress;
        this.applier = new FrameApplier(core);
    }

    /**
     * Reads and applies all runs.
     *
     * @throws JournalException where something is missing or damaged, or a frame cannot be applied
     */
    public Report replay(List<Run> runs) {
        long expected = core.sequence() + 1;
        for (Run run : runs) {
            RunScan scan = new RunScan(run, expected, this::apply);
            scan.read();
            expected = scan.expected();
            ends.putAll(scan.ends());
            if (scan.torn() != null) {
                torn.add(scan.torn());
            }
        }
        return new Report(runs.size(), records, frames, core.sequence(), timestampMs, refused, List.copyOf(torn));
    }

    /** Gives back the room that ended runs had reserved. After a replay, before a new run begins. */
    public void trim() {
        Trim.trim(ends);
    }

    private void apply(Record record, Path from, long at) {
        file = from;
        position = at;
        records++;
        boolean whole;
        try {
            whole = record.forEach((buffer, offset, length) -> {
                timestampMs = FrameApplier.timestampMs(buffer, offset);
                if (applier.apply(buffer, offset, length) != null) {
                    refused++;
                }
                frames++;
            });
        } catch (FrameException | IndexOutOfBoundsException wrong) {
            throw JournalException.damaged(where() + ": a frame cannot be applied: " + wrong.getMessage());
        }
        if (!whole || core.sequence() != record.last()) {
            throw JournalException.damaged(where() + ": the record says that it ends with sequence " + record.last()
                    + ", its frames end with " + core.sequence());
        }
        progress.accept(core.sequence());
    }

    private String where() {
        return file + ", byte " + position + ", behind sequence " + core.sequence();
    }
}
