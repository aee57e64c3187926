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
    private final int[] sorted;
    private final BoardKey left;
    private final BoardKey right;

    /** @param most members of the largest band */
    RowSorter(Members keys, TextPool pool, int most) {
        this.keys = keys;
        this.pool = pool;
        this.sorted = new int[most];
        this.left = new BoardKey(keys.tieCount());
        this.right = new BoardKey(keys.tieCount());
    }

    /** The first {@code count} members in order; the array is the sorter's own and valid until the next call. */
    int[] sort(int[] members, int count) {
        System.arraycopy(members, 0, sorted, 0, count);
        sort(0, count - 1);
        return sorted;
    }

    private void sort(int from, int until) {
        int low = from;
        while (until - low > SHORT) {
            int ahead = low;
            int behind = until;
            int pivot = sorted[low + until >>> 1];
            while (ahead <= behind) {
                while (compare(sorted[ahead], pivot) < 0) {
                    ahead++;
                }
                while (compare(pivot, sorted[behind]) < 0) {
                    behind--;
                }
                if (ahead <= behind) {
                    int moved = sorted[ahead];
                    sorted[ahead++] = sorted[behind];
                    sorted[behind--] = moved;
                }
            }
            sort(low, behind);
            low = ahead;
        }
        insertionSort(low, until);
    }

    private void insertionSort(int from, int until) {
        for (int k = from + 1; k <= until; k++) {
            int moving = sorted[k];
            int at = k;
            while (at > from && compare(sorted[at - 1], moving) > 0) {
                sorted[at] = sorted[at - 1];
                at--;
            }
            sorted[at] = moving;
        }
    }

    private int compare(int a, int b) {
        long valueA = keys.value(a);
        long valueB = keys.value(b);
        return valueA != valueB ? Long.compare(valueB, valueA) : compareRows(a, b);
    }

    /** Order of two members by everything their keys say. */
    int compareRows(int a, int b) {
        keys.key(a, left);
        keys.key(b, right);
        return left.compareRow(right, pool);
    }
}
