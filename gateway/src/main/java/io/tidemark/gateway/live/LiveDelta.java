package io.tidemark.gateway.live;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What turns one state of a topic into a later one.
 *
 * @param from sequence of the state it applies to
 * @param to sequence of the state it gives
 * @param set fields that changed, with their new JSON values; {@code null} as text takes a field away
 * @param rows rows that are new, changed or moved, by key
 * @param gone keys of rows that are shown no longer
 */
public record LiveDelta(long from, long to, Map<String, String> set, Map<String, Placed> rows, Set<String> gone) {
    static final String NOTHING = "null";

    /** @param at place among the rows shown, from 0 */
    public record Placed(int at, String json) {}

    /** What turns {@code before} into {@code after}. */
    public static LiveDelta between(LiveState before, LiveState after) {
        Map<String, String> set = new LinkedHashMap<>();
        after.fields().forEach((name, value) -> {
            if (!value.equals(before.fields().get(name))) {
                set.put(name, value);
            }
        });
        before.fields().keySet().stream()
                .filter(name -> !after.fields().containsKey(name))
                .forEach(name -> set.put(name, NOTHING));
        Map<String, Placed> old = placed(before.rows());
        Map<String, Placed> rows = placed(after.rows());
        Set<String> gone = new LinkedHashSet<>(old.keySet());
        gone.removeAll(rows.keySet());
        rows.entrySet().removeIf(row -> row.getValue().equals(old.get(row.getKey())));
        return new LiveDelta(before.sequence(), after.sequence(), set, rows, gone);
    }

    private static Map<String, Placed> placed(List<LiveState.Row> rows) {
        Map<String, Placed> placed = new LinkedHashMap<>();
        if (rows != null) {
            for (LiveState.Row row : rows) {
                placed.put(row.key(), new Placed(placed.size(), row.json()));
            }
        }
        return placed;
    }

    /** This and the one that follows it as one. */
    LiveDelta then(LiveDelta next) {
        if (next.from != to) {
            throw new IllegalArgumentException("a delta from " + next.from + " does not follow one to " + to);
        }
        Map<String, String> sets = new LinkedHashMap<>(set);
        sets.putAll(next.set);
        Map<String, Placed> placed = new LinkedHashMap<>(rows);
        placed.putAll(next.rows);
        placed.keySet().removeAll(next.gone);
        Set<String> left = new LinkedHashSet<>(gone);
        left.removeAll(next.rows.keySet());
        left.addAll(next.gone);
        return new LiveDelta(from, next.to, sets, placed, left);
    }

    /** What a viewer does: the state after this delta. */
    public LiveState applyTo(LiveState state) {
        if (state.sequence() != from) {
            throw new IllegalArgumentException("a delta from " + from + " on a state at " + state.sequence());
        }
        Map<String, String> fields = new LinkedHashMap<>(state.fields());
        fields.putAll(set);
        fields.values().removeIf(NOTHING::equals);
        return new LiveState(to, fields, state.rows() == null ? null : moved(state.rows()));
    }

    private List<LiveState.Row> moved(List<LiveState.Row> before) {
        Map<String, Placed> all = new HashMap<>(placed(before));
        all.keySet().removeAll(gone);
        all.putAll(rows);
        LiveState.Row[] after = new LiveState.Row[all.size()];
        all.forEach((key, row) -> after[row.at()] = new LiveState.Row(key, row.json()));
        List<LiveState.Row> list = new ArrayList<>(after.length);
        for (LiveState.Row row : after) {
            list.add(Objects.requireNonNull(row));
        }
        return list;
    }
}
