package io.tidemark.engine.job;

import io.tidemark.engine.store.Frozen;
import io.tidemark.engine.store.SnapshotSource;
import io.tidemark.engine.store.Stored;
import io.tidemark.engine.store.Words;
import java.util.Arrays;
import org.agrona.collections.LongArrayList;

/**
 * Work that waits for its turn, first come first served, as (what, cursor); what follows from a piece of work is done before
 * the next. What is pending is part of the state: it
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
        ASSIGNED,
        /** Close the periods of a program that wait for it; the closing keeps its own place. */
        CLOSE,
        /** Re-rate the claims of one thing; depth: the program's number, subject: the next identity, cursor: the thing. */
        CLAIMS
    }

    private static final Kind[] KINDS = Kind.values();
    private static final int COMPACT_AT = 1024;

    /** Two words a job: kind and subject and depth, then the cursor. */
    private final LongArrayList words = new LongArrayList();

    private int head;
    /** What follows from the job in work, and whether it is the one in work now. */
    private final LongArrayList following = new LongArrayList();

    private int followingHead;
    private boolean follows;

    public void add(Kind kind, int depth, int subject, long cursor) {
        words.addLong(Words.pack(kind.ordinal() << 8 | depth, subject));
        words.addLong(cursor);
    }

    /** Adds what follows from the job in work: it is done right behind it, before what waits already. */
    public void follow(Kind kind, int depth, int subject, long cursor) {
        following.addLong(Words.pack(kind.ordinal() << 8 | depth, subject));
        following.addLong(cursor);
    }

    public boolean isEmpty() {
        return head == words.size() && followingHead == following.size();
    }

    /** Jobs that are not done. */
    public int pending() {
        return (words.size() - head + following.size() - followingHead) / 2;
    }

    private LongArrayList list() {
        return follows ? following : words;
    }

    private int at() {
        return follows ? followingHead : head;
    }

    /** Whether a job of a kind waits that nothing was done of. */
    public boolean waits(Kind kind) {
        return holdsWhole(words, head, kind);
    }

    /** Whether a job of a kind that nothing was done of follows from the one in work. */
    public boolean follows(Kind kind) {
        return holdsWhole(following, followingHead, kind);
    }

    private static boolean holdsWhole(LongArrayList list, int from, Kind kind) {
        for (int k = from; k < list.size(); k += 2) {
            if (Words.high(list.getLong(k)) >>> 8 == kind.ordinal() && list.getLong(k + 1) == 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether the job in work is one that follows from another. */
    public boolean isFollowing() {
        return follows;
    }

    /** Lets what follows from the job in work be done before it goes on; answers whether there is such. */
    public boolean interrupt() {
        follows = followingHead < following.size();
        return follows;
    }

    public Kind kind() {
        return KINDS[Words.high(list().getLong(at())) >>> 8];
    }

    /** How many generations below the participant whose row changed. */
    public int depth() {
        return Words.high(list().getLong(at())) & 0xFF;
    }

    public int subject() {
        return Words.low(list().getLong(at()));
    }

    public long cursor() {
        return list().getLong(at() + 1);
    }

    public void advance(long cursor) {
        list().setLong(at() + 1, cursor);
    }

    /** The job in work goes on with another subject. */
    public void goOn(int subject) {
        list().setLong(at(), Words.pack(Words.high(list().getLong(at())), subject));
    }

    /** Told of a job. */
    public interface Each {
        void job(int depth, int subject, long cursor);
    }

    /** Every job of a kind. */
    public void each(Kind kind, Each each) {
        each(words, head, kind, each);
        each(following, followingHead, kind, each);
    }

    private static void each(LongArrayList list, int from, Kind kind, Each each) {
        for (int k = from; k < list.size(); k += 2) {
            int what = Words.high(list.getLong(k));
            if (what >>> 8 == kind.ordinal()) {
                each.job(what & 0xFF, Words.low(list.getLong(k)), list.getLong(k + 1));
            }
        }
    }

    /** The job in work is done. */
    public void remove() {
        if (follows) {
            followingHead += 2;
            if (followingHead == following.size()) {
                following.clear();
                followingHead = 0;
            }
        } else {
            removeFirst();
        }
        follows = followingHead < following.size();
    }

    private void removeFirst() {
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
        long[] behind = new long[following.size() - followingHead];
        Arrays.setAll(behind, k -> following.getLong(followingHead + k));
        boolean inWork = follows;
        return to -> {
            to.putLongs(left);
            to.putLongs(behind);
            to.put(inWork ? 1 : 0);
        };
    }

    @Override
    public void restore(SnapshotSource from) {
        words.clear();
        head = 0;
        for (long word : from.longs()) {
            words.addLong(word);
        }
        following.clear();
        followingHead = 0;
        for (long word : from.longs()) {
            following.addLong(word);
        }
        follows = from.get() != 0;
    }

    public long stateHash(long seed) {
        long hash = Words.mix(seed, pending());
        for (int k = head; k < words.size(); k++) {
            hash = Words.mix(hash, words.getLong(k));
        }
        for (int k = followingHead; k < following.size(); k++) {
            hash = Words.mix(hash, following.getLong(k));
        }
        return hash;
    }
}
