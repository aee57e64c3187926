package io.tidemark.engine.standings;

import io.tidemark.engine.store.TextPool;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Members in exact order, counted: bands of neighbouring members, unsorted within a band, with the number of members
 * before each band. An update touches one or two bands; a rank reads the counts and one band. Bands split when full and
 * merge when thin. Not stored: rebuilt from the standings. Core thread only.
 *
 * <p>A band begins with its <em>head</em>, a key: its members rank at or behind it and before the head of the next.
 */
public final class Board {
    /** Members of a full band. Measured: smaller bands split too often, larger ones make a rank slow. */
    private static final int FULL = 256;

    private static final int THIN = 48;

    private static final int BLOCK_BITS = 6;

    /** One band; {@link #place} is its position among the bands. */
    private static final class Band {
        final int number;
        int[] members = new int[16];
        long[] values = new long[16];
        int size;
        int place;
        BoardKey head;

        Band(int number) {
            this.number = number;
        }

        void add(int member, long value) {
            if (size == members.length) {
                members = Arrays.copyOf(members, size * 2);
                values = Arrays.copyOf(values, size * 2);
            }
            members[size] = member;
            values[size++] = value;
        }
    }

    private final int number;
    private final Members keys;
    private final TextPool pool;
    /** Bands by their number, which never changes. */
    private final List<Band> bands = new ArrayList<>();
    /** Bands without a place, to be used again. */
    private final List<Band> spare = new ArrayList<>();
    /** Bands by place, the best first. */
    private Band[] order = new Band[4];

    /** Values of the heads, by place. */
    private long[] heads = new long[4];

    private int count;
    private int size;
    /** Sizes of the bands by place, and their sums over blocks of 2^{@link #BLOCK_BITS} places. */
    private int[] sizes = new int[4];

    private int[] blockSizes = new int[1];

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
        Band first = newBand();
        order[0] = first;
        count = 1;
    }

    private Band newBand() {
        if (!spare.isEmpty()) {
            return spare.remove(spare.size() - 1);
        }
        Band band = new Band(bands.size());
        bands.add(band);
        return band;
    }

    public int size() {
        return size;
    }

    /** Adds a member that is on no board of the family. */
    public void add(int member, BoardKey key) {
        Band band = order[placeOf(key)];
        keys.setKey(member, key);
        append(band, member, key.value);
        adjust(band.place, 1);
        size++;
        if (band.size == FULL) {
            split(band);
        }
    }

    /** Removes a member of this board. */
    public void remove(int member) {
        Band band = bands.get(keys.band(member));
        take(band, keys.slot(member));
        keys.remove(member);
        adjust(band.place, -1);
        size--;
        if (band.size < THIN && count > 1) {
            merge(band);
        }
    }

    /** Gives a member of this board a new key. */
    public void update(int member, BoardKey key) {
        Band band = bands.get(keys.band(member));
        if (belongs(band, key)) {
            keys.setKey(member, key);
            band.values[keys.slot(member)] = key.value;
        } else {
            remove(member);
            add(member, key);
        }
    }

    private boolean belongs(Band band, BoardKey key) {
        int place = band.place;
        return (place == 0 || !isBefore(key, place)) && (place + 1 == count || isBefore(key, place + 1));
    }

    /** Whether a key ranks before the head of the band at a place. */
    private boolean isBefore(BoardKey key, int place) {
        long head = heads[place];
        return key.value != head ? key.value > head : key.compareRow(order[place].head, pool) < 0;
    }

    /** The place of the band in which a key belongs. */
    private int placeOf(BoardKey key) {
        int low = 0;
        int high = count - 1;
        while (low < high) {
            int middle = low + high + 1 >>> 1;
            if (isBefore(key, middle)) {
                high = middle - 1;
            } else {
                low = middle;
            }
        }
        return low;
    }

    private void append(Band band, int member, long value) {
        keys.place(member, number, band.number, band.size);
        band.add(member, value);
    }

    private void take(Band band, int slot) {
        int last = --band.size;
        if (slot != last) {
            int moved = band.members[last];
            band.members[slot] = moved;
            band.values[slot] = band.values[last];
            keys.place(moved, number, band.number, slot);
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

    private void split(Band band) {
        int[] sorted = sort(band);
        int all = band.size;
        int half = all / 2;
        Band lower = newBand();
        if (lower.head == null) {
            lower.head = new BoardKey(keys.tieCount());
        }
        keys.key(sorted[half], lower.head);
        band.size = 0;
        for (int k = 0; k < all; k++) {
            append(k < half ? band : lower, sorted[k], keys.value(sorted[k]));
        }
        insert(lower, band.place + 1);
    }

    private void insert(Band band, int place) {
        if (count == order.length) {
            order = Arrays.copyOf(order, count * 2);
            heads = Arrays.copyOf(heads, count * 2);
            sizes = Arrays.copyOf(sizes, count * 2);
            blockSizes = new int[(count * 2 >> BLOCK_BITS) + 1];
        }
        System.arraycopy(order, place, order, place + 1, count - place);
        System.arraycopy(heads, place, heads, place + 1, count - place);
        order[place] = band;
        heads[place] = band.head.value;
        count++;
        renumber(place);
    }

    /** Joins a thin band with a neighbour, where both together are well below full. */
    private void merge(Band band) {
        int place = band.place;
        int other = place + 1 < count ? place + 1 : place - 1;
        if (band.size + order[other].size > FULL / 2) {
            return;
        }
        Band kept = order[Math.min(place, other)];
        Band gone = order[Math.max(place, other)];
        for (int k = 0; k < gone.size; k++) {
            append(kept, gone.members[k], gone.values[k]);
        }
        int at = gone.place;
        gone.size = 0;
        spare.add(gone);
        count--;
        System.arraycopy(order, at + 1, order, at, count - at);
        System.arraycopy(heads, at + 1, heads, at, count - at);
        order[count] = null;
        renumber(kept.place);
    }

    /** Restores places from one on, and the counts of all. */
    private void renumber(int from) {
        for (int k = from; k < count; k++) {
            order[k].place = k;
        }
        Arrays.fill(blockSizes, 0);
        for (int k = 0; k < count; k++) {
            sizes[k] = order[k].size;
            blockSizes[k >> BLOCK_BITS] += sizes[k];
        }
    }

    /** The members of a band in order of rows, in the first places of the array up to the band's size. */
    private int[] sort(Band band) {
        return sorter.sort(band.members, band.size);
    }

    /** Brings what an update of a member reads into the cache. The result means nothing. */
    public long touch(int member) {
        return bands.get(keys.band(member)).place;
    }

    /** 1 + the number of members that rank before a member; equal keys have equal ranks. */
    public int rank(int member) {
        keys.key(member, right);
        int place = firstPlaceOfRank(right);
        Band band = order[place];
        long value = right.value;
        int better = 0;
        for (int k = 0; k < band.size; k++) {
            long other = band.values[k];
            if (other > value) {
                better++;
            } else if (other == value) {
                keys.key(band.members[k], left);
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
            long head = heads[middle];
            boolean behind = head != key.value ? head > key.value : order[middle].head.compareRank(key) < 0;
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
        Band band = bands.get(keys.band(member));
        int position = before(band.place);
        for (int k = 0; k < band.size; k++) {
            if (band.members[k] != member && sorter.compareRows(band.members[k], member) < 0) {
                position++;
            }
        }
        return position;
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
            Band band = order[place++];
            int length = Math.min(band.size - start, page.length - filled);
            System.arraycopy(sort(band), start, page, filled, length);
            filled += length;
            start = 0;
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
