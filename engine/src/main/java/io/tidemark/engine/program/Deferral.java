package io.tidemark.engine.program;

import io.tidemark.engine.store.Frozen;
import io.tidemark.engine.store.SnapshotSource;
import io.tidemark.engine.store.Stored;
import io.tidemark.engine.store.Words;
import java.util.Arrays;
import org.agrona.collections.IntArrayList;

/**
 * What came in while a program closes a period: the program rates it when the closing is done, so that the closing sees its
 * standings as they were when it began. Core thread only.
 */
public final class Deferral implements Stored {
    /** Identities to rate, then participants to refresh, in order of arrival; and how many of each are done. */
    private final IntArrayList identities = new IntArrayList();

    private final IntArrayList participants = new IntArrayList();
    private int rated;
    private int refreshed;

    public void identity(int identity) {
        identities.addInt(identity);
    }

    public void participant(int participant) {
        participants.addInt(participant);
    }

    public int identities() {
        return identities.size();
    }

    public int participants() {
        return participants.size();
    }

    /** The next identity before a place in the list, or -1. */
    public int nextIdentity(int before) {
        return rated < before ? identities.getInt(rated++) : -1;
    }

    /** The next participant before a place in the list, or -1. */
    public int nextParticipant(int before) {
        return refreshed < before ? participants.getInt(refreshed++) : -1;
    }

    /** Everything is done. */
    public void clear() {
        identities.clear();
        participants.clear();
        rated = 0;
        refreshed = 0;
    }

    @Override
    public Frozen freeze() {
        long[] who = new long[identities.size()];
        Arrays.setAll(who, identities::getInt);
        long[] whose = new long[participants.size()];
        Arrays.setAll(whose, participants::getInt);
        long done = Words.pack(rated, refreshed);
        return to -> {
            to.putLongs(who);
            to.putLongs(whose);
            to.put(done);
        };
    }

    @Override
    public void restore(SnapshotSource from) {
        clear();
        for (long identity : from.longs()) {
            identities.addInt((int) identity);
        }
        for (long participant : from.longs()) {
            participants.addInt((int) participant);
        }
        long done = from.get();
        rated = Words.high(done);
        refreshed = Words.low(done);
    }

    public long stateHash(long seed) {
        long hash = Words.mix(seed, Words.pack(rated, refreshed));
        for (int k = 0; k < identities.size(); k++) {
            hash = Words.mix(hash, identities.getInt(k));
        }
        for (int k = 0; k < participants.size(); k++) {
            hash = Words.mix(hash, participants.getInt(k));
        }
        return hash;
    }
}
