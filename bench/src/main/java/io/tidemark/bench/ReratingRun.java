package io.tidemark.bench;

import io.tidemark.engine.EngineLimits;
import io.tidemark.engine.Fixed;
import io.tidemark.engine.activity.Activity;
import io.tidemark.engine.directory.AssignmentRow;
import io.tidemark.engine.directory.ParticipantRow;
import io.tidemark.engine.host.LocalHost;
import io.tidemark.engine.program.Program;
import io.tidemark.engine.query.StandingView;
import io.tidemark.engine.query.StandingsReader;
import io.tidemark.gateway.language.Problems;
import io.tidemark.gateway.language.ProgramReader;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What follows from one row of reference data, in slices: a distributor's tier that flips all its reps, a participant who enrols
 * behind its sales, a range of postal codes that moves. Checks what comes out; figures are processor time of the one thread.
 */
public final class ReratingRun {
    /** 2026-03-31. */
    private static final int TODAY = 20_543;

    private static final String PROGRAM = """
            program: p
            measures: { volume: { sum: amount } }
            tracks:
              reps:
                kind: distributor-rep
                credit: rep
                rules:
                  base: { rate: { by: volume, points: 1 } }
                  gold: { bonus: { base: [base], times: 2, when: { tier: gold, whose: distributor } } }
              distributors:
                kind: distributor
                credit: distributor
                ladder: { tiers: { plain: {}, gold: { when: { measure: volume, at-least: 1000000000 } } } }
            boards: { reps: { track: reps, rank: points } }
            """;

    private final int count;
    private final LocalHost host = new LocalHost(EngineLimits.DEFAULT, TODAY * 86_400_000L);
    private int sales;

    private ReratingRun(int count) {
        this.count = count;
        Program program = ProgramReader.read("p.yaml", PROGRAM, new Problems());
        host.publish(program);
    }

    /** @param arguments how many reps and sales; 100,000 where none is said */
    public static void main(String[] arguments) {
        int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
        for (int round = 0; round < 5; round++) {
            new ReratingRun(count).flip();
            new ReratingRun(count).enrol();
            new ReratingRun(count).move();
        }
    }

    private void flip() {
        List<ParticipantRow> rows = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            rows.add(rep("r" + k, Integer.MIN_VALUE));
        }
        host.participants(rows);
        for (int k = 0; k < count; k++) {
            sale(Map.of("rep", "r" + k, "distributor", "d"), 1, Map.of());
        }
        settled("ready");
        expect("r7", "1");
        sale(Map.of("distributor", "d"), 1_000_000_000, Map.of());
        settled("a tier that flips " + count + " reps");
        expect("r7", "2");
    }

    private void enrol() {
        host.participants(List.of(rep("r", TODAY + 10)));
        for (int k = 0; k < count; k++) {
            sale(Map.of("rep", "r"), 1, Map.of());
        }
        settled("ready");
        host.participants(List.of(rep("r", TODAY - 10)));
        settled("a participant enrolled behind " + count + " sales");
        expect("r", Integer.toString(count));
    }

    private void move() {
        host.rows(List.of(new AssignmentRow("", "60000", "60999", "rep", "a", Integer.MIN_VALUE)));
        for (int k = 0; k < count; k++) {
            sale(Map.of(), 1, Map.of("postal-code", Integer.toString(60_000 + k % 1_000)));
        }
        settled("ready");
        host.rows(List.of(new AssignmentRow("", "60000", "60499", "rep", "b", Integer.MIN_VALUE)));
        settled("a postal range of half of " + count + " sales moved");
        expect("b", Integer.toString(count / 2));
    }

    private static ParticipantRow rep(String id, int enrolled) {
        return new ParticipantRow(
                "distributor-rep",
                id,
                Integer.MIN_VALUE,
                "",
                "distributor",
                "d",
                enrolled,
                Integer.MAX_VALUE,
                new TreeMap<>());
    }

    private void sale(Map<String, String> roles, long amount, Map<String, String> fields) {
        SortedMap<String, String> sorted = new TreeMap<>(roles);
        host.activity(new Activity(
                "pos",
                "S" + sales++,
                "",
                Activity.Function.ORIGINAL,
                Activity.NO_REVISION,
                Activity.SALE,
                TODAY,
                sorted,
                "",
                null,
                amount * Fixed.ONE,
                "",
                "",
                new TreeMap<>(fields)));
    }

    /** Does all pending work and says what it took, and the longest frame of it. */
    private void settled(String what) {
        var threads = ManagementFactory.getThreadMXBean();
        long begun = threads.getCurrentThreadCpuTime();
        host.flush();
        long frames = 1;
        long longest = threads.getCurrentThreadCpuTime() - begun;
        while (!host.core().isSettled()) {
            long before = threads.getCurrentThreadCpuTime();
            host.advance(TODAY * 86_400_000L);
            longest = Math.max(longest, threads.getCurrentThreadCpuTime() - before);
            frames++;
        }
        new StandingsReader(host.core()).periods(host.core().programs().get(0));
        long took = threads.getCurrentThreadCpuTime() - begun;
        if (!what.equals("ready")) {
            System.out.printf(
                    Locale.ROOT,
                    "%s: %.1f ms in %d frames, the longest %.2f ms%n",
                    what,
                    took / 1e6,
                    frames,
                    longest / 1e6);
        }
    }

    private void expect(String rep, String points) {
        StandingsReader reader = new StandingsReader(host.core());
        var program = reader.program("p");
        StandingView view = reader.standing(program, program.tracks()[0], rep, "2026-Q1");
        if (!Fixed.format(view.points()).equals(points)) {
            throw new IllegalStateException(rep + " has " + Fixed.format(view.points()) + " and not " + points);
        }
    }
}
