package io.tidemark.engine.naive;

import io.tidemark.engine.program.Program;
import io.tidemark.engine.program.Program.Track;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What the closed periods of one program keep where late facts are set aside: whatever was counted in them when they were
 * closed, and nothing else.
 */
final class Late {
    /** One activity's count on a track by a role. */
    record Place(String track, String role, Identity identity) {}

    /** @param program by which it was measured */
    record Counted(Effect effect, Who who, Scored.Contribution contribution, Program program) {}

    private final Map<Place, Counted> kept = new LinkedHashMap<>();
    private final Set<String> shut = new HashSet<>();

    /** A period is closed: this is what stands in it. */
    void shut(String period, Scored scored) {
        if (shut.add(period)) {
            keep(period, scored);
        }
    }

    private void keep(String period, Scored scored) {
        scored.counted.forEach((place, counted) -> {
            if (counted.contribution().place().period().equals(period)) {
                kept.put(place, counted);
            }
        });
    }

    /** Another program takes over: what stands now in closed periods is what they keep. */
    void keepAll(Function<String, Scored> byPeriod) {
        Map<String, Scored> before = new HashMap<>();
        shut.forEach(period -> before.put(period, byPeriod.apply(period)));
        kept.clear();
        before.forEach(this::keep);
    }

    boolean isShut(Program program, int date) {
        return !program.periods().carriesLate() && shut.contains(Calendar.periodOf(program.periods(), date));
    }

    /** Counts on one track as closed periods leave them, by role and identity. */
    Map<Place, Counted> counted(Program program, Track track, Map<Place, Counted> now) {
        Map<Place, Counted> left = new LinkedHashMap<>();
        now.forEach((place, counted) -> {
            if (!isShut(program, counted.effect().date())) {
                left.put(place, counted);
            }
        });
        if (!program.periods().carriesLate()) {
            kept.forEach((place, counted) -> {
                if (place.track().equals(track.name())) {
                    left.put(place, counted);
                }
            });
        }
        return left;
    }

    /** What to say of every identity: whom it is credited to, or {@code late} where what is counted is not what it says now. */
    Map<Identity, List<Credit>> told(
            Track track, Map<Identity, List<Credit>> credits, Map<Place, Counted> now, Map<Place, Counted> left) {
        Map<Identity, List<Credit>> told = new HashMap<>(credits);
        Set<Place> places = new HashSet<>(now.keySet());
        places.addAll(left.keySet());
        for (Place place : places) {
            Counted is = left.get(place);
            Counted would = now.get(place);
            boolean same = is != null
                    && would != null
                    && is.who().equals(would.who())
                    && is.effect().equals(would.effect());
            if (!same) {
                List<Credit> of = new ArrayList<>(told.getOrDefault(place.identity(), List.of()));
                while (of.size() < track.credit().size()) {
                    of.add(Credit.NOT_STANDING);
                }
                for (int k = 0; k < of.size(); k++) {
                    if (track.credit().get(k).role().equals(place.role())) {
                        of.set(k, Credit.setAside("late"));
                    }
                }
                told.put(place.identity(), of);
            }
        }
        return told;
    }
}
