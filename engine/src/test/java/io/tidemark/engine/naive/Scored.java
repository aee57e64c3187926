package io.tidemark.engine.naive;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.program.Program;
import io.tidemark.engine.program.Program.Track;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** One program over all facts: every credit, every contribution, every standing. */
final class Scored {
    final Program program;
    final Directory directory;
    final List<Contribution> contributions = new ArrayList<>();
    private final Map<String, Map<Identity, List<Credit>>> credits = new HashMap<>();
    private final Map<Place, Standing> standings = new LinkedHashMap<>();
    private final Measuring measuring;

    /** What one credited effect adds, and where. */
    record Contribution(Place place, int date, Map<String, BigDecimal> measures) {}

    Scored(Program program, Directory directory, List<Effect> effects) {
        this.program = program;
        this.directory = directory;
        this.measuring = new Measuring(program, directory);
        Crediting crediting = new Crediting(program, directory);
        for (Track track : program.tracks()) {
            Map<Identity, List<Credit>> ofTrack = new HashMap<>();
            credits.put(track.name(), ofTrack);
            for (Effect effect : effects) {
                ofTrack.put(effect.identity(), crediting.credits(effect, track));
            }
            ofTrack.putAll(new Holding(program, effects, Map.copyOf(ofTrack)).remaining());
            for (Effect effect : effects) {
                List<Credit> ofRoles = ofTrack.get(effect.identity());
                for (int k = 0; k < ofRoles.size(); k++) {
                    Credit credit = ofRoles.get(k);
                    if (credit.who() != null) {
                        contributions.add(contribution(
                                effect,
                                track,
                                credit.who(),
                                track.credit().get(k).share()));
                    }
                }
            }
        }
        sum();
    }

    private Contribution contribution(Effect effect, Track track, Who who, long share) {
        String period = Calendar.periodOf(program.periods(), effect.date());
        Place place = new Place(program.id(), track.name(), who, period);
        Map<String, BigDecimal> measures = new HashMap<>();
        measuring.contributions(effect).forEach((name, value) -> measures.put(name, value.multiply(Numbers.of(share))));
        return new Contribution(place, effect.date(), measures);
    }

    private void sum() {
        Map<Place, Map<String, BigDecimal>> sums = new LinkedHashMap<>();
        Map<Place, Integer> counts = new HashMap<>();
        for (Contribution contribution : contributions) {
            Map<String, BigDecimal> sum = sums.computeIfAbsent(contribution.place(), any -> measuring.zeros());
            contribution.measures().forEach((name, value) -> sum.merge(name, value, BigDecimal::add));
            counts.merge(contribution.place(), 1, Integer::sum);
        }
        sums.forEach((place, measures) -> standings.put(place, standing(place, measures, counts.get(place))));
    }

    private Standing standing(Place place, Map<String, BigDecimal> measures, int activities) {
        Track track = track(place.track());
        Map<String, BigDecimal> rules = RuleValues.counted(track.rules(), measures);
        BigDecimal points = total(rules);
        BigDecimal open = total(RuleValues.withEveryNeedOpen(track.rules(), measures));
        Tiers tiers = new Tiers(program.measures(), track.ladder());
        int tier = tiers.held(measures);
        return new Standing(
                place,
                measures,
                rules,
                points,
                open.subtract(points),
                tier < 0 ? "" : track.ladder().get(tier).name(),
                tiers.gaps(measures),
                activities);
    }

    private static BigDecimal total(Map<String, BigDecimal> values) {
        return values.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    Track track(String name) {
        return program.tracks().stream()
                .filter(track -> track.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Of a participant to whom nothing is credited, the standing of zeros. */
    Standing standing(Place place) {
        Standing known = standings.get(place);
        return known != null ? known : standing(place, measuring.zeros(), 0);
    }

    List<Standing> standings() {
        return List.copyOf(standings.values());
    }

    /** One for each role that the track credits; one for all where nothing stands. */
    List<Credit> credit(String track, Identity identity) {
        return credits.get(track).getOrDefault(identity, List.of(Credit.NOT_STANDING));
    }

    Map<String, BigDecimal> zeros() {
        return measuring.zeros();
    }

    /** The name of every item is unique, so that a sum over items is a sum over standings. */
    SortedMap<String, String> items() {
        SortedMap<String, String> items = new TreeMap<>(Texts.BY_CODE_POINT);
        for (Standing standing : standings.values()) {
            Place place = standing.place();
            String prefix =
                    String.join("|", place.program(), place.track(), place.who().toString(), place.period(), "");
            standing.measures().forEach((name, value) -> addValue(items, prefix + "measure:" + name, value));
            standing.rules().forEach((name, value) -> addValue(items, prefix + "rule:" + name, value));
            if (standing.isSomething() && !standing.tier().isEmpty()) {
                items.put(prefix + "tier:", standing.tier());
            }
        }
        return items;
    }

    /** In all its decimals, as far as it is shown at all: what differs anywhere is another item. */
    private static void addValue(Map<String, String> items, String name, BigDecimal value) {
        if (!Numbers.isZero(value)) {
            boolean isShown = !Numbers.shownMeasure(value).equals(Fixed.OUT_OF_RANGE);
            items.put(name, isShown ? value.stripTrailingZeros().toPlainString() : Fixed.OUT_OF_RANGE);
        }
    }
}
