package io.tidemark.gateway.ingest;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Under which kinds the ids of bare parents are listed. Of one thread. */
final class ParentKinds {
    private static final Map<String, String> USUAL =
            Map.of("distributor-rep", "location", "location", "distributor", "distributor", "region");

    private final Map<String, Set<String>> kindsById = new HashMap<>();

    boolean isEmpty() {
        return kindsById.isEmpty();
    }

    void ask(String id) {
        kindsById.computeIfAbsent(id, absent -> new TreeSet<>());
    }

    void listed(String kind, String id) {
        Set<String> kinds = kindsById.get(id);
        if (kinds != null) {
            kinds.add(kind);
        }
    }

    /** The kind of a bare parent, or empty with a fault. */
    String kind(String ownKind, String id, String column, Faults faults) {
        Set<String> kinds = new TreeSet<>(kindsById.getOrDefault(id, Set.of()));
        kinds.remove(ownKind);
        if (kinds.size() == 1) {
            return kinds.iterator().next();
        }
        if (kinds.isEmpty() && USUAL.containsKey(ownKind)) {
            return USUAL.get(ownKind);
        }
        String what = kinds.isEmpty()
                ? "the parent " + id + " is listed under no other kind"
                : "the parent " + id + " may be " + String.join(" or ", kinds);
        String kind = kinds.isEmpty() ? "distributor" : kinds.iterator().next();
        faults.add(Reason.PARENT, column, id, what, "write it with its kind, e.g. " + kind + ":" + id);
        return "";
    }
}
