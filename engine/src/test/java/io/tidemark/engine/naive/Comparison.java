package io.tidemark.engine.naive;

import io.tidemark.engine.activity.Activity;
import io.tidemark.engine.directory.ParticipantRow;
import io.tidemark.engine.program.Program;
import io.tidemark.engine.program.Program.Board;
import io.tidemark.engine.program.Program.Compared;
import io.tidemark.engine.program.Program.HasStatus;
import io.tidemark.engine.program.Program.HoldsTier;
import io.tidemark.engine.program.Program.PointsOf;
import io.tidemark.engine.program.Program.Shift;
import io.tidemark.engine.program.Program.Tier;
import io.tidemark.engine.program.Program.Track;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A scorer beside the naive model, through one scenario: the verdict of every fact, and everything that can be asked.
 * Differences are texts, at most a few, empty where both agree.
 */
public final class Comparison {
    private static final int ENOUGH = 10;

    private final NaiveScorer naive;
    private final Scorer other;
    private final List<String> differences = new ArrayList<>();

    private Scenario scenario;
    /** Whether the last fact was applied alone, so that what it posted can be asked. */
    private boolean alone;

    public Comparison(NaiveScorer naive, Scorer other) {
        this.naive = naive;
        this.other = other;
    }

    /** Asks once, after all facts. */
    public List<String> afterAll(Scenario scenario) {
        return run(scenario, Integer.MAX_VALUE);
    }

    /** Asks after every so many facts as well, of what the last one posted too. */
    public List<String> run(Scenario scenario, int every) {
        begin(scenario);
        publish();
        alone = true;
        int count = 0;
        for (Fact fact : scenario.facts()) {
            same("verdict of " + fact, naive.apply(fact), other.apply(fact));
            if (++count % every == 0 && differences.isEmpty()) {
                ask("after fact " + count + ": ");
            }
        }
        alone = false;
        ask("");
        return some();
    }

    /** Publishes at a random point of the history, receives facts in batches, and asks now and then and at the end. */
    public List<String> inBatches(Scenario scenario, Random random) {
        begin(scenario);
        List<Fact> facts = scenario.facts();
        int publishAt = random.nextInt(facts.size() + 1);
        receive(facts.subList(0, publishAt));
        publish();
        int from = publishAt;
        while (from < facts.size() && differences.isEmpty()) {
            int until = Math.min(facts.size(), from + 1 + random.nextInt(20));
            receive(facts.subList(from, until));
            ask("after fact " + until + ": ");
            from = until;
        }
        ask("");
        return some();
    }

    private void begin(Scenario scenario) {
        this.scenario = scenario;
        naive.today(scenario.today());
        other.today(scenario.today());
    }

    private void publish() {
        for (Program program : scenario.programs()) {
            naive.publish(program);
            other.publish(program);
        }
    }

    private void receive(List<Fact> facts) {
        same("verdicts of " + facts, naive.applyAll(facts), other.applyAll(facts));
    }

    private List<String> some() {
        return differences.subList(0, Math.min(ENOUGH, differences.size()));
    }

    private void same(String what, Object expected, Object actual) {
        if (!expected.equals(actual)) {
            differences.add(what + ": expected " + expected + " but was " + actual);
        }
    }

    private void ask(String when) {
        for (Program program : scenario.programs()) {
            Set<String> periods = periods(program);
            for (Track track : program.tracks()) {
                credits(when, program, track);
                for (Who who : participants(track)) {
                    periods.forEach(period ->
                            standing(when, program, track, new Place(program.id(), track.name(), who, period)));
                }
            }
            for (Board board : program.boards()) {
                periods.forEach(period -> board(when, program, board, period));
            }
        }
    }

    private Set<String> periods(Program program) {
        Set<String> periods = new TreeSet<>();
        activities().stream()
                .map(activity -> Calendar.periodOf(program.periods(), activity.date()))
                .filter(Objects::nonNull)
                .forEach(periods::add);
        return periods;
    }

    private List<Activity> activities() {
        return scenario.facts().stream().flatMap(Comparison::activities).toList();
    }

    private static Stream<Activity> activities(Fact fact) {
        if (fact instanceof Fact.Sent sent) {
            return sent.lines().stream();
        }
        return fact instanceof Fact.Act act ? Stream.of(act.activity()) : Stream.of();
    }

    private Set<Who> participants(Track track) {
        Set<Who> participants = new TreeSet<>();
        for (Activity activity : activities()) {
            activity.roles().forEach((role, id) -> {
                if (!id.isEmpty() && ParticipantRow.kindOfRole(role).equals(track.kind())) {
                    participants.add(new Who(track.kind(), id));
                }
            });
        }
        return participants;
    }

    private void credits(String when, Program program, Track track) {
        Set<Identity> identities = new TreeSet<>();
        activities().forEach(activity -> identities.add(Identity.of(activity)));
        for (Identity identity : identities) {
            same(
                    when + "credit of " + identity + " on " + program.id() + "/" + track.name(),
                    naive.credit(program.id(), track.name(), identity),
                    other.credit(program.id(), track.name(), identity));
        }
    }

    private void standing(String when, Program program, Track track, Place place) {
        String at = when + place + " ";
        program.measures()
                .forEach(measure -> same(
                        at + measure.name(),
                        naive.measure(place, measure.name()),
                        other.measure(place, measure.name())));
        track.rules()
                .forEach(
                        rule -> same(at + rule.name(), naive.rule(place, rule.name()), other.rule(place, rule.name())));
        same(at + "points", naive.points(place), other.points(place));
        same(at + "held", naive.held(place), other.held(place));
        same(at + "tier", naive.tier(place), other.tier(place));
        same(at + "next units", naive.nextUnits(place), other.nextUnits(place));
        same(at + "activities", naive.activities(place), other.activities(place));
        conditions(track)
                .forEach(condition -> same(
                        at + "missing " + condition, naive.missing(place, condition), other.missing(place, condition)));
        track.rules()
                .forEach(rule -> same(
                        at + "postings of " + rule.name(),
                        naive.postings(place, rule.name()),
                        other.postings(place, rule.name())));
        // what changes in a period because of a fact of an earlier one is told as one posting of what earlier periods
        // are worth
        if (alone && !looksBack(program)) {
            same(at + "posted", naive.posted(place), other.posted(place));
        }
    }

    private static boolean looksBack(Program program) {
        String text = program.toString();
        return text.contains("span=YEAR")
                || text.contains("aggregate=GIVEN")
                || text.contains("HasStatus[")
                || text.contains("whose=distributor")
                || text.contains("span=LAST")
                || program.measures().stream().anyMatch(measure -> measure.shift() != Shift.NONE);
    }

    private static Set<String> conditions(Track track) {
        Set<String> texts = new LinkedHashSet<>();
        for (Tier tier : track.ladder()) {
            tier.when()
                    .forEach(one -> one.visit(condition -> {
                        if (condition instanceof Compared compared) {
                            texts.add(
                                    compared.isRatio()
                                            ? compared.measure() + "/" + compared.over()
                                            : compared.measure());
                        } else if (condition instanceof PointsOf points) {
                            texts.add(points.rule());
                        } else if (condition instanceof HasStatus status) {
                            texts.add(status.status());
                        } else if (condition instanceof HoldsTier asked) {
                            texts.add(asked.tier());
                        }
                    }));
        }
        return texts;
    }

    private void board(String when, Program program, Board board, String period) {
        for (String segment : segments(program, board)) {
            same(
                    when + String.join(" ", "board", program.id(), board.name(), period, segment),
                    naive.board(program.id(), board.name(), period, segment),
                    other.board(program.id(), board.name(), period, segment));
        }
    }

    /** Every segment that the facts or the ladder can make, and the one without a name. */
    private Set<String> segments(Program program, Board board) {
        Set<String> segments = new TreeSet<>(Set.of(""));
        if (board.per() == null) {
            return segments;
        }
        program.tracks().stream()
                .filter(track ->
                        track.name().equals(board.track()) && board.per().equals("tier"))
                .flatMap(track -> track.ladder().stream())
                .forEach(tier -> segments.add(tier.name()));
        scenario.facts().stream()
                .filter(Fact.Person.class::isInstance)
                .map(fact -> ((Fact.Person) fact).row().attributes().get(board.per()))
                .filter(text -> text != null)
                .forEach(segments::add);
        return segments;
    }
}
