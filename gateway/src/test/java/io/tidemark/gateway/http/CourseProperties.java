package io.tidemark.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.engine.EngineLimits;
import io.tidemark.engine.Fixed;
import io.tidemark.engine.activity.Activity;
import io.tidemark.engine.host.LocalHost;
import io.tidemark.engine.program.ProgramInstance;
import io.tidemark.engine.program.TrackInstance;
import io.tidemark.engine.query.CourseReader;
import io.tidemark.engine.query.StandingView;
import io.tidemark.engine.query.StandingsReader;
import io.tidemark.gateway.language.Problems;
import io.tidemark.gateway.language.ProgramReader;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The course of a standing is what it would have been, had only the sales up to a day been made. */
class CourseProperties {
    private static final int FIRST = (int) LocalDate.of(2026, 1, 1).toEpochDay();
    private static final int DAYS = 90;
    private static final String PROGRAM = """
            program: race
            periods: { every: quarter }
            measures: { volume: { sum: amount }, units: { sum: quantity } }
            tracks:
              reps:
                kind: distributor-rep
                credit: rep
                rules:
                  base: { rate: { by: volume, points: 1 } }
                  faster: { bands: { by: volume, base: [base], steps: [ { at: 50, times: 2 } ] } }
                  many: { milestone: { by: units, steps: [ { at: 5, points: 100 } ] } }
            boards: { reps: { track: reps, rank: points } }
            """;

    @Property(tries = 60)
    void shouldBeWhatTheSalesUpToADayAreWorth(@ForAll long seed) {
        Random random = new Random(seed);
        LocalHost host = host();
        Map<String, Activity> standing = new LinkedHashMap<>();
        Set<Activity> sent = new HashSet<>();
        for (int k = 0; k < 40; k++) {
            act(random, host, standing, sent);
        }
        host.settle();
        List<CourseReader.Day> days = course(host, random);
        for (int day = FIRST; day < FIRST + DAYS; day++) {
            int until = day;
            LocalHost upToThen = host();
            standing.values().stream().filter(sale -> sale.date() <= until).forEach(upToThen::activity);
            upToThen.settle();
            assertThat(at(days, day)).as("day %s", LocalDate.ofEpochDay(day)).isEqualTo(points(upToThen));
        }
        assertThat(at(days, FIRST + DAYS)).isEqualTo(points(host));
    }

    private static LocalHost host() {
        LocalHost host =
                new LocalHost(EngineLimits.DEFAULT, LocalDate.of(2026, 3, 31).toEpochDay() * 86_400_000L, 3);
        host.publish(ProgramReader.read("program.yaml", PROGRAM, new Problems()));
        return host;
    }

    /** @param sent everything that was: a correction that was recorded before is a retry, and changes nothing */
    private static void act(Random random, LocalHost host, Map<String, Activity> standing, Set<Activity> sent) {
        List<String> ids = new ArrayList<>(standing.keySet());
        int what = ids.isEmpty() ? 0 : random.nextInt(5);
        String id = what < 3 ? "s" + sent.size() : ids.get(random.nextInt(ids.size()));
        Activity.Function function =
                what < 3 ? Activity.Function.ORIGINAL : what == 3 ? Activity.Function.CORRECT : Activity.Function.VOID;
        Activity activity = activity(random, id, function);
        host.activity(activity);
        if (!sent.add(activity)) {
            return;
        }
        if (function == Activity.Function.VOID) {
            standing.remove(id);
        } else {
            standing.put(id, activity(activity, Activity.Function.ORIGINAL));
        }
    }

    private static Activity activity(Random random, String id, Activity.Function function) {
        return activity(id, function, FIRST + random.nextInt(DAYS), 1 + random.nextInt(30));
    }

    private static Activity activity(Activity same, Activity.Function function) {
        return activity(same.id(), function, same.date(), (int) (same.amount() / Fixed.ONE));
    }

    private static Activity activity(String id, Activity.Function function, int date, int amount) {
        boolean isVoid = function == Activity.Function.VOID;
        return new Activity(
                "test",
                id,
                "",
                function,
                Activity.NO_REVISION,
                Activity.SALE,
                date,
                new TreeMap<>(Map.of("rep", "ann")),
                "",
                isVoid ? null : Fixed.ONE,
                isVoid ? null : amount * Fixed.ONE,
                "",
                "",
                new TreeMap<>());
    }

    private static List<CourseReader.Day> course(LocalHost host, Random random) {
        StandingsReader reader = new StandingsReader(host.core());
        ProgramInstance program = reader.program("race");
        TrackInstance track = program.tracks()[0];
        int ann = host.core().facts().participants.find("distributor-rep", "ann");
        CourseReader course = new CourseReader(
                host.core(),
                program,
                track,
                track.standings().find(ann, program.calendar().parse("2026-Q1")));
        assertThat(course.from()).isEqualTo(FIRST);
        assertThat(course.through()).isEqualTo(FIRST + DAYS - 1);
        int most = 1 + random.nextInt(10);
        while (!course.read(most)) {
            // in bounded steps
        }
        return course.days();
    }

    private static BigInteger at(List<CourseReader.Day> days, int day) {
        BigInteger points = BigInteger.ZERO;
        for (CourseReader.Day changed : days) {
            points = changed.date() <= day ? changed.points() : points;
        }
        return points;
    }

    private static BigInteger points(LocalHost host) {
        StandingsReader reader = new StandingsReader(host.core());
        ProgramInstance program = reader.program("race");
        StandingView view = reader.standing(program, program.tracks()[0], "ann", "2026-Q1");
        return view == null ? BigInteger.ZERO : view.points();
    }
}
