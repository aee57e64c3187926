package io.tidemark.bench.designs;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;

/**
 * A sorted map of the JDK, {@link java.util.TreeMap} or {@link java.util.concurrent.ConcurrentSkipListMap}. Not taken: neither
 * counts what lies below a node, so that a rank walks over everybody ahead.
 */
public final class TreeRanking implements Ranking {
    /** The most first; equal values by member. */
    private record Key(long value, int member) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int order = Long.compare(other.value, value);
            return order != 0 ? order : Integer.compare(member, other.member);
        }
    }

    private final NavigableMap<Key, Boolean> order;
    private final Map<Integer, Key> keys = new HashMap<>();

    private TreeRanking(NavigableMap<Key, Boolean> order) {
        this.order = order;
    }

    public static Ranking red() {
        return new TreeRanking(new java.util.TreeMap<>());
    }

    public static Ranking skipping() {
        return new TreeRanking(new java.util.concurrent.ConcurrentSkipListMap<>());
    }

    @Override
    public void set(int member, long value) {
        Key key = new Key(value, member);
        Key before = keys.put(member, key);
        if (before != null) {
            order.remove(before);
        }
        order.put(key, Boolean.TRUE);
    }

    @Override
    public int rank(int member) {
        int ahead = 0;
        for (Key key : order.keySet()) {
            if (key.value == keys.get(member).value) {
                break;
            }
            ahead++;
        }
        return ahead + 1;
    }
}
