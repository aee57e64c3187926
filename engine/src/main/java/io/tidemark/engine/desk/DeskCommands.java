package io.tidemark.engine.desk;

import io.tidemark.engine.EngineLimits;
import io.tidemark.engine.FrameException;
import io.tidemark.engine.outcome.Verdict;
import io.tidemark.engine.sbe.DeskCommandDecoder;
import io.tidemark.engine.sbe.MessageHeaderDecoder;
import io.tidemark.engine.snapshot.Sections;
import io.tidemark.engine.store.Frozen;
import io.tidemark.engine.store.SnapshotSource;
import io.tidemark.engine.store.Stored;
import io.tidemark.engine.store.TextHash;
import io.tidemark.engine.store.Words;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Reads and applies frames of desk commands. A text that comes in parts counts with its last. Core thread only. */
public final class DeskCommands implements Stored {
    /** Puts a text. */
    public static final int PUT = 0;
    /** Takes a text away. */
    public static final int REMOVE = 1;
    /** Bytes of an id in UTF-8. */
    public static final int MAX_ID = 1_024;

    private final Desk desk = new Desk();
    private final DeskCommandDecoder decoder = new DeskCommandDecoder();
    private final ByteArrayOutputStream parts = new ByteArrayOutputStream();
    private int received;
    private int expected;
    private String receiving = "";

    private DeskCollection collection;
    private String id;
    private byte[] text;

    public Desk desk() {
        return desk;
    }

    /**
     * Checks a frame whole.
     *
     * @throws FrameException where it is not what its schema says
     */
    public void wrap(DirectBuffer frame, int offset, int length, MessageHeaderDecoder header) {
        require(header.blockLength() >= DeskCommandDecoder.BLOCK_LENGTH, "a frame with a short block");
        require(MessageHeaderDecoder.ENCODED_LENGTH + header.blockLength() <= length, "a desk command is cut off");
        decoder.wrap(frame, offset + MessageHeaderDecoder.ENCODED_LENGTH, header.blockLength(), header.version());
        collection = DeskCollection.of(decoder.deskCollection());
        require(collection != null, "a desk command for an unknown collection");
        require(decoder.operation() <= REMOVE, "an unknown desk command");
        int end = offset + length;
        require(decoder.limit() + DeskCommandDecoder.idHeaderLength() <= end, "a desk command without an id");
        id = new String(bytes(end, decoder.idLength(), true), StandardCharsets.UTF_8);
        require(!id.isEmpty() && id.length() <= MAX_ID, "a desk command without an id");
        require(decoder.limit() + DeskCommandDecoder.textHeaderLength() <= end, "a desk command without a text");
        text = bytes(end, decoder.textLength(), false);
        int part = decoder.part();
        int all = decoder.parts();
        boolean follows = part == 0 || part == received && all == expected && receiving.equals(key());
        require(follows && part < all && all <= EngineLimits.MAX_PARTS, "a part of a desk command is out of order");
    }

    private byte[] bytes(int end, int size, boolean ofId) {
        require(size >= 0 && decoder.limit() + Integer.BYTES + size <= end, "a desk command is cut off");
        byte[] bytes = new byte[size];
        if (ofId) {
            decoder.getId(bytes, 0, size);
        } else {
            decoder.getText(bytes, 0, size);
        }
        return bytes;
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new FrameException(what);
        }
    }

    private String key() {
        return collection + "/" + id;
    }

    public long sequence() {
        return decoder.sequence();
    }

    public long timestampMs() {
        return decoder.timestampMs();
    }

    public int today() {
        return decoder.today();
    }

    /** Applies the frame that was wrapped. */
    public Verdict apply() {
        if (decoder.part() == 0) {
            parts.reset();
        }
        parts.writeBytes(text);
        if (decoder.part() + 1 < decoder.parts()) {
            received = decoder.part() + 1;
            expected = decoder.parts();
            receiving = key();
            return Verdict.ACCEPTED;
        }
        String whole = parts.toString(StandardCharsets.UTF_8);
        parts.reset();
        received = 0;
        expected = 0;
        receiving = "";
        return decoder.operation() == REMOVE
                ? desk.remove(collection, id)
                : desk.put(collection, new Desk.Entry(id, whole, sequence(), timestampMs()));
    }

    public void list(Sections sections) {
        sections.add("desk", 1, desk).add("desk-parts", 1, this);
    }

    /** The parts of a text that came so far. */
    @Override
    public Frozen freeze() {
        byte[] waiting = parts.toByteArray();
        long[] counts = {received, expected};
        String of = receiving;
        return to -> {
            to.putLongs(counts);
            to.putText(of);
            to.putBytes(waiting);
        };
    }

    @Override
    public void restore(SnapshotSource from) {
        long[] counts = from.longs();
        received = (int) counts[0];
        expected = (int) counts[1];
        receiving = from.text();
        parts.reset();
        parts.writeBytes(from.bytes());
    }

    public long stateHash(long seed) {
        long hash = Words.mix(Words.mix(desk.stateHash(seed), received), expected);
        byte[] waiting = parts.toByteArray();
        return TextHash.of(hash, new UnsafeBuffer(waiting), 0, waiting.length);
    }
}
