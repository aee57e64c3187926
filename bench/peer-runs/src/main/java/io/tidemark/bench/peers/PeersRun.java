package io.tidemark.bench.peers;

import io.tidemark.journal.flush.SyncPolicy;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * R1 on Tidemark and on others, in turn, round by round. Arguments: {@code FOLDER ROUNDS TRANSACTIONS [WORD...]}: the
 * contenders whose name contains one of the words, or all. Whoever is slow gets the first tenth, fiftieth or five-hundredth of
 * the transactions, which favours it: its tables are smaller. The first third of the rounds warms up and is left out.
 */
public final class PeersRun {
    private final PrintStream out;
    private final List<Contender> contenders = new ArrayList<>();
    private final List<double[]> rates = new ArrayList<>();

    private PeersRun(PrintStream out) {
        this.out = out;
    }

    public static void main(String... arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        int rounds = Integer.parseInt(arguments[1]);
        int transactions = Integer.parseInt(arguments[2]);
        List<String> only = Arrays.asList(arguments).subList(3, arguments.length);
        Path result = folder.resolve("peers.md");
        Files.createDirectories(folder);
        try (PrintStream file = new PrintStream(Files.newOutputStream(result), true, "UTF-8")) {
            PeersRun run = new PeersRun(file);
            for (String line : Environment.lines(folder)) {
                run.say(line);
            }
            run.enter(folder, transactions, only);
            for (int round = 0; round < rounds; round++) {
                run.round(round);
            }
            run.table(true);
            run.table(false);
        }
        System.out.println("written to " + result);
        System.exit(0);
    }

    private void enter(Path folder, int all, List<String> only) {
        Facts facts = new Facts(all);
        Facts tenth = new Facts(all / 10);
        Facts fiftieth = new Facts(all / 50);
        Facts few = new Facts(Math.max(1_000, all / 500));
        add(new TidemarkCore(facts), List.of());
        add(new PlainJava(facts, true), only);
        add(new PlainJava(facts, false), only);
        add(new Flink(facts, 1), only);
        add(new Flink(facts, 2), only);
        add(new TidemarkFeed(facts, SyncPolicy.GROUP, folder), List.of());
        add(new TidemarkFeed(facts, SyncPolicy.PROCESS, folder), only);
        add(new TidemarkFeed(facts, SyncPolicy.ALWAYS, folder), only);
        add(new Redis(tenth, "everysec", folder), only);
        add(new Redis(tenth, "always", folder), only);
        add(new Postgres(fiftieth, 1_000, folder), only);
        add(new Postgres(few, 1, folder), only);
    }

    private void add(Contender contender, List<String> only) {
        if (only.isEmpty() || only.stream().anyMatch(contender.name()::contains)) {
            contenders.add(contender);
            rates.add(new double[0]);
        }
    }

    private void round(int round) throws Exception {
        for (int k = 0; k < contenders.size(); k++) {
            double rate = rate(contenders.get(k));
            System.out.printf(
                    Locale.ROOT,
                    "round %d: %,12.0f/s %s%n",
                    round,
                    rate,
                    contenders.get(k).name());
            double[] before = rates.get(k);
            rates.set(k, Arrays.copyOf(before, before.length + 1));
            rates.get(k)[before.length] = rate;
        }
    }

    /** Transactions a second, of a run whose answer is right. */
    private static double rate(Contender contender) throws Exception {
        System.gc();
        try (contender) {
            contender.prepare();
            long began = System.nanoTime();
            contender.run();
            long tookNs = contender.counted(System.nanoTime() - began);
            contender.answer().check(contender.facts().expected(), contender.tolerance());
            return contender.facts().transactions() * 1e9 / tookNs;
        }
    }

    private void say(String line) {
        System.out.println(line);
        out.println("- " + line);
    }

    /** Rates are medians, ratios the median of the rounds' own. */
    private void table(boolean durable) {
        out.println();
        out.println(
                "| " + (durable ? "durable" : "in memory") + " | transactions | a second | Tidemark is faster by |");
        out.println("| --- | --- | --- | --- |");
        double[] tidemark = null;
        for (int k = 0; k < contenders.size(); k++) {
            if (contenders.get(k).durable() == durable) {
                double[] own = measured(k);
                tidemark = tidemark == null ? own : tidemark;
                out.printf(
                        Locale.ROOT,
                        "| %s | %,d | %,.0f | %.2f |%n",
                        contenders.get(k).name(),
                        contenders.get(k).facts().transactions(),
                        median(own),
                        median(ratios(tidemark, own)));
            }
        }
    }

    private double[] measured(int k) {
        double[] all = rates.get(k);
        return Arrays.copyOfRange(all, all.length / 3, all.length);
    }

    private static double[] ratios(double[] tidemark, double[] own) {
        double[] ratios = new double[own.length];
        Arrays.setAll(ratios, round -> tidemark[round] / own[round]);
        return ratios;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
