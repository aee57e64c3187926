package io.tidemark.gateway.http;

import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.activity.Versions;
import io.tidemark.engine.directory.Participants;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far each distributor's data goes: the last date seen of it. Goes on from where it stopped, a bounded piece at a time,
 * so that no question has to look at everything. Core thread only.
 */
public final class DataThrough {
    private static final int MOST_AT_ONCE = 200_000;

    private final Map<Integer, Integer> days = new HashMap<>();
    private int seen;
    private Map<String, String> shown = Map.of();

    /** Per distributor's id an ISO date. */
    public Map<String, String> of(ScoringCore core) {
        Versions versions = core.facts().versions;
        int role = core.facts().names.names.find("distributor");
        int until = Math.min(core.facts().identities.count(), seen + MOST_AT_ONCE);
        boolean changed = false;
        for (; seen < until; seen++) {
            int version = core.facts().identities.standing(seen);
            if (role >= 0 && !versions.isVoid(version)) {
                int participant = versions.participant(version, role);
                changed |= participant != Participants.NONE && later(participant, versions.date(version));
            }
        }
        if (changed) {
            show(core);
        }
        return shown;
    }

    /** The same with everything looked at, however long that takes. */
    Map<String, String> whole(ScoringCore core) {
        while (seen < core.facts().identities.count()) {
            of(core);
        }
        return of(core);
    }

    private boolean later(int participant, int day) {
        Integer known = days.get(participant);
        if (known != null && known >= day) {
            return false;
        }
        days.put(participant, day);
        return true;
    }

    private void show(ScoringCore core) {
        Map<String, String> dates = new TreeMap<>();
        days.forEach((participant, day) -> dates.merge(
                core.facts().participants.id(participant),
                LocalDate.ofEpochDay(day).toString(),
                (a, b) -> a.compareTo(b) > 0 ? a : b));
        shown = Collections.unmodifiableMap(dates);
    }
}
