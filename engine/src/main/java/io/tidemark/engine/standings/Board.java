package io.tidemark.engine.standings;

import io.tidemark.engine.store.TextPool;
import java.util.Arrays;

/**
 * Members in exact order, counted: bands of neighbouring members, unsorted within a band, with the number of members
 * before each band. An update touches one or two bands; a rank reads the counts and one band. Bands split when full and
 * merge when thin. Not stored: rebuilt from the standings. Core thread only.
 *
 * <p>A band begins with its <em>head</em>, a key: its members rank at or behind it and before the head of the next. Bands
 * are kept in flat arrays by number, which never changes, and by <em>place</em>, the best first.
 */
public final class Board {
    /** Members of a full band. Measured: smaller bands split too often, larger ones make a rank slow. */
    private static final int FULL = 256;

    private static final int THIN = 48;
    private static final int FIRST_ROOM = 16;

    private static final int BLOCK_BITS = 6;

    private final int number;
    private final Members keys;
    private final TextPool pool;

    /** Of each band, by number: its members and their values, its place, its head. */
    private int[][] members = new int[4][];

    private long[][] values = new long[4][];
    private int[] places = new int[4];
    private BoardKey[] heads = new BoardKey[4];
    private int bands;
    /** Bands without a place, to be used again. */
    private int[] spare = new int[4];

    private int spares;

    /** By place: the band, its head's value, its size; and the sizes' sums over blocks of 2^{@link #BLOCK_BITS} places. */
    private int[] order = new int[4];

    private long[] headValues = new long[4];
    private int[] sizes = new int[4];
    private int[] blockSizes = new int[1];
    private int count;
    private int size;

    private final RowSorter sorter;
    private final BoardKey left;
    private final BoardKey right;

    /** @param number the board's number in the family that shares {@code keys} */
    public Board(int number, Members keys, TextPool pool) {
        this.number = number;
        this.keys = keys;
        this.pool = pool;
        this.left = new BoardKey(keys.tieCount());
        this.right = new BoardKey(keys.tieCount());
        this.sorter = new RowSorter(keys, pool, FULL);
        order[0] = newBand();
        count = 1;
    }

    private int newBand() {
        if (spares > 0) {
            return spare[--spares];
        }
        if (bands == members.length) {
            members = Arrays.copyOf(members, bands * 2);
            values = Arrays.copyOf(values, bands * 2);
            places = Arrays.copyOf(places, bands * 2);
            heads = Arrays.copyOf(heads, bands * 2);
            spare = Arrays.copyOf(spare, bands * 2);
        }
        members[bands] = new int[FIRST_ROOM];
        values[bands] = new long[FIRST_ROOM];
        heads[bands] = new BoardKey(keys.tieCount());
        return bands++;
    }

    public int size() {
        return size;
    }

    /** Adds a member that is on no board of the family. */
    public void add(int member, BoardKey key) {
        keys.setKey(member, key);
        insert(member, key);
    }

    private void insert(int member, BoardKey key) {
        int place = placeOf(member, key);
        int band = order[place];
        append(band, place, member, key.value);
        size++;
        if (sizes[place] == FULL) {
            split(band);
        }
    }

    /** Removes a member of this board. */
    public void remove(int member) {
        take(keys.position(member));
        keys.remove(member);
    }

    /** Gives a member of this board a new key. */
    public void update(int member, BoardKey key) {
        int position = keys.position(member);
        int band = Members.band(position);
        long value = values[band][Members.slot(position)];
        if (value == key.value && keys.holds(member, key)) {
            return;
        }
        keys.setKey(member, key);
        if (belongs(places[band], member, key)) {
            values[band][Members.slot(position)] = key.value;
        } else {
            take(position);
            insert(member, key);
        }
    }

    private boolean belongs(int place, int member, BoardKey key) {
        return (place == 0 || !isBefore(member, key, place))
                && (place + 1 == count || isBefore(member, key, place + 1));
    }

    /** Whether a member's key ranks before the head of the band at a place. */
    private boolean isBefore(int member, BoardKey key, int place) {
        long head = headValues[place];
        return key.value != head ? key.value > head : isBeforeEqual(member, key, place);
    }

    private boolean isBeforeEqual(int member, BoardKey key, int place) {
        if (key.name == BoardKey.AS_RECORDED) {
            keys.loadNames(member, key);
        }
        return key.compareRow(heads[order[place]], pool) < 0;
    }

    /** The place of the band in which a member's key belongs. */
    private int placeOf(int member, BoardKey key) {
        int low = lastPlaceAbove(key.value);
        return low + 1 < count && headValues[low + 1] == key.value ? placeAmongEqual(low, member, key) : low;
    }

    /** The last place whose head has a larger value; place 0 takes whatever is better. */
    private int lastPlaceAbove(long value) {
        int low = 0;
        int length = count - 1;
        while (length > 0) {
            int half = length + 1 >>> 1;
            low = headValues[low + half] > value ? low + half : low;
            length -= half;
        }
        return low;
    }

    /** Of places behind one whose heads have a key's value, there may be thousands: the last whose head is not behind the key. */
    private int placeAmongEqual(int above, int member, BoardKey key) {
        int low = above;
        int high = count - 1;
        while (low < high) {
            int middle = low + high + 1 >>> 1;
            boolean ahead = headValues[middle] == key.value && !isBeforeEqual(member, key, middle);
            low = ahead ? middle : low;
            high = ahead ? high : middle - 1;
        }
        return low;
    }

    private void append(int band, int place, int member, long value) {
        int slot = sizes[place];
        if (slot == members[band].length) {
            members[band] = Arrays.copyOf(members[band], slot * 2);
            values[band] = Arrays.copyOf(values[band], slot * 2);
        }
        members[band][slot] = member;
        values[band][slot] = value;
        keys.place(member, number, band, slot);
        adjust(place, 1);
    }

    /** Takes a member out of its band, which may then be merged with a neighbour. */
    private void take(int position) {
        int band = Members.band(position);
        int slot = Members.slot(position);
        int place = places[band];
        int last = sizes[place] - 1;
        if (slot != last) {
            int moved = members[band][last];
            members[band][slot] = moved;
            values[band][slot] = values[band][last];
            keys.place(moved, number, band, slot);
        }
        adjust(place, -1);
        size--;
        if (last < THIN && count > 1) {
            merge(place);
        }
    }

    private void adjust(int place, int delta) {
        sizes[place] += delta;
        blockSizes[place >> BLOCK_BITS] += delta;
    }

    /** Members in the bands before a place. */
    private int before(int place) {
        int sum = 0;
        int block = place >> BLOCK_BITS;
        for (int k = 0; k < block; k++) {
            sum += blockSizes[k];
        }
        for (int k = block << BLOCK_BITS; k < place; k++) {
            sum += sizes[k];
        }
        return sum;
    }

    private void split(int band) {
        int place = places[band];
        int all = sizes[place];
        int half = all / 2;
        sorter.sort(members[band], values[band], all);
        int lower = newBand();
        keys.loadKey(sorter.members[half], sorter.values[half], heads[lower]);
        open(lower, place + 1);
        adjust(place, -all);
        for (int k = 0; k < all; k++) {
            append(k < half ? band : lower, k < half ? place : place + 1, sorter.members[k], sorter.values[k]);
        }
    }

    /** Gives a band without members a place. */
    private void open(int band, int place) {
        if (count == order.length) {
            order = Arrays.copyOf(order, count * 2);
            headValues = Arrays.copyOf(headValues, count * 2);
            sizes = Arrays.copyOf(sizes, count * 2);
            blockSizes = new int[(count * 2 >> BLOCK_BITS) + 1];
        }
        System.arraycopy(order, place, order, place + 1, count - place);
        System.arraycopy(headValues, place, headValues, place + 1, count - place);
        System.arraycopy(sizes, place, sizes, place + 1, count - place);
        order[place] = band;
        headValues[place] = heads[band].value;
        sizes[place] = 0;
        count++;
        renumber(place);
    }

    /** Joins a thin band with a neighbour, where both together are well below full. */
    private void merge(int place) {
        int kept = place + 1 < count ? place : place - 1;
        int gone = kept + 1;
        if (sizes[kept] + sizes[gone] > FULL / 2) {
            return;
        }
        int band = order[gone];
        for (int k = 0; k < sizes[gone]; k++) {
            append(order[kept], kept, members[band][k], values[band][k]);
        }
        spare[spares++] = band;
        count--;
        System.arraycopy(order, gone + 1, order, gone, count - gone);
        System.arraycopy(headValues, gone + 1, headValues, gone, count - gone);
        System.arraycopy(sizes, gone + 1, sizes, gone, count - gone);
        renumber(gone);
    }

    /** Restores places from one on, and the sums over blocks. */
    private void renumber(int from) {
        for (int k = from; k < count; k++) {
            places[order[k]] = k;
        }
        Arrays.fill(blockSizes, 0);
        for (int k = 0; k < count; k++) {
            blockSizes[k >> BLOCK_BITS] += sizes[k];
        }
    }

    /** Brings what an update of a member reads into the cache. The result means nothing. */
    public long touch(int member) {
        int position = keys.position(member);
        return values[Members.band(position)][Members.slot(position)];
    }

    /** 1 + the number of members that rank before a member; equal keys have equal ranks. */
    public int rank(int member) {
        int position = keys.position(member);
        keys.loadRank(member, values[Members.band(position)][Members.slot(position)], right);
        int place = firstPlaceOfRank(right);
        int[] at = members[order[place]];
        long[] of = values[order[place]];
        long value = right.value;
        int better = 0;
        for (int k = 0; k < sizes[place]; k++) {
            long other = of[k];
            better += other > value ? 1 : 0;
            if (other == value) {
                keys.loadRank(at[k], other, left);
                better += left.compareRank(right) < 0 ? 1 : 0;
            }
        }
        return 1 + before(place) + better;
    }

    /** The place of the band in which the first member of a key's rank stands, or would stand. */
    private int firstPlaceOfRank(BoardKey key) {
        int low = 0;
        int high = count - 1;
        while (low < high) {
            int middle = low + high + 1 >>> 1;
            long head = headValues[middle];
            boolean behind = head != key.value ? head > key.value : heads[order[middle]].compareRank(key) < 0;
            if (behind) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** Zero-based position of a member in the order of rows. */
    public int position(int member) {
        int position = keys.position(member);
        int band = Members.band(position);
        long value = values[band][Members.slot(position)];
        int place = places[band];
        int ahead = before(place);
        for (int k = 0; k < sizes[place]; k++) {
            int other = members[band][k];
            ahead += other != member && sorter.compare(other, values[band][k], member, value) < 0 ? 1 : 0;
        }
        return ahead;
    }

    /** The members from a position on, in order of rows, as many as there are up to {@code limit}. */
    public int[] page(int offset, int limit) {
        int from = Math.max(0, offset);
        int[] page = new int[Math.max(0, Math.min(limit, size - from))];
        int filled = 0;
        int place = 0;
        int start = 0;
        if (page.length > 0) {
            place = placeAt(from);
            start = from - before(place);
        }
        while (filled < page.length) {
            int band = order[place];
            sorter.sort(members[band], values[band], sizes[place]);
            int length = Math.min(sizes[place] - start, page.length - filled);
            System.arraycopy(sorter.members, start, page, filled, length);
            filled += length;
            start = 0;
            place++;
        }
        return page;
    }

    /** The place of the band that holds a position. */
    private int placeAt(int position) {
        int rest = position;
        int block = 0;
        while (rest >= blockSizes[block]) {
            rest -= blockSizes[block++];
        }
        int place = block << BLOCK_BITS;
        while (rest >= sizes[place]) {
            rest -= sizes[place++];
        }
        return place;
    }

    /** The members around a member: up to {@code by} before it, itself, up to {@code by} behind it. */
    public int[] around(int member, int by) {
        int position = position(member);
        int from = Math.max(0, position - by);
        return page(from, position - from + by + 1);
    }
}
