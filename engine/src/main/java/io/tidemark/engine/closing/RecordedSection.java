package io.tidemark.engine.closing;

import io.tidemark.engine.store.Frozen;
import io.tidemark.engine.store.SnapshotSink;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Consumer;

/** What a small part of the state writes, recorded at once, so that another thread can write it later. */
final class RecordedSection implements SnapshotSink {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private RecordedSection() {}

    static Frozen of(Consumer<SnapshotSink> write) {
        RecordedSection section = new RecordedSection();
        write.accept(section);
        byte[] all = section.bytes.toByteArray();
        return to -> replay(all, to);
    }

    /** Longs go out as longs, or the bytes' order would depend on the sink. */
    private static void replay(byte[] all, SnapshotSink to) {
        ByteBuffer in = ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN);
        while (in.hasRemaining()) {
            if (in.get() == 0) {
                to.put(in.getLong());
            } else {
                byte[] some = new byte[in.getInt()];
                in.get(some);
                to.put(some, 0, some.length);
            }
        }
    }

    private void write(ByteBuffer part) {
        bytes.write(part.array(), 0, part.position());
    }

    @Override
    public void put(long value) {
        write(ByteBuffer.allocate(9)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 0)
                .putLong(value));
    }

    @Override
    public void put(long[] page, int count) {
        for (int k = 0; k < count; k++) {
            put(page[k]);
        }
    }

    @Override
    public void put(byte[] from, int offset, int count) {
        write(ByteBuffer.allocate(5 + count)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 1)
                .putInt(count)
                .put(from, offset, count));
    }
}
