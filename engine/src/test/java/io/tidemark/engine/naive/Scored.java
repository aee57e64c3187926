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
import java.util.function.Predicate;

/** One program over all facts: every credit, every contribution, every standing. */
final class Scored {
    final Program program;
    final Directory directory;
    final List<Contribution> contributions = new ArrayList<>();
    /** What every contribution is of. */
    final Map<Late.Place, Late.Counted> counted = new LinkedHashMap<>();

    private final Late late;
    /** What claims that wait would contribute. */
    private final List<Contribution> waiting = new ArrayList<>();

    private final Map<String, Map<Identity, List<Credit>>> credits = new HashMap<>();
    private final Map<Place, Standing> standings = new LinkedHashMap<>();
    private final Measuring measuring;
    private final Map<String, Reckoning> reckonings = new HashMap<>();
    final int today;

    /** What one credited effect adds, and where. */
    record Contribution(Place place, int date, Map<String, BigDecimal> measures) {}

    Scored(Program program, Directory directory, List<Effect> effects, int today, Late late) {
        this.late = late;
        this.program = program;
        this.today = today;
        this.directory = directory;
        this.measuring = new Measuring(program, directory);
        Claiming claiming = new Claiming(program, directory, effects);
        Crediting crediting = new Crediting(program, directory, claiming);
        for (Track track : program.tracks()) {
            Map<Identity, List<Credit>> ofTrack = new HashMap<>();
            credits.put(track.name(), ofTrack);
            for (Effect effect : effects) {
                ofTrack.put(effect.identity(), crediting.credits(effect, track));
            }
            ofTrack.putAll(new Holding(program, directory, effects, Map.copyOf(ofTrack)).remaining());
            Map<Identity, List<Credit>> ofOthers = Map.copyOf(ofTrack);
            effects.stream().filter(claiming::scores).forEach(claim -> {
                List<Credit> own = ofTrack.get(claim.identity());
                ofTrack.put(claim.identity(), claiming.recognised(claim, own, ofOthers));
                if (own.get(0).equals(Credit.setAside(Claiming.PENDING))) {
                    waits(claim, track, claiming.recognised(claim, crediting.ifApproved(claim, track), ofOthers));
                }
            });
            count(track, ofTrack, effects);
        }
        counted.values().forEach(one -> contributions.add(one.contribution()));
        sum();
    }

    private void count(Track track, Map<Identity, List<Credit>> ofTrack, List<Effect> effects) {
        Map<Late.Place, Late.Counted> now = new LinkedHashMap<>();
        for (Effect effect : effects) {
            List<Credit> ofRoles = ofTrack.get(effect.identity());
            for (int k = 0; k < ofRoles.size(); k++) {
                Who who = ofRoles.get(k).who();
                if (who != null) {
                    Program.Share role = track.credit().get(k);
                    Contribution contribution = contribution(effect, track, who, role);
                    now.put(
                            new Late.Place(track.name(), role.role(), effect.identity()),
                            new Late.Counted(effect, who, contribution, program));
                }
            }
        }
        Map<Late.Place, Late.Counted> left = late.counted(program, track, now);
        left.forEach((place, one) -> counted.put(place, measured(track, place, one)));
        credits.put(track.name(), late.told(track, ofTrack, now, left));
    }

    /** What another program measured is measured anew. */
    private Late.Counted measured(Track track, Late.Place place, Late.Counted one) {
        if (one.program() == program) {
            return one;
        }
        Program.Share role = track.credit().stream()
                .filter(share -> share.role().equals(place.role()))
                .findFirst()
                .orElseThrow();
        return new Late.Counted(one.effect(), one.who(), contribution(one.effect(), track, one.who(), role), program);
    }

    private void waits(Effect claim, Track track, List<Credit> credits) {
        if (late.isShut(program, claim.date())) {
            return;
        }
        for (int k = 0; k < credits.size(); k++) {
            Who who = credits.get(k).who();
            if (who != null) {
                waiting.add(contribution(claim, track, who, track.credit().get(k)));
            }
        }
    }

    /** The total if every claim of the period that waits were approved, less the total. */
    BigDecimal pending(Place place) {
        Track track = track(place.track());
        Map<String, BigDecimal> more = new HashMap<>();
        waiting.stream()
                .filter(one -> one.place().equals(place))
                .forEach(one -> one.measures().forEach((name, value) -> more.merge(name, value, BigDecimal::add)));
        BigDecimal points = reckoning(track, place.who()).at(place.period()).points();
        return reckoningWith(track, place.who(), place.period(), more)
                .at(place.period())
                .points()
                .subtract(points);
    }

    private Contribution contribution(Effect effect, Track track, Who who, Program.Share role) {
        String period = Calendar.periodOf(program.periods(), effect.date());
        Place place = new Place(program.id(), track.name(), who, period);
        Map<String, BigDecimal> measures = new HashMap<>();
        BigDecimal share = Numbers.of(role.share());
        measuring
                .contributions(effect, who + "\u0000" + role.role())
                .forEach((name, value) -> measures.put(name, value.multiply(share)));
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
    SortedMap<String, String> items(Predicate<String> periods) {
        SortedMap<String, String> items = new TreeMap<>(Texts.BY_CODE_POINT);
        for (Standing standing : standings.values()) {
            Place place = standing.place();
            if (!periods.test(place.period())) {
                continue;
            }
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
