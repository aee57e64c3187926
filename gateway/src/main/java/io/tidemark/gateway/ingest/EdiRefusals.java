package io.tidemark.gateway.ingest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which transaction sets had rows that were refused, and where. Bounded: of a set a few places, of many sets none. Of one thread. */
final class EdiRefusals {
    private static final int PLACES_OF_A_SET = 100;
    private static final int PLACES = 10_000;

    /**
     * A segment of a set.
     *
     * @param position in the set, its header being the first
     */
    record Place(String tag, long position) {}

    private final Map<Long, List<Place>> ofSets = new HashMap<>();
    private int places;

    /** @param set number of the set's header in the transmission */
    void add(long set, String tag, long position) {
        List<Place> known = ofSets.computeIfAbsent(set, any -> new ArrayList<>(1));
        if (known.size() < PLACES_OF_A_SET && places < PLACES) {
            known.add(new Place(tag, position));
            places++;
        }
    }

    boolean any(long set) {
        return ofSets.containsKey(set);
    }

    List<Place> of(long set) {
        return ofSets.getOrDefault(set, List.of());
    }
}
