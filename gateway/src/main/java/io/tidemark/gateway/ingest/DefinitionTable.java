package io.tidemark.gateway.ingest;

import io.tidemark.engine.TextBytes;
import io.tidemark.engine.sbe.ActivityFrameEncoder.DefinitionsEncoder;
import io.tidemark.engine.sbe.DefinitionType;
import io.tidemark.engine.store.Words;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The definitions of a frame in the making, each text once per type and kind, found by the hash that the frame carries anyway;
 * and the frame's text, of which theirs is a part. Rows stand as the frame has them. Reused; of one thread.
 */
final class DefinitionTable {
    static final int NONE = 0xFFFF;
    private static final int ROW = DefinitionsEncoder.sbeBlockLength();
    private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int LEAD = PlainLine.AROUND;

    private final int most;
    private final int[] slots;
    private final int mask;
    private final int[] slotOf;
    private final long[] hashes;
    private final int[] offsets;
    private final int[] lengths;
    private final int[] keys;
    private final byte[] text;
    private final UnsafeBuffer rows;
    private int count;
    private int textLength;

    /**
     * @param most definitions
     * @param textBytes of the frame's text at most
     */
    DefinitionTable(int most, int textBytes) {
        this.most = most;
        int size = Integer.highestOneBit(most) * 4;
        slots = new int[size];
        mask = size - 1;
        slotOf = new int[most];
        hashes = new long[most];
        offsets = new int[most];
        lengths = new int[most];
        keys = new int[most];
        text = new byte[LEAD + textBytes];
        rows = new UnsafeBuffer(new byte[most * ROW]);
    }

    void clear() {
        for (int k = 0; k < count; k++) {
            slots[slotOf[k]] = 0;
        }
        count = 0;
        textLength = 0;
    }

    int count() {
        return count;
    }

    int textLength() {
        return textLength;
    }

    long hash(int definition) {
        return hashes[definition];
    }

    /** Whether a definition's text is this one, with {@link PlainLine#AROUND} bytes before it. */
    boolean is(int definition, byte[] bytes, int from, int length) {
        return lengths[definition] == length && isText(LEAD + offsets[definition], bytes, from, length);
    }

    /** Texts are short: by words, which take less than a call of the library does. */
    private boolean isText(int offset, byte[] bytes, int from, int length) {
        int k = 0;
        for (; k <= length - Long.BYTES; k += Long.BYTES) {
            if ((long) LONGS.get(text, offset + k) != (long) LONGS.get(bytes, from + k)) {
                return false;
            }
        }
        long differs = (long) LONGS.get(text, offset + length - Long.BYTES)
                ^ (long) LONGS.get(bytes, from + length - Long.BYTES);
        return k == length || differs >>> 8 * (Long.BYTES - (length - k)) == 0;
    }

    /**
     * The definition of a text, made where there is none.
     *
     * @param bytes with {@link PlainLine#AROUND} bytes before {@code from}
     * @param kind of a participant the definition of its kind, otherwise {@link #NONE}
     */
    int define(DefinitionType type, int kind, byte[] bytes, int from, int length) {
        long hash = TextBytes.hash(bytes, from, length);
        int key = type.value() << 16 | kind;
        int slot = (int) Words.mix(hash, key) & mask;
        while (slots[slot] != 0) {
            int found = slots[slot] - 1;
            if (hashes[found] == hash && keys[found] == key && is(found, bytes, from, length)) {
                return found;
            }
            slot = slot + 1 & mask;
        }
        return add(type, kind, key, slot, hash, append(bytes, from, length), length);
    }

    private int add(DefinitionType type, int kind, int key, int slot, long hash, int offset, int length) {
        if (count == most) {
            throw new IllegalStateException("a frame of more than " + most + " definitions");
        }
        slots[slot] = count + 1;
        slotOf[count] = slot;
        hashes[count] = hash;
        offsets[count] = offset;
        lengths[count] = length;
        keys[count] = key;
        int at = count * ROW;
        rows.putLong(at + DefinitionsEncoder.hashEncodingOffset(), hash, ORDER);
        rows.putInt(at + DefinitionsEncoder.textOffsetEncodingOffset(), offset, ORDER);
        rows.putShort(at + DefinitionsEncoder.textLengthEncodingOffset(), (short) length, ORDER);
        rows.putShort(at + DefinitionsEncoder.kindEncodingOffset(), (short) kind, ORDER);
        rows.putByte(at + DefinitionsEncoder.definitionTypeEncodingOffset(), (byte) type.value());
        return count++;
    }

    /** Appends to the frame's text; answers where in it. */
    int append(byte[] bytes, int from, int length) {
        int offset = textLength;
        System.arraycopy(bytes, from, text, LEAD + offset, length);
        textLength += length;
        return offset;
    }

    /** Hashes what was appended. */
    long hashText(long seed, int offset, int length) {
        return TextBytes.hash(seed, text, LEAD + offset, length);
    }

    /** Copies the rows; answers their bytes. */
    int copyRows(byte[] into, int at) {
        System.arraycopy(rows.byteArray(), 0, into, at, count * ROW);
        return count * ROW;
    }

    /** Copies the frame's text; answers its bytes. */
    int copyText(byte[] into, int at) {
        System.arraycopy(text, LEAD, into, at, textLength);
        return textLength;
    }
}
