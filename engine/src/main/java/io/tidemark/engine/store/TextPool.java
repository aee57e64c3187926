package io.tidemark.engine.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * UTF-8 texts of at most 65,535 bytes in pages, append only. A reference never changes and 0 is the empty text.
 * One thread writes; texts written before a reference was published may be read by any thread.
 */
public final class TextPool implements Stored {
    private static final int PAGE_BITS = 17;
    private static final int PAGE_BYTES = 1 << PAGE_BITS;

    /** References count units of four bytes. */
    private static final int UNIT_BITS = 2;

    private static final int UNITS_BITS = PAGE_BITS - UNIT_BITS;

    private byte[][] pages = {new byte[PAGE_BYTES]};
    private UnsafeBuffer[] buffers = {new UnsafeBuffer(pages[0])};
    private int last;
    private int used = 4;

    /** Adds a text and returns its reference. */
    public int add(DirectBuffer text, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (length > 0xFFFF) {
            throw new IllegalArgumentException("a text of " + length + " bytes is longer than 65535");
        }
        if (used + 2 + length > PAGE_BYTES) {
            addPage();
        }
        int at = used;
        MutableDirectBuffer page = buffers[last];
        page.putShort(at, (short) length);
        copy(text, offset, page, at + 2, length);
        used = at + 2 + length + 3 & ~3;
        return (last << UNITS_BITS) + (at >>> UNIT_BITS);
    }

    /** Ids are short: a call into a copying routine costs more than the copy. */
    private static void copy(DirectBuffer from, int offset, MutableDirectBuffer to, int at, int length) {
        int k = 0;
        for (; k + 8 <= length; k += 8) {
            to.putLong(at + k, from.getLong(offset + k));
        }
        if (k + 4 <= length) {
            to.putInt(at + k, from.getInt(offset + k));
            k += 4;
        }
        for (; k < length; k++) {
            to.putByte(at + k, from.getByte(offset + k));
        }
    }

    private void addPage() {
        last++;
        if (last == pages.length) {
            pages = Arrays.copyOf(pages, last * 2);
            buffers = Arrays.copyOf(buffers, last * 2);
        }
        pages[last] = new byte[PAGE_BYTES];
        buffers[last] = new UnsafeBuffer(pages[last]);
        used = 0;
    }

    public int length(int reference) {
        return buffers[page(reference)].getShort(at(reference)) & 0xFFFF;
    }

    /** Whether a text equals bytes of a buffer. */
    public boolean matches(int reference, DirectBuffer text, int offset, int length) {
        DirectBuffer page = buffers[page(reference)];
        int at = at(reference);
        if ((page.getShort(at) & 0xFFFF) != length) {
            return false;
        }
        for (int k = 0; k < length; k += 8) {
            if (TextWords.word(page, at + 2 + k, length - k) != TextWords.word(text, offset + k, length - k)) {
                return false;
            }
        }
        return true;
    }

    /** Order by code point, which is the order of the UTF-8 bytes taken as unsigned. */
    public int compare(int a, int b) {
        if (a == b) {
            return 0;
        }
        int fromA = at(a) + 2;
        int fromB = at(b) + 2;
        return Arrays.compareUnsigned(
                pages[page(a)], fromA, fromA + length(a), pages[page(b)], fromB, fromB + length(b));
    }

    public String text(int reference) {
        return new String(pages[page(reference)], at(reference) + 2, length(reference), StandardCharsets.UTF_8);
    }

    /** The buffer that holds a text's bytes, from {@link #start} for {@link #length}. */
    public DirectBuffer buffer(int reference) {
        return buffers[page(reference)];
    }

    public int start(int reference) {
        return at(reference) + 2;
    }

    /** The {@link TextHash} of a text. */
    public long hash(int reference) {
        return TextHash.of(buffers[page(reference)], at(reference) + 2, length(reference));
    }

    private static int page(int reference) {
        return reference >>> UNITS_BITS;
    }

    private static int at(int reference) {
        return (reference & (1 << UNITS_BITS) - 1) << UNIT_BITS;
    }

    /** Nothing is copied, now or later: bytes that were used are never written again. */
    @Override
    public Frozen freeze() {
        byte[][] frozen = Arrays.copyOf(pages, last + 1);
        int usedNow = used;
        return to -> {
            to.put(PAGE_BITS);
            to.put(((long) (frozen.length - 1) << PAGE_BITS) + usedNow);
            for (int page = 0; page < frozen.length; page++) {
                to.put(frozen[page], 0, page + 1 == frozen.length ? usedNow : PAGE_BYTES);
            }
        };
    }

    @Override
    public void restore(SnapshotSource from) {
        from.require("pages of two to the", PAGE_BITS);
        long bytes = from.get();
        if (bytes < 1 << UNIT_BITS || bytes > from.left()) {
            throw new SnapshotException("says that " + bytes + " bytes of text follow");
        }
        last = -1;
        for (long left = bytes; left > 0; left -= PAGE_BYTES) {
            addPage();
            used = (int) Math.min(left, PAGE_BYTES);
            from.get(pages[last], 0, used);
        }
    }

    /** Folds every text into a hash of state. */
    public long stateHash(long seed) {
        long hash = Words.mix(seed, used);
        for (int page = 0; page <= last; page++) {
            hash = Words.mix(hash, TextHash.of(buffers[page], 0, page == last ? used : PAGE_BYTES));
        }
        return hash;
    }
}
