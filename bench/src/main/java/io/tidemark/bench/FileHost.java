package io.tidemark.bench;

import io.tidemark.engine.CommandFrames;
import io.tidemark.engine.EngineLimits;
import io.tidemark.engine.FrameClock;
import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.outcome.Verdict;
import io.tidemark.gateway.ingest.MappedRow;
import io.tidemark.gateway.ingest.RowEncoder;
import org.agrona.concurrent.UnsafeBuffer;

/** A core with R1's program and reference data that takes a file's rows one by one, framed by 256. One thread. */
final class FileHost {
    private final ScoringCore core = new ScoringCore(EngineLimits.DEFAULT);
    private final FrameClock clock = new FrameClock(0);
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[EngineLimits.MAX_FRAME * 2]);
    private final RowEncoder encoder = new RowEncoder();
    private long accepted;

    FileHost() {
        clock.advance(R1.NOW_MS);
        R1.references(new CommandFrames(buffer, this::apply), R1.REPS);
    }

    private void apply(int length) {
        apply(buffer, length);
    }

    private void apply(UnsafeBuffer frame, int length) {
        clock.stamp(frame, 0);
        core.apply(frame, 0, length);
    }

    void row(MappedRow row) {
        if (encoder.count() == EngineLimits.MAX_COMMANDS || !encoder.hasRoomFor(row)) {
            flush();
        }
        encoder.add(row);
    }

    void flush() {
        if (encoder.count() > 0) {
            byte[] frame = encoder.frame();
            apply(new UnsafeBuffer(frame), frame.length);
            for (int k = 0; k < core.outcome().count(); k++) {
                accepted += core.outcome().verdict(k) == Verdict.ACCEPTED ? 1 : 0;
            }
        }
    }

    long accepted() {
        return accepted;
    }

    ScoringCore core() {
        return core;
    }
}
