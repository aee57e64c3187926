package io.tidemark.bench.designs;

import java.util.Arrays;

/**
 * A Fenwick tree of counts over buckets of equal width, members unsorted in each. Not taken: values must lie within bounds
 * known ahead, and where most members share a few buckets (new programs, where everybody is near zero) a rank looks through all
 * of them.
 */
public final class FenwickRanking implements Ranking {
    private static final int NONE = -1;

    private final long width;
    private final int[] counts;
    private final int[][] members;
    private final int[] sizes;
    private final long[] values;
    private final int[] bucket;
    private final int[] place;

    /** @param most values lie from 0 to this; what lies beyond shares the outermost buckets */
    public FenwickRanking(int capacity, int buckets, long most) {
        width = most / buckets + 1;
        counts = new int[buckets + 1];
        members = new int[buckets][4];
        sizes = new int[buckets];
        values = new long[capacity];
        bucket = new int[capacity];
        place = new int[capacity];
        Arrays.fill(bucket, NONE);
    }

    @Override
    public void set(int member, long value) {
        int to = (int) Math.min(Math.max(value, 0) / width, sizes.length - 1L);
        values[member] = value;
        if (bucket[member] == to) {
            return;
        }
        if (bucket[member] != NONE) {
            leave(member);
        }
        join(member, to);
    }

    private void leave(int member) {
        int from = bucket[member];
        int last = members[from][--sizes[from]];
        members[from][place[member]] = last;
        place[last] = place[member];
        count(from, -1);
    }

    private void join(int member, int to) {
        if (sizes[to] == members[to].length) {
            members[to] = Arrays.copyOf(members[to], sizes[to] * 2);
        }
        place[member] = sizes[to];
        members[to][sizes[to]++] = member;
        bucket[member] = to;
        count(to, 1);
    }

    /** The tree counts from the top, so that those ahead are a prefix. */
    private void count(int of, int change) {
        for (int k = sizes.length - of; k < counts.length; k += k & -k) {
            counts[k] += change;
        }
    }

    @Override
    public int rank(int member) {
        int of = bucket[member];
        int ahead = 0;
        for (int k = sizes.length - of - 1; k > 0; k -= k & -k) {
            ahead += counts[k];
        }
        for (int k = 0; k < sizes[of]; k++) {
            ahead += values[members[of][k]] > values[member] ? 1 : 0;
        }
        return ahead + 1;
    }
}
