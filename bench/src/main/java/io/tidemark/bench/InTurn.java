package io.tidemark.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * The parts that JMH measures, for a machine with other work on it: one after the other, round after round, processor time of the
 * thread instead of the clock's. Arguments: {@code rules|boards|identities ROUNDS}. The first third of the rounds warms up; of the
 * others the median is printed. Every part checks its answer after each round.
 */
public final class InTurn {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int MEMBERS = 20_000;
    private static final int MANY = 1_000_000;

    /** Something done so many times, and how its answer is checked. */
    record Part(String name, int operations, Supplier<Runnable> prepare, Runnable check) {}

    private InTurn() {}

    public static void main(String... arguments) {
        int rounds = Integer.parseInt(arguments[1]);
        switch (arguments[0]) {
            case "rules":
                rules(rounds);
                break;
            case "boards":
                boards(rounds);
                break;
            case "identities":
                print(run(identities(MEMBERS), rounds));
                print(run(identities(MANY), rounds));
                break;
            default:
                throw new IllegalArgumentException(arguments[0]);
        }
    }

    private record Figure(String name, double ns) {}

    private static List<Figure> run(List<Part> parts, int rounds) {
        double[][] ns = new double[parts.size()][rounds];
        for (int round = 0; round < rounds; round++) {
            for (int k = 0; k < parts.size(); k++) {
                ns[k][round] = round(parts.get(k));
            }
        }
        List<Figure> figures = new ArrayList<>();
        for (int k = 0; k < parts.size(); k++) {
            double[] measured = Arrays.copyOfRange(ns[k], rounds / 3, rounds);
            Arrays.sort(measured);
            figures.add(new Figure(parts.get(k).name(), measured[measured.length / 2]));
        }
        return figures;
    }

    private static double round(Part part) {
        Runnable work = part.prepare().get();
        long before = THREADS.getCurrentThreadCpuTime();
        work.run();
        long took = THREADS.getCurrentThreadCpuTime() - before;
        part.check().run();
        return took / (double) part.operations();
    }

    private static void print(List<Figure> figures) {
        figures.forEach(figure -> System.out.printf(Locale.ROOT, "| %s | %,.1f |%n", figure.name(), figure.ns()));
    }

    /** What a rule of a kind adds to an activity: an eighth of what eight of them add. */
    private static void rules(int rounds) {
        List<Part> parts = new ArrayList<>();
        for (String kind : RuleKindBenchmark.KINDS) {
            RuleKindBenchmark benchmark = RuleKindBenchmark.of(kind);
            parts.add(new Part(
                    kind,
                    RuleKindBenchmark.TRANSACTIONS,
                    () -> {
                        benchmark.fresh();
                        return benchmark::transactions;
                    },
                    benchmark::check));
        }
        List<Figure> figures = run(parts, rounds);
        double none = figures.get(0).ns();
        System.out.printf(Locale.ROOT, "| without | %,.0f |%n", none);
        figures.stream()
                .skip(1)
                .map(figure -> new Figure(figure.name(), (figure.ns() - none) / RuleKindBenchmark.RULES))
                .forEach(figure -> System.out.printf(Locale.ROOT, "| %s | %+.1f |%n", figure.name(), figure.ns()));
    }

    private static void boards(int rounds) {
        for (int members : new int[] {MEMBERS, MANY}) {
            List<Part> parts = new ArrayList<>();
            for (String design : BoardDesignsBenchmark.DESIGNS) {
                BoardDesignsBenchmark benchmark = BoardDesignsBenchmark.of(design, members);
                parts.add(part(design + ", set", 200_000, benchmark::set, benchmark::check));
                int ranks = design.endsWith("map") ? 10 : 100_000;
                parts.add(part(design + ", rank", ranks, benchmark::rank, benchmark::check));
            }
            System.out.printf(Locale.ROOT, "| %,d members | ns |%n| --- | --- |%n", members);
            print(run(parts, rounds));
        }
    }

    private static Part part(String name, int operations, Runnable operation, Runnable check) {
        Runnable all = () -> {
            for (int k = 0; k < operations; k++) {
                operation.run();
            }
        };
        return new Part(name, operations, () -> all, check);
    }

    private static List<Part> identities(int rows) {
        IdentityBenchmark benchmark = IdentityBenchmark.of(rows);
        Runnable checked = () -> {};
        int asked = IdentityBenchmark.ASKED;
        String of = String.format(Locale.ROOT, ", %,d rows", rows);
        return List.of(
                new Part("index, one at a time" + of, asked, () -> benchmark::oneAtATime, checked),
                new Part("index, a frame at a time" + of, asked, () -> benchmark::aFrameAtATime, checked),
                new Part("java.util.HashMap" + of, asked, () -> benchmark::jdkMap, checked),
                new Part("Agrona's map" + of, asked, () -> benchmark::agronaMap, checked));
    }
}
