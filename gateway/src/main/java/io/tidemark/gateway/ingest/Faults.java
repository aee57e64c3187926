package io.tidemark.gateway.ingest;

import java.util.ArrayList;
import java.util.List;

/** Collects everything that is wrong with the row in work. Reused from row to row, of one thread. */
final class Faults {
    private final List<Fault> found = new ArrayList<>();

    void clear() {
        found.clear();
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    void add(Reason reason, String column, String value, String what, String right) {
        found.add(new Fault(reason, column, value, what, right));
    }

    void add(Fault fault) {
        found.add(fault);
    }

    Fault first() {
        return found.get(0);
    }

    List<Fault> all() {
        return List.copyOf(found);
    }
}
