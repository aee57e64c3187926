package io.tidemark.engine.naive;

import io.tidemark.engine.directory.AssignmentRow;
import io.tidemark.engine.directory.ReferenceRow;
import io.tidemark.engine.directory.StatusRow;
import io.tidemark.engine.directory.TargetRow;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What is said of participants beside the rows about them: numbers by period, and statuses by day. */
final class Given {
    private final Map<List<String>, BigDecimal> targets = new HashMap<>();
    private final Map<List<String>, NavigableMap<Integer, String>> statuses = new HashMap<>();

    void receive(ReferenceRow row) {
        if (row instanceof TargetRow target) {
            targets.put(
                    List.of(target.kind(), target.id(), target.name(), target.period()), Numbers.of(target.value()));
        } else if (row instanceof StatusRow status) {
            statuses.computeIfAbsent(List.of(status.kind(), status.id(), status.status()), any -> new TreeMap<>())
                    .put(status.date(), status.is());
        } else if (row instanceof AssignmentRow) {
            throw new IllegalArgumentException("not known yet: " + row);
        }
    }

    /** The number for exactly this period, or null. */
    BigDecimal target(Who who, String name, String period) {
        return targets.get(List.of(who.kind(), who.id(), name, period));
    }

    /** The last value by a day, or empty. */
    String status(Who who, String status, int day) {
        NavigableMap<Integer, String> values = statuses.get(List.of(who.kind(), who.id(), status));
        Map.Entry<Integer, String> last = values == null ? null : values.floorEntry(day);
        return last == null ? "" : last.getValue();
    }
}
