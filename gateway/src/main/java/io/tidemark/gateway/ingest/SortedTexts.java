package io.tidemark.gateway.ingest;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.SortedMap;

/**
 * A small immutable sorted map of texts: two arrays, the one of keys shared by all rows in which the same columns have
 * a text. Equal to any map with the same entries.
 */
final class SortedTexts extends AbstractMap<String, String> implements SortedMap<String, String> {
    private static final SortedTexts EMPTY = new SortedTexts(new String[0], new String[0]);

    private final String[] keys;
    private final String[] values;

    private SortedTexts(String[] keys, String[] values) {
        this.keys = keys;
        this.values = values;
    }

    /** Makes the maps of one file, whose keys are known in advance. Of one thread. */
    static final class Shape {
        private final String[] all;
        private String[] lastKeys;
        private long lastPresent;

        /** @param sortedKeys in ascending order, at most 64 */
        Shape(String[] sortedKeys) {
            all = sortedKeys;
            lastKeys = sortedKeys;
            lastPresent = sortedKeys.length == 64 ? -1L : (1L << sortedKeys.length) - 1;
        }

        /** The map of the values that are not empty, in the order of the keys. */
        SortedTexts map(String[] values) {
            long present = 0;
            for (int i = 0; i < all.length; i++) {
                present |= values[i].isEmpty() ? 0 : 1L << i;
            }
            if (present == 0) {
                return EMPTY;
            }
            int size = Long.bitCount(present);
            if (present != lastPresent) {
                lastPresent = present;
                lastKeys = size == all.length ? all : pick(all, present, size);
            }
            return new SortedTexts(lastKeys, size == all.length ? values.clone() : pick(values, present, size));
        }

        private static String[] pick(String[] from, long present, int size) {
            String[] picked = new String[size];
            int at = 0;
            for (long left = present; left != 0; left &= left - 1) {
                picked[at++] = from[Long.numberOfTrailingZeros(left)];
            }
            return picked;
        }
    }

    private int find(Object key) {
        return key instanceof String text ? Arrays.binarySearch(keys, text) : -1;
    }

    @Override
    public String get(Object key) {
        int at = find(key);
        return at < 0 ? null : values[at];
    }

    @Override
    public boolean containsKey(Object key) {
        return find(key) >= 0;
    }

    @Override
    public int size() {
        return keys.length;
    }

    @Override
    public Set<Entry<String, String>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Entry<String, String>> iterator() {
                return entries();
            }

            @Override
            public int size() {
                return keys.length;
            }
        };
    }

    private Iterator<Entry<String, String>> entries() {
        return new Iterator<>() {
            private int at;

            @Override
            public boolean hasNext() {
                return at < keys.length;
            }

            @Override
            public Entry<String, String> next() {
                if (at == keys.length) {
                    throw new NoSuchElementException();
                }
                return Map.entry(keys[at], values[at++]);
            }
        };
    }

    @Override
    public Comparator<? super String> comparator() {
        return null;
    }

    @Override
    public SortedMap<String, String> subMap(String from, String to) {
        return range(lower(from), lower(to));
    }

    @Override
    public SortedMap<String, String> headMap(String to) {
        return range(0, lower(to));
    }

    @Override
    public SortedMap<String, String> tailMap(String from) {
        return range(lower(from), keys.length);
    }

    private int lower(String key) {
        int at = Arrays.binarySearch(keys, key);
        return at < 0 ? -at - 1 : at;
    }

    private SortedMap<String, String> range(int from, int to) {
        if (from > to) {
            throw new IllegalArgumentException("the range ends before it begins");
        }
        return new SortedTexts(Arrays.copyOfRange(keys, from, to), Arrays.copyOfRange(values, from, to));
    }

    @Override
    public String firstKey() {
        return key(0);
    }

    @Override
    public String lastKey() {
        return key(keys.length - 1);
    }

    private String key(int at) {
        if (keys.length == 0) {
            throw new NoSuchElementException();
        }
        return keys[at];
    }
}
