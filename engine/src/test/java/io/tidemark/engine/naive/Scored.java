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
    private final Map<String, Reckoning> reckonings = new HashMap<>();
    final int today;

    /** What one credited effect adds, and where. */
    record Contribution(Place place, int date, Map<String, BigDecimal> measures) {}

    Scored(Program program, Directory directory, List<Effect> effects, int today) {
        this.program = program;
        this.today = today;
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
        Map<Place, Integer> counts = new LinkedHashMap<>();
        contributions.forEach(contribution -> counts.merge(contribution.place(), 1, Integer::sum));
        counts.forEach((place, count) -> standings.put(place, standing(place, count)));
    }

    /** Everything about a participant on a track, in whatever period. */
    Reckoning reckoning(Track track, Who who) {
        return reckonings.computeIfAbsent(track.name() + " " + who, any -> reckoningWith(track, who, "", Map.of()));
    }

    /** The same with more in some measures of a period. */
    Reckoning reckoningWith(Track track, Who who, String period, Map<String, BigDecimal> more) {
        List<Contribution> own = contributions.stream()
                .filter(one -> one.place().track().equals(track.name())
                        && one.place().who().equals(who))
                .toList();
        Map<String, Map<String, BigDecimal>> sums = History.sums(own);
        more.forEach((name, value) ->
                sums.computeIfAbsent(period, any -> new HashMap<>()).merge(name, value, BigDecimal::add));
        Circumstances circumstances = new Circumstances(this, who);
        return new Reckoning(program, track, new History(program, sums, circumstances::given), circumstances);
    }

    private Standing standing(Place place, int activities) {
        Track track = track(place.track());
        Reckoning reckoning = reckoning(track, place.who());
        Moment moment = reckoning.at(place.period());
        BigDecimal points = moment.points();
        Tiers tiers = new Tiers(program.measures(), track, reckoning);
        int tier = tiers.held(place.period());
        return new Standing(
                place,
                reckoning.history.measures(place.period()),
                moment.counted(),
                points,
                moment.withEveryNeedOpen().points().subtract(points),
                tier < 0 ? "" : track.ladder().get(tier).name(),
                tiers.gaps(place.period()),
                activities);
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
        return known != null ? known : standing(place, 0);
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
