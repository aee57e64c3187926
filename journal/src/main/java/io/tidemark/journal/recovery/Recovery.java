package io.tidemark.journal.recovery;

import io.tidemark.engine.FrameClock;
import io.tidemark.engine.FrameException;
import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.sbe.MessageHeaderDecoder;
import io.tidemark.engine.sbe.TickDecoder;
import io.tidemark.journal.FrameApplier;
import io.tidemark.journal.JournalException;
import io.tidemark.journal.Record;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.agrona.DirectBuffer;

/**
 * Replays what a data folder holds into a core: a fresh one, or one that was brought back from a snapshot and takes what lies
 * behind it. One thread.
 */
public final class Recovery {
    /**
     * What was read.
     *
     * @param runs folders that there are
     * @param skipped of these, read by nobody, as the core began with what they hold
     * @param records whole records
     * @param frames frames applied
     * @param sequence of the last command
     * @param timestampMs stamped on the last frame; the smallest long where there is none
     * @param refusedFrames frames that the core did not take, as it did not when they were written
     * @param torn per run that was cut off, what was being written
     */
    public record Report(
            int runs,
            int skipped,
            long records,
            long frames,
            long sequence,
            long timestampMs,
            long refusedFrames,
            List<TornTail> torn) {}

    /** How far a replay goes; a frame is applied whole or not at all. */
    public interface Until {
        /** To the end. */
        Until END = (last, timeMs) -> true;

        /** Whether a frame belongs to it, by the sequence of its last command and the time stamped on it. */
        boolean takes(long lastSequence, long timestampMs);

        static Until sequence(long most) {
            return (last, timeMs) -> last <= most;
        }

        static Until timeMs(long most) {
            return (last, timeMs) -> timeMs <= most;
        }
    }

    /** The replay has come as far as it was to go. */
    private static final class Enough extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Enough() {
            super(null, null, false, false);
        }
    }

    private final ScoringCore core;
    private final LongConsumer progress;
    private final Runnable afterFrame;
    /** The sequence that the core began with. */
    private final long began;

    private boolean ahead;
    private Until until = Until.END;
    private final FrameApplier applier;
    private final List<TornTail> torn = new ArrayList<>();
    private final List<Runnable> endings = new ArrayList<>();
    private int skipped;
    private long records;
    private long frames;
    private long refused;
    private long timestampMs;
    private Path file;
    private long position;

    /** @param progress told the sequence reached, after every record */
    public Recovery(ScoringCore core, LongConsumer progress) {
        this(core, progress, () -> {});
    }

    /** @param afterFrame told of every frame that was applied */
    public Recovery(ScoringCore core, LongConsumer progress, Runnable afterFrame) {
        this.core = core;
        this.progress = progress;
        this.afterFrame = afterFrame;
        this.applier = new FrameApplier(core);
        this.timestampMs = core.timestampMs();
        this.began = core.sequence();
    }

    /** From now on reads and checks on a thread of its own, some megabytes ahead of what is applied. */
    public Recovery readingAhead() {
        ahead = true;
        return this;
    }

    /**
     * Reads and applies all runs.
     *
     * @throws JournalException where something is missing or damaged, or a frame cannot be applied
     */
    public Report replay(List<Run> runs) {
        return replay(runs, Until.END);
    }

    /** As above, up to a point; what comes behind it is neither read nor checked. */
    public Report replay(List<Run> runs, Until end) {
        until = end;
        core.unread(true);
        try {
            replayRuns(runs);
        } catch (Enough reached) {
            // what was asked for is applied
        } finally {
            core.unread(false);
        }
        return new Report(
                runs.size(), skipped, records, frames, core.sequence(), timestampMs, refused, List.copyOf(torn));
    }

    private void replayRuns(List<Run> runs) {
        Behind behind = Behind.of(runs, core.sequence());
        skipped = runs.size() - behind.runs().size();
        JournalReading reading = new JournalReading(behind);
        try {
            if (ahead) {
                new HandOver(reading::read).take(this::apply);
            } else {
                reading.read(this::apply);
            }
        } finally {
            torn.addAll(reading.torn());
        }
        endings.addAll(reading.endings());
        checkEnd(reading.expected());
        if (core.sequence() != reading.expected() - 1) {
            throw new IllegalStateException("the journal was read up to sequence " + (reading.expected() - 1)
                    + ", and applied up to " + core.sequence());
        }
    }

    private void checkEnd(long expected) {
        if (expected <= began) {
            throw JournalException.damaged("the journal ends with sequence " + (expected - 1)
                    + ", but a snapshot holds everything up to " + began
                    + ", which was safe in the journal when it was written. Bring the journal back from a copy; or delete"
                    + " what is in snapshots, and go on without what is missing");
        }
    }

    /**
     * Ends for good the runs that were read and had not been ended: what is not surely on the device is written once more and
     * forced, room reserved is given back, each is sealed. After a replay, before a new run begins: what was replayed may be
     * told to people from then on.
     */
    public void endRuns() {
        endings.forEach(Runnable::run);
        endings.clear();
    }

    private void apply(Record record, Path from, long at) {
        file = from;
        position = at;
        records++;
        boolean whole;
        try {
            whole = record.forEach((buffer, offset, length) -> {
                long last = FrameApplier.sequence(buffer, offset) + FrameClock.commands(buffer, offset) - 1;
                if (last <= began) {
                    return; // the core began with it
                }
                if (!until.takes(last, FrameApplier.timestampMs(buffer, offset))) {
                    throw new Enough();
                }
                checkVersion(buffer, offset);
                timestampMs = FrameApplier.timestampMs(buffer, offset);
                if (applier.apply(buffer, offset, length) != null) {
                    refused++;
                }
                frames++;
                afterFrame.run();
            });
        } catch (FrameException | IndexOutOfBoundsException wrong) {
            throw JournalException.damaged(where() + ": a frame cannot be applied: " + wrong.getMessage());
        }
        if (!whole || core.sequence() != Math.max(record.last(), began)) {
            throw JournalException.damaged(where() + ": the record says that it ends with sequence " + record.last()
                    + ", its frames end with " + core.sequence());
        }
        progress.accept(core.sequence());
    }

    /** A newer frame is no fault of its sender: passed over as one, its facts would be lost without a word. */
    private void checkVersion(DirectBuffer frame, int offset) {
        int version =
                frame.getShort(offset + MessageHeaderDecoder.versionEncodingOffset(), ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
        if (version > TickDecoder.SCHEMA_VERSION) {
            throw JournalException.damaged(where() + ": a frame of schema version " + version
                    + "; this version of Tidemark reads up to " + TickDecoder.SCHEMA_VERSION
                    + ". Use the version that wrote it");
        }
    }

    private String where() {
        return file + ", byte " + position + ", behind sequence " + core.sequence();
    }
}
