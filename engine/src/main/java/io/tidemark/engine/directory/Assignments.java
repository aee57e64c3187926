package io.tidemark.engine.directory;

import io.tidemark.engine.snapshot.Sections;
import io.tidemark.engine.store.HashIndex;
import io.tidemark.engine.store.IntColumn;
import io.tidemark.engine.store.RowTable;
import io.tidemark.engine.store.Words;
import org.agrona.collections.Int2ObjectHashMap;

/** Who fills a role in a territory, or for a range of postal codes, from which day on. Core thread only. */
public final class Assignments {
    private static final int OF_TERRITORY = 0;
    private static final int OF_CODES = 1;

    private final Names names;
    private final DatedValues values = new DatedValues();
    /** Ranges: value numbers of the first and the last code, then the role. */
    private final RowTable ranges = new RowTable(2);

    private final HashIndex rangeIndex = new HashIndex();
    /** Whether a participant was ever assigned. */
    private final IntColumn assigned = new IntColumn();

    /** Per role, its ranges in order; derived. */
    private final Int2ObjectHashMap<PostalRanges> ofRoles = new Int2ObjectHashMap<>();

    public Assignments(Names names) {
        this.names = names;
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    /**
     * Answers whether anything changed.
     *
     * @param territory value number
     * @param participant or {@link Participants#NONE} where nobody fills the role any more
     */
    public boolean put(int territory, int role, int participant, int from) {
        return put(Words.pack(territory, role), OF_TERRITORY, participant, from);
    }

    /** The same for a range of postal codes, value numbers of the first and the last. */
    public boolean put(int first, int last, int role, int participant, int from) {
        return put(Words.pack(range(first, last, role), role), OF_CODES, participant, from);
    }

    private boolean put(long key, int what, int participant, int from) {
        if (participant != Participants.NONE) {
            assigned.set(participant, 1);
        }
        return values.put(key, what, from, participant + 1L);
    }

    private int range(int first, int last, int role) {
        long codes = Words.pack(first, last);
        int range = rangeIndex.first(Words.mix(codes, role));
        while (range != HashIndex.NONE && (ranges.get(range, 0) != codes || ranges.get(range, 1) != role)) {
            range = rangeIndex.next();
        }
        if (range == HashIndex.NONE) {
            range = ranges.add();
            ranges.set(range, 0, codes);
            ranges.set(range, 1, role);
            index(range);
        }
        return range;
    }

    private void index(int range) {
        int role = (int) ranges.get(range, 1);
        rangeIndex.put(Words.mix(ranges.get(range, 0), role), range);
        ofRoles.computeIfAbsent(role, any -> new PostalRanges())
                .add(range, names.values.text(ranges.high(range, 0)), names.values.text(ranges.low(range, 0)));
    }

    /** Whether a participant fills a role somewhere, or once did. */
    public boolean isAssigned(int participant) {
        return assigned.get(participant) != 0;
    }

    /** Who fills a role in a territory (value number) on a day, or {@link Participants#NONE}. */
    public int inTerritory(int territory, int role, int day) {
        return participant(values.on(Words.pack(territory, role), OF_TERRITORY, day));
    }

    /** Who fills a role for a postal code on a day, by the narrowest range in force, or {@link Participants#NONE}. */
    public int forCode(String code, int role, int day) {
        PostalRanges ofRole = ofRoles.get(role);
        return ofRole == null ? Participants.NONE : ofRole.first(code, range -> participantOf(range, role, day));
    }

    private int participantOf(int range, int role, int day) {
        return participant(values.on(Words.pack(range, role), OF_CODES, day));
    }

    private int participant(int row) {
        return row == DatedValues.NONE ? Participants.NONE : (int) values.value(row) - 1;
    }

    public void list(Sections sections) {
        values.list(sections, "assignments");
        sections.add("postal-ranges", 1, ranges).add("assigned", 1, assigned).derive(this::rebuild);
    }

    private void rebuild() {
        for (int range = 0; range < ranges.rows(); range++) {
            index(range);
        }
    }

    public long stateHash(long seed) {
        return assigned.hash(ranges.hash(values.stateHash(seed)));
    }
}
