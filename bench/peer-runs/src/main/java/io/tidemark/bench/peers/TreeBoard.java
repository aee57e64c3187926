package io.tidemark.bench.peers;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.ObjLongConsumer;

/** A board as one writes it in an afternoon: members in a tree by value, most first, then by id. */
final class TreeBoard {
    private record Entry(long value, String member) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            int order = Long.compare(other.value, value);
            return order != 0 ? order : member.compareTo(other.member);
        }
    }

    private final TreeSet<Entry> order = new TreeSet<>();
    private final Map<String, Entry> entries = new HashMap<>();

    void set(String member, long value) {
        Entry entry = new Entry(value, member);
        Entry before = entries.put(member, entry);
        if (before != null) {
            order.remove(before);
        }
        order.add(entry);
    }

    void add(String member, long gain) {
        Entry before = entries.get(member);
        set(member, before == null ? gain : before.value + gain);
    }

    /** Equal values share a rank. Counts those ahead, one by one: the tree knows no counts. */
    int rank(String member) {
        return order.headSet(new Entry(entries.get(member).value, "")).size() + 1;
    }

    void forEach(ObjLongConsumer<String> each) {
        order.forEach(entry -> each.accept(entry.member, entry.value));
    }
}
