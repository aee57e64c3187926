package io.tidemark.gateway.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.engine.EngineLimits;
import io.tidemark.engine.Fixed;
import io.tidemark.engine.activity.Activity;
import io.tidemark.engine.host.LocalHost;
import io.tidemark.engine.program.ProgramInstance;
import io.tidemark.engine.query.StandingsReader;
import io.tidemark.gateway.language.Problems;
import io.tidemark.gateway.language.ProgramReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Files all the way into a core: what becomes of rows adds up, and two feeds that tell of the same sale count it once. */
class IntoCoreProperties {
    private static final String PROGRAM = """
            program: p
            activities:
              training: { once-per: [participant, course] }
            measures:
              volume: { sum: amount }
              units: { sum: quantity }
              courses: { count: training }
            tracks:
              reps:
                kind: distributor-rep
                credit: rep
                rules: { base: { rate: { by: volume, points: 1 } } }
            """;

    /** A core that is told of activities one by one, and what it makes of them. */
    private static final class Core implements ActivitySink {
        final LocalHost host = new LocalHost(EngineLimits.DEFAULT, Run.TODAY * 86_400_000L, 1);
        private IngestReport report;
        private long quantity;
        private long amount;

        Core() {
            host.publish(ProgramReader.read("p.yaml", PROGRAM, new Problems()));
            host.onVerdict((outcome, index) -> verdict(outcome.verdict(index)));
        }

        private void verdict(io.tidemark.engine.outcome.Verdict verdict) {
            switch (verdict) {
                case ACCEPTED -> report.verdict(Verdict.ACCEPTED, quantity, amount);
                case DUPLICATE -> report.verdict(Verdict.DUPLICATE, quantity, amount);
                case CONFLICT -> report.verdict(Verdict.CONFLICT, quantity, amount);
                default -> report.refusedByCore(verdict.text(), quantity, amount);
            }
        }

        IngestReport read(String feed, String text) {
            try {
                Path file = Files.createTempFile("feed", ".csv");
                try {
                    Files.writeString(file, text);
                    report = new IngestReport(file.toString());
                    new FileIngest(Profile.plain(), feed, Run.TODAY).read(file, report, this);
                    return report;
                } catch (IngestException refused) {
                    throw new AssertionError(refused);
                } finally {
                    Files.delete(file);
                }
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        @Override
        public void activity(long line, Activity activity, long rowQuantity, long rowAmount) {
            quantity = rowQuantity;
            amount = rowAmount;
            host.activity(activity);
            host.flush();
        }

        @Override
        public void refused(Refusal refusal) {
            assertThat(refusal.faults()).isNotEmpty();
        }

        long standingsHash() {
            host.settle();
            return host.core().standingsHash();
        }

        /** What everybody's measure is in the quarter, of those who have any. */
        Map<String, String> measures(String measure) {
            host.settle();
            StandingsReader reader = new StandingsReader(host.core());
            ProgramInstance program = reader.program("p");
            Map<String, String> values = new TreeMap<>();
            reader.standings(program, program.tracks()[0], "2020-Q2")
                    .forEach(standing -> values.put(
                            standing.participant(),
                            Fixed.format(standing.measures().get(measure))));
            return values;
        }
    }

    /** A sale or a training, as each of two feeds tells of it: under ids and in an order of its own. */
    private record Told(String rep, String sku, String serial, int amount, int day) {
        String line(String id) {
            return serial.isEmpty()
                    ? id + ",training,2020-05-" + day + "," + rep + ",,,," + sku + ","
                    : id + ",sale,2020-05-" + day + "," + rep + "," + sku + ",1," + amount + ",," + serial;
        }
    }

    private static final String HEADER = "id,kind,date,rep,sku,quantity,amount,course,serial\n";

    private static List<Told> told(Random random) {
        Map<String, Told> all = new TreeMap<>();
        for (int k = 3 + random.nextInt(25); k > 0; k--) {
            String serial = "x" + random.nextInt(9);
            Told sale = new Told(
                    "r" + random.nextInt(3),
                    "p" + random.nextInt(2),
                    serial,
                    random.nextInt(500),
                    10 + random.nextInt(19));
            all.putIfAbsent(sale.sku + serial, sale);
            Told training = new Told("r" + random.nextInt(3), "c" + random.nextInt(3), "", 0, 10 + random.nextInt(19));
            all.putIfAbsent(training.rep + training.sku, training);
        }
        return List.copyOf(all.values());
    }

    /** Each thing is told of by one feed or by both, in files of a few lines, of which some come twice. */
    private static List<Map.Entry<String, String>> files(List<Told> told, Random random) {
        List<Map.Entry<String, String>> files = new ArrayList<>();
        for (int k = 0; k < told.size(); k++) {
            int who = k % 3;
            if (who != 1) {
                files.add(Map.entry("north", told.get(k).line("n" + k)));
            }
            if (who != 0) {
                files.add(Map.entry("south", told.get(k).line("s" + (1_000 - k))));
            }
        }
        for (int twice = random.nextInt(4); twice > 0; twice--) {
            files.add(files.get(random.nextInt(files.size())));
        }
        Collections.shuffle(files, random);
        return files;
    }

    @Property(tries = 60)
    void twoFeedsThatTellOfTheSameCountItOnce(@ForAll Random random) {
        List<Told> told = told(random);
        Core core = new Core();
        files(told, random).forEach(file -> core.read(file.getKey(), HEADER + file.getValue() + "\n"));
        Map<String, String> volumes = new TreeMap<>();
        Map<String, String> courses = new TreeMap<>();
        for (String rep : List.of("r0", "r1", "r2")) {
            List<Told> own = told.stream().filter(one -> one.rep.equals(rep)).toList();
            if (!own.isEmpty()) {
                volumes.put(
                        "distributor-rep:" + rep,
                        "" + own.stream().mapToInt(Told::amount).sum());
                courses.put(
                        "distributor-rep:" + rep,
                        "" + own.stream().filter(one -> one.serial.isEmpty()).count());
            }
        }
        assertThat(core.measures("volume")).isEqualTo(volumes);
        assertThat(core.measures("courses")).isEqualTo(courses);

        Core other = new Core();
        files(told, random).forEach(file -> other.read(file.getKey(), HEADER + file.getValue() + "\n"));
        assertThat(other.standingsHash()).isEqualTo(core.standingsHash());
    }

    /** What became of rows, with their sums, counted without any of the code that counts them. */
    private static final class Expected {
        final Map<String, List<String>> versions = new TreeMap<>();
        final Map<String, BigDecimal[]> parts = new TreeMap<>();

        void add(String part, String quantity, String amount) {
            sum("file", quantity, amount);
            sum(part, quantity, amount);
        }

        private void sum(String part, String quantity, String amount) {
            BigDecimal[] sums = parts.computeIfAbsent(
                    part, any -> new BigDecimal[] {BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO});
            sums[0] = sums[0].add(BigDecimal.ONE);
            sums[1] = sums[1].add(quantity.isEmpty() ? BigDecimal.ZERO : new BigDecimal(quantity));
            sums[2] = sums[2].add(amount.isEmpty() ? BigDecimal.ZERO : new BigDecimal(amount));
        }

        /** The first content of an id is accepted, one that was there is a duplicate, any other is in conflict. */
        String fate(String id, String content) {
            List<String> known = versions.computeIfAbsent(id, any -> new ArrayList<>());
            String fate = known.isEmpty() ? "accepted" : known.contains(content) ? "duplicate" : "conflict";
            if (!known.contains(content)) {
                known.add(content);
            }
            return fate;
        }

        void check(IngestReport report) {
            Conservation found = report.conservation();
            assertThat(found.differences()).isEmpty();
            check("accepted", found.of(Verdict.ACCEPTED));
            check("duplicate", found.of(Verdict.DUPLICATE));
            check("conflict", found.of(Verdict.CONFLICT));
            check("refused", found.refusedHere());
            check("skipped", found.skipped());
            check("file", found.read());
        }

        private void check(String part, Tally found) {
            BigDecimal[] sums =
                    parts.getOrDefault(part, new BigDecimal[] {BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO});
            assertThat(new BigDecimal(found.rows())).as(part + " rows").isEqualByComparingTo(sums[0]);
            assertThat(new BigDecimal(found.quantity(), 4)).as(part + " units").isEqualByComparingTo(sums[1]);
            assertThat(new BigDecimal(found.amount(), 4)).as(part + " amount").isEqualByComparingTo(sums[2]);
        }
    }

    @Property(tries = 200)
    void whatBecomesOfRowsAddsUpToTheFile(@ForAll Random random) {
        Core core = new Core();
        Expected memory = new Expected();
        for (int files = 1 + random.nextInt(3); files > 0; files--) {
            memory.parts.clear();
            StringBuilder text = new StringBuilder(HEADER);
            for (int rows = random.nextInt(40); rows > 0; rows--) {
                text.append(row(random, memory)).append('\n');
            }
            memory.check(core.read("pos", text.toString()));
        }
    }

    private static String row(Random random, Expected memory) {
        String id = "i" + random.nextInt(12);
        String quantity = random.nextInt(5) == 0 ? "" : "" + random.nextInt(3);
        String amount = random.nextInt(5) == 0 ? "" : random.nextInt(3) + ".5";
        return switch (random.nextInt(8)) {
            case 0 -> {
                memory.add("skipped", "", "");
                yield ",,,,,,,,";
            }
            case 1 -> {
                memory.add("refused", quantity, amount);
                yield id + ",sale,2020-02-31,r1,p1," + quantity + "," + amount + ",,";
            }
            case 2 -> {
                memory.add("refused", "-1", amount);
                yield id + ",sale,2020-05-01,r1,p1,-1," + amount + ",,";
            }
            default -> {
                memory.add(memory.fate(id, quantity + "/" + amount), quantity, amount);
                yield id + ",sale,2020-05-01,r1,p1," + quantity + "," + amount + ",,";
            }
        };
    }
}
