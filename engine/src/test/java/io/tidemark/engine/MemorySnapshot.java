package io.tidemark.engine;

import io.tidemark.engine.snapshot.CoreImage;
import io.tidemark.engine.snapshot.SnapshotReader;
import io.tidemark.engine.store.SnapshotException;
import io.tidemark.engine.store.SnapshotSink;
import io.tidemark.engine.store.SnapshotSource;
import io.tidemark.engine.store.Stored;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A snapshot in memory: what a core wrote, and where another one reads it. */
public final class MemorySnapshot implements SnapshotReader {
    /** One section. */
    public record Section(String name, int version, String bytes) {}

    private final Deque<CoreImage.Part> parts = new ArrayDeque<>();

    private MemorySnapshot(CoreImage image) {
        parts.addAll(image.parts());
    }

    static MemorySnapshot of(CoreImage image) {
        return new MemorySnapshot(image);
    }

    /** The sections, byte by byte. */
    static List<Section> sections(CoreImage image) {
        List<Section> sections = new ArrayList<>();
        for (CoreImage.Part part : image.parts()) {
            sections.add(new Section(part.name(), part.version(), hex(bytes(part.content()::write))));
        }
        return sections;
    }

    private static String hex(byte[] bytes) {
        return java.util.HexFormat.of().formatHex(bytes);
    }

    @Override
    public Content next(String name) {
        CoreImage.Part part = parts.remove();
        if (!part.name().equals(name)) {
            throw new SnapshotException("section " + part.name() + " in the place of " + name);
        }
        return new Content(part.version(), source(bytes(part.content()::write)));
    }

    /** Writes a part of the state and reads it into another. */
    public static void copy(Stored from, Stored to) {
        SnapshotSource source = source(bytes(from.freeze()::write));
        to.restore(source);
        if (source.left() != 0) {
            throw new AssertionError(source.left() + " bytes are left");
        }
    }

    /** What writes to a sink, as bytes. */
    public static byte[] bytes(java.util.function.Consumer<SnapshotSink> content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        content.accept(new SnapshotSink() {
            @Override
            public void put(long value) {
                out.writeBytes(ByteBuffer.allocate(8)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(value)
                        .array());
            }

            @Override
            public void put(long[] page, int count) {
                ByteBuffer buffer = ByteBuffer.allocate(8 * count).order(ByteOrder.LITTLE_ENDIAN);
                buffer.asLongBuffer().put(page, 0, count);
                out.writeBytes(buffer.array());
            }

            @Override
            public void put(byte[] from, int offset, int count) {
                out.write(from, offset, count);
            }
        });
        return out.toByteArray();
    }

    /** Bytes as a section's content. */
    public static SnapshotSource source(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        return new SnapshotSource() {
            @Override
            public long get() {
                require(8);
                return buffer.getLong();
            }

            @Override
            public void get(long[] page, int count) {
                require(8L * count);
                buffer.asLongBuffer().get(page, 0, count);
                buffer.position(buffer.position() + 8 * count);
            }

            @Override
            public void get(byte[] into, int offset, int count) {
                require(count);
                buffer.get(into, offset, count);
            }

            @Override
            public long left() {
                return buffer.remaining();
            }

            private void require(long wanted) {
                if (wanted > buffer.remaining()) {
                    throw new SnapshotException("ends too early");
                }
            }
        };
    }
}
