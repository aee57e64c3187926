package io.tidemark.engine.program;

import io.tidemark.engine.standings.StandingTable;
import io.tidemark.engine.store.IntColumn;
import java.util.function.IntConsumer;
import org.agrona.collections.IntArrayList;

/**
 * The tiers of a track for which the track of somebody below asks: who holds another one than was told last. Derived: between
 * frames everything was told. Core thread only.
 */
final class AskedTiers {
    private final TrackInstance track;
    /** Per standing, the tier told last + 1; 0 where none was. */
    private final IntColumn told = new IntColumn();

    private final IntArrayList changed = new IntArrayList();

    AskedTiers(TrackInstance track) {
        this.track = track;
    }

    /** Standings were settled. */
    void settled(int[] rows, int count) {
        StandingTable table = track.standings;
        for (int k = 0; k < count; k++) {
            int row = rows[k];
            int tier = table.tier(row);
            int before = told.get(row) - 1;
            if (before != tier) {
                told.set(row, tier + 1);
                boolean fresh = before < 0;
                if (!fresh || tier != track.tierWithout(table.participant(row), table.period(row))) {
                    changed.addInt(table.participant(row));
                }
            }
        }
    }

    /** Hands on whose tier changed. */
    void drain(IntConsumer participants) {
        for (int k = 0; k < changed.size(); k++) {
            participants.accept(changed.getInt(k));
        }
        changed.clear();
    }

    void rebuild() {
        for (int row = 0; row < track.standings.count(); row++) {
            told.set(row, track.standings.tier(row) + 1);
        }
    }
}
