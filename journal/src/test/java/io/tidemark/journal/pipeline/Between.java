package io.tidemark.journal.pipeline;

import io.tidemark.journal.Journal;
import java.nio.ByteBuffer;

/** A real journal with somebody in front of it. */
class Between implements Journal {
    final Journal real;

    Between(Journal real) {
        this.real = real;
    }

    @Override
    public void append(ByteBuffer batch, long timestampMs) {
        real.append(batch, timestampMs);
    }

    @Override
    public void force() {
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
}
