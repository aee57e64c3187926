package io.tidemark.tools.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.engine.activity.Activity;
import io.tidemark.gateway.ingest.ActivitySink;
import io.tidemark.gateway.ingest.FileIngest;
import io.tidemark.gateway.ingest.IngestReport;
import io.tidemark.gateway.ingest.ProfileReader;
import io.tidemark.gateway.ingest.Refusal;
import io.tidemark.gateway.language.Problems;
import io.tidemark.tools.RealFiles;
import io.tidemark.tools.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real sales in every format of files: the standings are the same to the last digit. */
class EveryFormatTest {
    private static final Path EXAMPLES = Path.of("..", "docs", "examples", "adventureworks");
    private static final LocalDate TODAY = LocalDate.of(2026, 6, 30);
    private static final String PROGRAM = """
            program: everybody
            periods: { every: quarter, close: manual }
            measures:
              volume: { sum: amount }
              units: { sum: quantity }
              cost: { sum: cost }
            tracks:
              distributors: { kind: distributor, credit: distributor, rules: { base: { rate: { by: volume, points: 1, per: 10 } } } }
              locations: { kind: location, credit: location, rules: { base: { rate: { by: cost, points: 1 } } } }
              reps: { kind: distributor-rep, credit: rep, rules: { base: { rate: { by: units, points: 3 } } } }
            boards:
              distributors: { track: distributors, rank: points, ties: [units] }
              locations: { track: locations, rank: points }
              reps: { track: reps, rank: volume }
            """;

    private static void shouldGiveTheSameStandings(Path program, List<Sale> sales, Path folder) throws IOException {
        String expected = "";
        for (Rendering rendering : Rendering.values()) {
            List<Object> arguments = new ArrayList<>(List.of("score", "--program", program, "--hash", "--limit", "1"));
            arguments.add(rendering.file(folder, sales));
            if (!rendering.profile.isEmpty()) {
                arguments.addAll(List.of(
                        "--profile", Files.writeString(folder.resolve(rendering.name() + ".yaml"), rendering.profile)));
            }
            Cli.Result result = Cli.run(arguments.toArray());
            assertThat(result.err()).as(rendering.name()).doesNotContain("refused: ");
            assertThat(result.status()).as(rendering + result.err()).isZero();
            String hash = result.out()
                    .lines()
                    .filter(line -> line.startsWith("standings-hash "))
                    .findFirst()
                    .orElseThrow();
            expected = expected.isEmpty() ? hash : expected;
            assertThat(hash).as(rendering.name()).isEqualTo(expected);
        }
    }

    @Test
    void shouldScoreTheModelCarMaker(@TempDir Path folder) throws Exception {
        List<Sale> sales = new ArrayList<>();
        new Steelwheels(TODAY).lines(line -> sales.add(Sale.of(line)));

        assertThat(sales).hasSize(2_996);
        shouldGiveTheSameStandings(Files.writeString(folder.resolve("program.yaml"), PROGRAM), sales, folder);
    }

    @Test
    void shouldScoreTheGrocer(@TempDir Path folder) throws IOException {
        List<Sale> sales = new ArrayList<>();
        new FoodMart(TODAY).lines(line -> sales.add(Sale.of(line)));

        assertThat(sales).hasSize(86_837);
        shouldGiveTheSameStandings(Files.writeString(folder.resolve("program.yaml"), PROGRAM), sales, folder);
    }

    @Test
    void shouldScoreTheBicycleMaker(@TempDir Path folder) throws Exception {
        Path file = RealFiles.adventureWorks("Sales.csv");
        List<Sale> sales = new ArrayList<>();
        String yaml = Files.readString(EXAMPLES.resolve("sales-profile.yaml"));
        new FileIngest(ProfileReader.read("profile.yaml", yaml, new Problems()), "pos", (int) TODAY.toEpochDay())
                .read(file, new IngestReport("Sales.csv"), new ActivitySink() {
                    @Override
                    public void activity(long line, Activity activity, long quantity, long amount) {
                        sales.add(Sale.of(activity));
                    }

                    @Override
                    public void refused(Refusal refusal) {
                        throw new AssertionError(refusal.messages());
                    }
                });

        assertThat(sales).hasSize(57_851);
        shouldGiveTheSameStandings(EXAMPLES.resolve("program.yaml"), sales, folder);
    }
}
