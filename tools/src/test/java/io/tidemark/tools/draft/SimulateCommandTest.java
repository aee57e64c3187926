package io.tidemark.tools.draft;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.engine.ActivityFrameWriter;
import io.tidemark.engine.CommandFrames;
import io.tidemark.engine.EngineLimits;
import io.tidemark.engine.Fixed;
import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.activity.Activity;
import io.tidemark.engine.host.CoreReads;
import io.tidemark.engine.host.FrameSink;
import io.tidemark.engine.outcome.Outcome;
import io.tidemark.gateway.answer.Figures;
import io.tidemark.gateway.language.Problems;
import io.tidemark.gateway.language.ProgramReader;
import io.tidemark.journal.JournalSettings;
import io.tidemark.tools.cli.Cli;
import io.tidemark.tools.service.Service;
import io.tidemark.tools.service.ServiceSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Drafts over what a real service recorded. */
class SimulateCommandTest {
    private static final JournalSettings SMALL = new JournalSettings(JournalSettings.Store.CHRONICLE, 1 << 20, 0);

    private static final String IN_FORCE = """
            program: push
            name: Push
            periods: { every: quarter }
            points: { name: dollars, decimals: 0, worth: 0.5 }
            measures:
              volume: { sum: amount }
              units: { sum: quantity }
            tracks:
              reps:
                kind: distributor-rep
                credit: rep
                rules:
                  base: { rate: { by: volume, points: 1, per: 100 } }
                ladder:
                  tiers:
                    bronze: {}
                    gold: { when: { measure: volume, at-least: 5000 } }
            boards:
              reps: { track: reps, rank: points, prizes: [ { at: 1, points: 40 } ] }
            """;

    private static final String DRAFT = IN_FORCE.replace(
                    "base: { rate: { by: volume, points: 1, per: 100 } }",
                    "base: { rate: { by: volume, points: 2, per: 100, above: 1000 } }\n"
                            + "      many: { bonus: { points: 7, when: { measure: units, at-least: 3 } } }")
            .replace("at-least: 5000", "at-least: 2000");

    @TempDir
    private Path temp;

    private Path data() {
        return temp.resolve("data");
    }

    private Service open() {
        return Service.open(ServiceSettings.in(data()).with(SMALL), sequence -> {});
    }

    private static void publish(Service service, String text) {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[EngineLimits.MAX_FRAME * 2]);
        new CommandFrames(buffer, length -> offer(service, buffer, length))
                .publish(ProgramReader.read("program.yaml", text, new Problems()));
    }

    private static void offer(Service service, UnsafeBuffer buffer, int length) {
        CompletableFuture<Integer> applied = new CompletableFuture<>();
        assertThat(service.frames().offer(buffer, 0, length, new FrameSink.Applied() {
                    @Override
                    public void applied(Outcome outcome) {
                        applied.complete(outcome.count());
                    }

                    @Override
                    public void halted() {
                        applied.completeExceptionally(new IllegalStateException("halted"));
                    }
                }))
                .isTrue();
        assertThat(applied.orTimeout(20, TimeUnit.SECONDS).join()).isPositive();
    }

    private static void sale(Service service, String id, String rep, String date, long quantity, long amount) {
        ActivityFrameWriter writer = new ActivityFrameWriter();
        TreeMap<String, String> roles = new TreeMap<>();
        roles.put("rep", rep);
        writer.add(new Activity(
                "pos",
                id,
                "",
                Activity.Function.ORIGINAL,
                Activity.NO_REVISION,
                Activity.SALE,
                (int) LocalDate.parse(date).toEpochDay(),
                roles,
                "PUMP",
                quantity * Fixed.ONE,
                amount * Fixed.ONE,
                "USD",
                "",
                Collections.emptySortedMap()));
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[EngineLimits.MAX_FRAME]);
        offer(service, buffer, writer.encode(buffer, 0));
    }

    private static long read(Service service, Function<ScoringCore, Long> question) {
        CompletableFuture<Long> answer = new CompletableFuture<>();
        service.reads().offer(new CoreReads.Read() {
            @Override
            public void read(ScoringCore core) {
                answer.complete(question.apply(core));
            }

            @Override
            public void halted() {
                answer.completeExceptionally(new IllegalStateException("halted"));
            }
        });
        return answer.orTimeout(20, TimeUnit.SECONDS).join();
    }

    private Path draft(String text) throws IOException {
        return Files.writeString(temp.resolve("draft.yaml"), text);
    }

    private Cli.Result simulate(Path draft, String format) {
        return Cli.run(
                "simulate", "--data", data(), "--program", "push", "--with", draft, "--limit", "0", "--format", format);
    }

    /** Every file with its bytes and the time it was changed. */
    private TreeMap<String, String> files() throws IOException {
        TreeMap<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(data())) {
            all.filter(Files::isRegularFile).forEach(file -> files.put(file.toString(), state(file)));
        }
        return files;
    }

    private static String state(Path file) {
        try {
            return Files.getLastModifiedTime(file) + " " + new BigInteger(1, Files.readAllBytes(file)).hashCode();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldReproduceTheLiveStandingsUnderTheProgramInForceAndChangeNoFile(long seed) throws Exception {
        Random random = new Random(seed);
        long live;
        try (Service service = open()) {
            publish(service, IN_FORCE.replace("points: 1", "points: 3"));
            for (int k = 0; k < 60; k++) {
                String day =
                        LocalDate.of(2026, 1, 5).plusDays(random.nextInt(200)).toString();
                // some are sent twice, and some of those with other content
                sale(service, "S" + random.nextInt(50), "rep-" + k % 7, day, k % 3, 100L * k);
                if (k == 30) {
                    publish(service, IN_FORCE + "effective: 2026-01-01\n");
                }
            }
            live = read(service, ScoringCore::standingsHash);
        }
        TreeMap<String, String> before = files();

        Cli.Result result = simulate(draft(IN_FORCE), "json");

        assertThat(result.status()).as(result.err()).isZero();
        List<String> figures = Pattern.compile("\"points\" : .*?\"standings-hash\" : \"[0-9a-f]+\"", Pattern.DOTALL)
                .matcher(result.out())
                .results()
                .map(found -> found.group().replaceAll("\\s+", " "))
                .toList();
        assertThat(figures).as("in force, and the draft").hasSize(2);
        assertThat(figures.get(0)).endsWith('"' + Figures.hash(live) + '"').isEqualTo(figures.get(1));
        assertThat(result.out()).contains("\"more\" : 0", "\"less\" : 0", "\"same\" : 7");
        assertThat(files()).isEqualTo(before);
    }

    /*
     * ann sells 6,000 and 500, ben 900 with 3 pieces.
     * In force: Q1 60 + the prize of 40, and 9; Q2 ann 5 and the prize: 45. 154 in all, worth 77.
     * Draft: Q1 2% of 5,000 = 100 and the prize, ben 7 for his pieces; Q2 nothing, and no prize for nothing. 147, worth 73.5.
     */
    private void contest(Service service) {
        publish(service, IN_FORCE);
        sale(service, "1", "ann", "2026-01-20", 1, 6000);
        sale(service, "2", "ben", "2026-02-20", 3, 900);
        sale(service, "3", "ann", "2026-04-20", 1, 500);
    }

    @Test
    void shouldSayWhatADraftWouldHavePaidWhileAServiceRuns() throws Exception {
        try (Service service = open()) {
            contest(service);

            Cli.Result result = simulate(draft(DRAFT), "csv");

            String name = temp.resolve("draft.yaml").toString();
            assertThat(result.status()).as(result.err()).isZero();
            assertThat(result.out().replace(name + ",", "").lines())
                    .contains(
                            "paid,2026-Q1,,109,147",
                            "paid,2026-Q2,,45,0",
                            "prizes,,,80,40",
                            "paid,,,154,147",
                            "cost,,USD,77,73.5",
                            "rule,,reps/base,74,100",
                            "rule,,reps/many,,7",
                            "tier,2026-Q1,reps/bronze,1,1",
                            "tier,2026-Q1,reps/gold,1,1",
                            "less,,,,2",
                            "less,,distributor-rep:ann,145,140",
                            "less,,distributor-rep:ben,9,7",
                            "same,,,,0");
            sale(service, "4", "ben", "2026-04-21", 1, 100);
            assertThat(read(service, ScoringCore::sequence)).isEqualTo(5);
        }
    }

    @Test
    void shouldShowItToPeople() throws Exception {
        try (Service service = open()) {
            contest(service);
        }
        Cli.Result result = simulate(draft(DRAFT), "table");

        assertThat(result.out().replaceAll(" +", " "))
                .contains("Push · ", "beside the program in force · recorded up to sequence 4, ")
                .contains(" 2026-Q1 109 147 +38\n", " in all 154 147 -7\n", " cost, USD 77 73.5 -3.5\n")
                .contains(" more for 0, less for 2, the same for 0\n")
                .contains(" distributor-rep:ann 145 140 -5\n");
    }

    @Test
    void shouldSayWhatIsWrong() throws Exception {
        try (Service service = open()) {
            contest(service);
        }
        Path other = Files.writeString(temp.resolve("other.yaml"), IN_FORCE.replace("program: push", "program: pull"));

        Cli.Result elsewhere = simulate(other, "table");
        Cli.Result unknown = Cli.run("simulate", "--data", data(), "--program", "pull", "--with", other);
        Cli.Result nowhere = Cli.run("simulate", "--data", temp, "--program", "pull", "--with", other);

        assertThat(elsewhere.status()).isEqualTo(1);
        assertThat(elsewhere.err()).contains("the draft is called pull").contains("write program: push");
        assertThat(unknown.status()).isEqualTo(1);
        assertThat(unknown.err()).contains("has no program pull — one of push");
        assertThat(nowhere.status()).isEqualTo(1);
        assertThat(nowhere.err()).contains("is not a data folder");
        assertThat(simulate(draft(DRAFT), "xml").status()).isEqualTo(2);
        assertThat(simulate(draft(DRAFT + "  nonsense: {}\n"), "csv").status()).isEqualTo(1);
    }
}
