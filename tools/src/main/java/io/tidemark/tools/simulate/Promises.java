package io.tidemark.tools.simulate;

import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.outcome.Verdict;
import io.tidemark.journal.FrameApplier;
import io.tidemark.journal.Journal;
import io.tidemark.journal.Record;
import io.tidemark.journal.snapshot.Snapshots;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What was said to anybody, and whether it holds after a start. Beside it, the core of the process that ended: brought to where
 * the new one stands by the frames that were appended, it must be the same to the bit.
 */
final class Promises {
    private final Trace trace;
    private final TreeMap<Long, byte[]> appended = new TreeMap<>();
    private ScoringCore before;
    private long acknowledged;
    private long seen;
    private int starts;

    Promises(Trace trace) {
        this.trace = trace;
    }

    long acknowledged() {
        return acknowledged;
    }

    void acknowledged(long sequence, String to) {
        trace.say(() -> "sequence " + sequence + " is acknowledged to " + to);
        acknowledged = Math.max(acknowledged, sequence);
    }

    void refused(Verdict verdict) {
        throw new Violation("an activity is refused as " + verdict.text() + "; nothing is wrong with it");
    }

    /** Somebody reads from a core that has come so far. */
    void seen(long sequence, long acknowledgedBefore) {
        if (sequence < acknowledgedBefore) {
            throw new Violation(
                    "a read sees sequence " + sequence + ", after " + acknowledgedBefore + " was acknowledged");
        }
        seen = Math.max(seen, sequence);
    }

    /** Keeps a copy of every frame appended. */
    Journal watch(Journal real) {
        return new Journal() {
            private final Record record = new Record();

            @Override
            public void append(ByteBuffer batch, long timestampMs) {
                if (!record.wrap(batch, batch.position(), batch.remaining())) {
                    throw new Violation("what is appended is no whole record");
                }
                record.forEach((buffer, offset, length) -> {
                    byte[] frame = new byte[length];
                    buffer.getBytes(offset, frame);
                    appended.put(FrameApplier.sequence(buffer, offset), frame);
                });
                trace.say(() -> "append up to sequence " + record.last());
                real.append(batch, timestampMs);
            }

            @Override
            public void force() {
                trace.say(() -> "force");
                real.force();
            }

            @Override
            public boolean prepare() {
                return real.prepare();
            }

            @Override
            public boolean hasSpareHandles() {
                return real.hasSpareHandles();
            }

            @Override
            public int maxRecord() {
                return real.maxRecord();
            }

            @Override
            public void close() {
                real.close();
            }
        };
    }

    void processEnded(ScoringCore core) {
        before = core;
    }

    /** What a start begins with: of the snapshots nothing may be wrong, whenever the process that wrote them ended. */
    void begun(Snapshots.Start start) {
        trace.say(() -> "begins with " + (start.file() == null ? "nothing" : start.file()));
        if (!start.skipped().isEmpty()) {
            throw new Violation("a snapshot is passed over where nothing was damaged: " + start.skipped());
        }
        starts += start.file() == null ? 0 : 1;
    }

    void sealed(int run) {
        trace.say(() -> "run " + run + " is sealed");
    }

    /** Starts that began with a snapshot. */
    int starts() {
        return starts;
    }

    void recovered(ScoringCore core, int skippedRuns) {
        long sequence = core.sequence();
        trace.say(() -> skippedRuns + " runs were not read");
        trace.say(() -> "recovered up to sequence " + sequence + "; acknowledged " + acknowledged + ", read " + seen);
        if (sequence < acknowledged) {
            throw new Violation("sequence " + acknowledged + " was acknowledged, only " + sequence + " is left");
        }
        if (sequence < seen) {
            throw new Violation("sequence " + seen + " was read, only " + sequence + " is left");
        }
        if (before != null) {
            same(core);
        }
        appended.clear();
    }

    private void same(ScoringCore core) {
        if (before.sequence() > core.sequence()) {
            throw new Violation("sequence " + before.sequence() + " was applied, only " + core.sequence() + " is left");
        }
        FrameApplier applier = new FrameApplier(before);
        for (Map.Entry<Long, byte[]> entry : appended.entrySet()) {
            if (entry.getKey() == before.sequence() + 1 && before.sequence() < core.sequence()) {
                applier.apply(new UnsafeBuffer(entry.getValue()), 0, entry.getValue().length);
            }
        }
        if (before.sequence() != core.sequence()) {
            throw new Violation(
                    "sequence " + core.sequence() + " is there; frames up to " + before.sequence() + " were appended");
        }
        if (before.stateHash() != core.stateHash()) {
            throw new Violation("the state at sequence " + core.sequence() + " is another than it was before");
        }
    }
}
