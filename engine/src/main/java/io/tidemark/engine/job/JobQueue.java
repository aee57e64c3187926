package io.tidemark.engine.job;

import io.tidemark.engine.store.Frozen;
import io.tidemark.engine.store.SnapshotSource;
import io.tidemark.engine.store.Stored;
import io.tidemark.engine.store.Words;
import java.util.Arrays;
import org.agrona.collections.LongArrayList;

/**
 * Work that waits for its turn, first come first served, as (what, cursor). What is pending is part of the state: it
 * is done in the same slices on every machine. Core thread only.
 */
public final class JobQueue implements Stored {
    /** Kinds of work. */
    public enum Kind {
        /** Rate every identity under a new program instance; cursor: which publish (high), the next identity (low). */
        REBUILD,
        /** Re-rate the activities that name a participant; cursor: a version. */
        PARTICIPANT,
        /** Re-rate the activities about a product; cursor: a version. */
        PRODUCT,
        /** Refresh the participants below one; cursor: a link of its children. */
        CHILDREN,
        /** Refresh the participants with rows that come into force on a later day; cursor: a place in their list. */
        MIDNIGHT,
        /** Bring what a whole report speaks for in line with it; cursor: its lines or a span (high), a place there (low). */
        RESTATE,
        /** Settle anew whoever is below a participant of whom something is asked; cursor: a link of its children. */
        ASKERS,
        /** Re-rate activities that leave a role empty; cursor: the next identity. */
        ASSIGNED
    }

    private static final Kind[] KINDS = Kind.values();
    private static final int COMPACT_AT = 1024;

    /** Two words a job: kind and subject and depth, then the cursor. */
    private final LongArrayList words = new LongArrayList();

    private int head;

    public void add(Kind kind, int depth, int subject, long cursor) {
        words.addLong(Words.pack(kind.ordinal() << 8 | depth, subject));
        words.addLong(cursor);
    }

    public boolean isEmpty() {
        return head == words.size();
    }

    /** Jobs that are not done. */
    public int pending() {
        return (words.size() - head) / 2;
    }

    /** Whether a job of a kind waits that nothing was done of. */
    public boolean waits(Kind kind) {
        for (int k = head; k < words.size(); k += 2) {
            if (Words.high(words.getLong(k)) >>> 8 == kind.ordinal() && words.getLong(k + 1) == 0) {
                return true;
            }
        }
        return false;
    }

    public Kind kind() {
        return KINDS[Words.high(words.getLong(head)) >>> 8];
    }

    /** How many generations below the participant whose row changed. */
    public int depth() {
        return Words.high(words.getLong(head)) & 0xFF;
    }

    public int subject() {
        return Words.low(words.getLong(head));
    }

    public long cursor() {
        return words.getLong(head + 1);
    }

    public void advance(long cursor) {
        words.setLong(head + 1, cursor);
    }

    /** The first job is done. */
    public void remove() {
        head += 2;
        if (head == words.size()) {
            words.clear();
            head = 0;
        } else if (head >= COMPACT_AT && head > words.size() / 2) {
            int left = words.size() - head;
            for (int k = 0; k < left; k++) {
                words.setLong(k, words.getLong(head + k));
            }
            for (int k = words.size() - 1; k >= left; k--) {
                words.removeAt(k);
            }
            head = 0;
        }
    }

    @Override
    public Frozen freeze() {
        long[] left = new long[words.size() - head];
        Arrays.setAll(left, k -> words.getLong(head + k));
        return to -> to.putLongs(left);
    }

    @Override
    public void restore(SnapshotSource from) {
        words.clear();
        head = 0;
        for (long word : from.longs()) {
            words.addLong(word);
        }
    }

    public long stateHash(long seed) {
        long hash = Words.mix(seed, pending());
        for (int k = head; k < words.size(); k++) {
            hash = Words.mix(hash, words.getLong(k));
        }
        return hash;
    }
}
