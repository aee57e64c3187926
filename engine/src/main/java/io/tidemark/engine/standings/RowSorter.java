package io.tidemark.engine.standings;

import io.tidemark.engine.store.TextPool;

/**
 * Puts the members of a band in order of rows. Quicksort with the middle as pivot, short ranges by insertion; no
 * allocation, since bands split on the hot path. Reused; core thread only.
 */
final class RowSorter {
    private static final int SHORT = 12;

    private final Members keys;
    private final TextPool pool;
    /** The sorted members and their values; valid until the next call. */
    final int[] members;

    final long[] values;
    private final BoardKey left;
    private final BoardKey right;

    /** @param most members of the largest band */
    RowSorter(Members keys, TextPool pool, int most) {
        this.keys = keys;
        this.pool = pool;
        this.members = new int[most];
        this.values = new long[most];
        this.left = new BoardKey(keys.tieCount());
        this.right = new BoardKey(keys.tieCount());
    }

    /** Sorts copies of the first {@code count} members and values into {@link #members} and {@link #values}. */
    void sort(int[] from, long[] fromValues, int count) {
        System.arraycopy(from, 0, members, 0, count);
        System.arraycopy(fromValues, 0, values, 0, count);
        sort(0, count - 1);
    }

    private void sort(int from, int until) {
        int low = from;
        while (until - low > SHORT) {
            int ahead = low;
            int behind = until;
            int pivot = members[low + until >>> 1];
            long pivotValue = values[low + until >>> 1];
            while (ahead <= behind) {
                while (compare(members[ahead], values[ahead], pivot, pivotValue) < 0) {
                    ahead++;
                }
                while (compare(pivot, pivotValue, members[behind], values[behind]) < 0) {
                    behind--;
                }
                if (ahead <= behind) {
                    swap(ahead++, behind--);
                }
            }
            sort(low, behind);
            low = ahead;
        }
        insertionSort(low, until);
    }

    private void swap(int a, int b) {
        int member = members[a];
        long value = values[a];
        members[a] = members[b];
        values[a] = values[b];
        members[b] = member;
        values[b] = value;
    }

    private void insertionSort(int from, int until) {
        for (int k = from + 1; k <= until; k++) {
            int member = members[k];
            long value = values[k];
            int at = k;
            while (at > from && compare(members[at - 1], values[at - 1], member, value) > 0) {
                members[at] = members[at - 1];
                values[at] = values[at - 1];
                at--;
            }
            members[at] = member;
            values[at] = value;
        }
    }

    /** Order of two members by value, then by everything their keys say. */
    int compare(int a, long valueA, int b, long valueB) {
        return valueA != valueB ? Long.compare(valueB, valueA) : compareRows(a, b, valueA);
    }

    private int compareRows(int a, int b, long value) {
        keys.loadKey(a, value, left);
        keys.loadKey(b, value, right);
        return left.compareRow(right, pool);
    }
}
