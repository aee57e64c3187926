package io.tidemark.engine.directory;

import io.tidemark.engine.snapshot.Sections;
import io.tidemark.engine.store.HashIndex;
import io.tidemark.engine.store.InlineText;
import io.tidemark.engine.store.LongHeap;
import io.tidemark.engine.store.RowTable;
import io.tidemark.engine.store.TextHash;
import io.tidemark.engine.store.TextPool;
import io.tidemark.engine.store.Words;
import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;
import org.agrona.collections.IntArrayList;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Participants by (kind, id) as dense numbers, each with its effective-dated rows. A participant exists as soon as
 * anything names it; it is <em>known</em> once a row about it has arrived. Core thread only.
 */
public final class Participants {
    public static final int NONE = -1;

    private static final int STRIDE = 8;
    /** Kind (high), reference of the id (low). */
    private static final int KEY = 0;
    /** Newest row in force (high), head of the chain of activities that name the participant (low). */
    private static final int HEADS = 1;
    /** Head of the rows that name this participant as parent (high); bytes of the id, and {@link #BOUNDED} (low). */
    private static final int CHILDREN = 2;

    private static final int IDENTITY_HASH = 3;
    /** The id, where it is short. */
    private static final int ID = 4;

    private static final int ID_WORDS = 4;
    /** Set where a row bounds when activities are credited. */
    private static final int BOUNDED = 1 << 16;

    /** Records of rows: next (high) and from (low); name and parent + 1; enrolled and left; count; attributes. */
    private static final int ROW_NEXT_FROM = 0;

    private static final int ROW_NAME_PARENT = 1;
    private static final int ROW_ENROLLED_LEFT = 2;
    private static final int ROW_COUNT = 3;
    private static final int ROW_HEADER = 4;

    private final Names names;
    private final TextPool pool;
    private final RowTable rows = new RowTable(STRIDE);
    private final LongHeap records = new LongHeap();
    private final HashIndex index = new HashIndex();

    public Participants(Names names) {
        this.names = names;
        this.pool = names.pool;
    }

    public int count() {
        return rows.rows();
    }

    /** The participant of a kind (by name number) and id, added where nothing named it before. */
    public int resolve(int kind, long idHash, DirectBuffer id, int offset, int length) {
        long hash = Words.mix(idHash, kind);
        int row = index.first(hash);
        while (row != HashIndex.NONE) {
            if (is(row, kind, id, offset, length)) {
                return row;
            }
            row = index.next();
        }
        row = rows.add();
        long[] page = rows.pageForWrite(row);
        int at = rows.offset(row);
        page[at + KEY] = Words.pack(kind, pool.add(id, offset, length));
        page[at + CHILDREN] = length;
        page[at + IDENTITY_HASH] = idHash;
        if (InlineText.fits(length, ID_WORDS)) {
            InlineText.put(page, at + ID, id, offset, length);
        }
        index.put(hash, row);
        return row;
    }

    /** The participant, or {@link #NONE} where nothing names it. */
    public int find(String kindName, String id) {
        int kind = names.names.find(kindName);
        if (kind == HashIndex.NONE) {
            return NONE;
        }
        UnsafeBuffer bytes = new UnsafeBuffer(id.getBytes(StandardCharsets.UTF_8));
        int row = index.first(Words.mix(TextHash.of(bytes, 0, bytes.capacity()), kind));
        while (row != HashIndex.NONE && !is(row, kind, bytes, 0, bytes.capacity())) {
            row = index.next();
        }
        return row;
    }

    /**
     * Participants that may be those of some ids, or {@link #NONE}; {@link #is} decides. Brings them into the cache.
     *
     * @param hashes of each id, mixed with its kind
     * @return means nothing
     */
    public long find(long[] hashes, int count, int[] into) {
        index.first(hashes, count, into);
        return rows.touch(into, count, ID + 1);
    }

    /** Whether a participant is the one of a kind and id. */
    public boolean is(int participant, int kind, DirectBuffer id, int offset, int length) {
        long[] page = rows.page(participant);
        int at = rows.offset(participant);
        if (Words.high(page[at + KEY]) != kind || (page[at + CHILDREN] & 0xFFFF) != length) {
            return false;
        }
        return InlineText.fits(length, ID_WORDS)
                ? InlineText.matches(page, at + ID, id, offset, length)
                : pool.matches(Words.low(page[at + KEY]), id, offset, length);
    }

    public int kind(int participant) {
        return rows.high(participant, KEY);
    }

    /** Whether a participant is of a kind and has an id that is not empty. */
    public boolean isNamed(int participant, int kind) {
        long key = rows.get(participant, KEY);
        return Words.high(key) == kind && Words.low(key) != 0;
    }

    /** Whether a participant is of a kind, has an id that is not empty, and no row ever bounded when it is credited. */
    public boolean isUnbounded(int participant, int kind) {
        long[] page = rows.page(participant);
        int at = rows.offset(participant);
        long key = page[at + KEY];
        return Words.high(key) == kind && Words.low(key) != 0 && (page[at + CHILDREN] & BOUNDED) == 0;
    }

    public int idReference(int participant) {
        return rows.low(participant, KEY);
    }

    public String id(int participant) {
        return pool.text(idReference(participant));
    }

    /** {@code kind:id}. */
    public String key(int participant) {
        return names.names.text(kind(participant)) + ":" + id(participant);
    }

    /** Hash of the external key, the same whatever the order in which participants arrived. */
    public long externalHash(int participant) {
        long kindHash = pool.hash(names.names.reference(kind(participant)));
        return Words.mix(kindHash, rows.get(participant, IDENTITY_HASH));
    }

    public boolean isKnown(int participant) {
        return rows.high(participant, HEADS) != 0;
    }

    public int activityHead(int participant) {
        return rows.low(participant, HEADS);
    }

    /** Makes a version the head of a participant's activities, and answers the head of before. */
    public int setActivityHead(int participant, int version) {
        long[] page = rows.pageForWrite(participant);
        int at = rows.offset(participant) + HEADS;
        long heads = page[at];
        page[at] = Words.pack(Words.high(heads), version);
        return Words.low(heads);
    }

    /** The record in force on a day, or 0 where there is none. */
    public int recordOn(int participant, int day) {
        int record = rows.high(participant, HEADS);
        while (record != 0 && from(record) > day) {
            record = records.high(record, ROW_NEXT_FROM);
        }
        return record;
    }

    /** The newest record, or 0; {@link #olderRecord} goes on. */
    public int newestRecord(int participant) {
        return rows.high(participant, HEADS);
    }

    public int olderRecord(int record) {
        return records.high(record, ROW_NEXT_FROM);
    }

    public int from(int record) {
        return records.low(record, ROW_NEXT_FROM);
    }

    /** Value number of the name, 0 where there is none. */
    public int name(int record) {
        return record == 0 ? 0 : records.high(record, ROW_NAME_PARENT);
    }

    public int parent(int record) {
        return record == 0 ? NONE : records.low(record, ROW_NAME_PARENT) - 1;
    }

    public int enrolled(int record) {
        return record == 0 ? Integer.MIN_VALUE : records.high(record, ROW_ENROLLED_LEFT);
    }

    public int left(int record) {
        return record == 0 ? Integer.MAX_VALUE : records.low(record, ROW_ENROLLED_LEFT);
    }

    /** Value number of an attribute, or -1 where the record has none of that name. */
    public int attribute(int record, int name) {
        if (record == 0) {
            return -1;
        }
        int count = (int) records.get(record, ROW_COUNT);
        for (int k = 0; k < count; k++) {
            long word = records.get(record, ROW_HEADER + k);
            if (Words.high(word) == name) {
                return Words.low(word);
            }
        }
        return -1;
    }

    /** Attributes of a record. */
    public int attributeCount(int record) {
        return record == 0 ? 0 : (int) records.get(record, ROW_COUNT);
    }

    /** Name number of a record's attribute. */
    public int attributeName(int record, int k) {
        return Words.high(records.get(record, ROW_HEADER + k));
    }

    /** Value number of a record's attribute. */
    public int attributeValue(int record, int k) {
        return Words.low(records.get(record, ROW_HEADER + k));
    }

    /**
     * The nearest ancestor of a kind on a day, following parents in force that day, or {@link #NONE}. A participant is
     * not its own ancestor; a chain longer than 16 (a loop, say) has no further ancestors.
     */
    public int ancestor(int participant, int kind, int day) {
        int at = participant;
        for (int steps = 0; steps < 16; steps++) {
            at = parent(recordOn(at, day));
            if (at == NONE || kind(at) == kind) {
                return at;
            }
        }
        return NONE;
    }

    /**
     * Puts a row in force. {@code attributes} holds pairs of name and value numbers in the order in which the sender
     * wrote them by name.
     *
     * @return whether anything changed: an equal row changes nothing
     */
    public boolean put(
            int participant, int from, int name, int parent, int enrolled, int left, IntArrayList attributes) {
        int newer = 0;
        int record = newestRecord(participant);
        while (record != 0 && from(record) > from) {
            newer = record;
            record = olderRecord(record);
        }
        int older = record;
        if (record != 0 && from(record) == from) {
            if (equal(record, name, parent, enrolled, left, attributes)) {
                return false;
            }
            older = olderRecord(record);
        }
        int count = attributes.size() / 2;
        int added = records.allocate(ROW_HEADER + count);
        records.set(added, ROW_NEXT_FROM, Words.pack(older, from));
        records.set(added, ROW_NAME_PARENT, Words.pack(name, parent + 1));
        records.set(added, ROW_ENROLLED_LEFT, Words.pack(enrolled, left));
        records.set(added, ROW_COUNT, count);
        for (int k = 0; k < count; k++) {
            long word = Words.pack(attributes.getInt(2 * k), attributes.getInt(2 * k + 1));
            records.set(added, ROW_HEADER + k, word);
        }
        if (enrolled != Integer.MIN_VALUE || left != Integer.MAX_VALUE) {
            rows.setLow(participant, CHILDREN, rows.low(participant, CHILDREN) | BOUNDED);
        }
        if (newer == 0) {
            rows.setHigh(participant, HEADS, added);
        } else {
            records.set(newer, ROW_NEXT_FROM, Words.pack(added, from(newer)));
        }
        if (parent != NONE) {
            addChild(parent, participant);
        }
        return true;
    }

    private boolean equal(int record, int name, int parent, int enrolled, int left, IntArrayList attributes) {
        int count = attributes.size() / 2;
        boolean equal = records.get(record, ROW_NAME_PARENT) == Words.pack(name, parent + 1)
                && records.get(record, ROW_ENROLLED_LEFT) == Words.pack(enrolled, left)
                && records.get(record, ROW_COUNT) == count;
        for (int k = 0; equal && k < count; k++) {
            equal = records.get(record, ROW_HEADER + k)
                    == Words.pack(attributes.getInt(2 * k), attributes.getInt(2 * k + 1));
        }
        return equal;
    }

    private void addChild(int parent, int child) {
        int link = records.allocate(1);
        records.set(link, 0, Words.pack(childrenHead(parent), child));
        rows.setHigh(parent, CHILDREN, link);
    }

    /** First link of the participants that name this one as parent in some row, 0 where none does; may repeat. */
    public int childrenHead(int participant) {
        return rows.high(participant, CHILDREN);
    }

    public int nextChild(int link) {
        return records.high(link, 0);
    }

    public int child(int link) {
        return records.low(link, 0);
    }

    public void list(Sections sections) {
        sections.add("participants", 1, rows)
                .add("participant-rows", 1, records)
                .derive(this::rebuild);
    }

    private void rebuild() {
        for (int row = 0; row < rows.rows(); row++) {
            index.put(Words.mix(rows.get(row, IDENTITY_HASH), kind(row)), row);
        }
    }

    public long stateHash(long seed) {
        return records.hash(rows.hash(seed));
    }
}
