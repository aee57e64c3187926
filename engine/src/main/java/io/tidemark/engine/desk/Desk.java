package io.tidemark.engine.desk;

import io.tidemark.engine.outcome.Verdict;
import io.tidemark.engine.store.Frozen;
import io.tidemark.engine.store.SnapshotSink;
import io.tidemark.engine.store.SnapshotSource;
import io.tidemark.engine.store.Stored;
import io.tidemark.engine.store.TextHash;
import io.tidemark.engine.store.Words;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;

/** Texts by collection and id. Changes by commands only; core thread only. */
public final class Desk implements Stored {
    private final Map<DeskCollection, LinkedHashMap<String, Entry>> collections = new EnumMap<>(DeskCollection.class);

    /**
     * @param sequence of the command that put the text there
     * @param timestampMs of that command, epoch milliseconds
     */
    public record Entry(String id, String text, long sequence, long timestampMs) {}

    public Desk() {
        for (DeskCollection collection : DeskCollection.values()) {
            collections.put(collection, new LinkedHashMap<>());
        }
    }

    /** Puts a text under an id; one that was there keeps its place. */
    Verdict put(DeskCollection collection, Entry entry) {
        LinkedHashMap<String, Entry> entries = collections.get(collection);
        if (entries.size() >= collection.most() && !entries.containsKey(entry.id())) {
            if (!collection.forgets()) {
                return Verdict.AT_CAPACITY;
            }
            Iterator<Entry> oldest = entries.values().iterator();
            oldest.next();
            oldest.remove();
        }
        entries.put(entry.id(), entry);
        return Verdict.ACCEPTED;
    }

    /** Takes a text away; {@link Verdict#DUPLICATE} where there is none. */
    Verdict remove(DeskCollection collection, String id) {
        return collections.get(collection).remove(id) == null ? Verdict.DUPLICATE : Verdict.ACCEPTED;
    }

    /** The text of an id, or null. */
    public Entry entry(DeskCollection collection, String id) {
        return collections.get(collection).get(id);
    }

    /** All texts of a collection, the oldest id first. */
    public List<Entry> entries(DeskCollection collection) {
        return new ArrayList<>(collections.get(collection).values());
    }

    public int count(DeskCollection collection) {
        return collections.get(collection).size();
    }

    /** Takes a reference to each text, and copies none. */
    @Override
    public Frozen freeze() {
        List<List<Entry>> all = new ArrayList<>();
        collections.values().forEach(entries -> all.add(new ArrayList<>(entries.values())));
        return to -> all.forEach(entries -> write(entries, to));
    }

    private static void write(List<Entry> entries, SnapshotSink to) {
        to.put(entries.size());
        for (Entry entry : entries) {
            to.putText(entry.id());
            to.putText(entry.text());
            to.put(entry.sequence());
            to.put(entry.timestampMs());
        }
    }

    @Override
    public void restore(SnapshotSource from) {
        for (LinkedHashMap<String, Entry> entries : collections.values()) {
            entries.clear();
            for (int left = from.count(4 * Long.BYTES); left > 0; left--) {
                Entry entry = new Entry(from.text(), from.text(), from.get(), from.get());
                entries.put(entry.id(), entry);
            }
        }
    }

    public long stateHash(long seed) {
        long hash = seed;
        for (LinkedHashMap<String, Entry> entries : collections.values()) {
            hash = Words.mix(hash, entries.size());
            for (Entry entry : entries.values()) {
                hash = text(text(hash, entry.id()), entry.text());
                hash = Words.mix(Words.mix(hash, entry.sequence()), entry.timestampMs());
            }
        }
        return hash;
    }

    private static long text(long seed, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return TextHash.of(seed, new UnsafeBuffer(bytes), 0, bytes.length);
    }
}
