package io.tidemark.tools.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tidemark.tools.RealFiles;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bicycle maker's real file through the real command: figures computed elsewhere, and the same digits in any order. */
class AdventureWorksScoreTest {
    private static final Path EXAMPLES = Path.of("..", "docs", "examples", "adventureworks");

    @TempDir
    Path folder;

    private static List<Object> command(Path program) {
        return List.of(
                "score",
                "--program",
                program,
                "--profile",
                EXAMPLES.resolve("sales-profile.yaml"),
                "--products",
                RealFiles.adventureWorks("Product.csv"),
                "--products-profile",
                EXAMPLES.resolve("products-profile.yaml"),
                "--participants",
                RealFiles.adventureWorks("Reseller.csv"),
                "--participants-profile",
                EXAMPLES.resolve("resellers-profile.yaml"),
                "--participants",
                RealFiles.adventureWorks("Salesperson.csv"),
                "--participants-profile",
                EXAMPLES.resolve("salespeople-profile.yaml"));
    }

    /** One standing, as its figures by {@code figure/of}. */
    private static Map<String, Map<String, String>> standings(Cli.Result result) {
        Map<String, Map<String, String>> standings = new HashMap<>();
        result.out().lines().skip(1).forEach(line -> {
            // names are the one column that may hold commas, and stand in quotes then
            String[] cells = line.replaceAll("\"[^\"]*\"", "").split(",", -1);
            Map<String, String> figures =
                    standings.computeIfAbsent(cells[1] + "|" + cells[2] + "|" + cells[3], key -> new HashMap<>());
            figures.put(cells[6] + "/" + cells[7], cells[8]);
            figures.put("tier", cells[5]);
        });
        return standings;
    }

    private static BigDecimal sum(Map<String, Map<String, String>> standings, String who, String measure) {
        return standings.entrySet().stream()
                .filter(standing -> standing.getKey().matches(who))
                .map(standing -> new BigDecimal(standing.getValue().get("measure/" + measure)))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Test
    void shouldReproduceTheTotalsComputedElsewhere() {
        Cli.Result result = Cli.run(Cli.arguments(
                command(EXAMPLES.resolve("program.yaml")),
                "--participant",
                "*",
                "--period",
                "all",
                "--format",
                "csv",
                RealFiles.adventureWorks("Sales.csv")));

        assertThat(result.status()).isZero();
        assertThat(result.err())
                .contains("rows 57,851: accepted 57,851, duplicate 0, conflict 0, refused 0, skipped 0")
                .contains("accepted: 204,114 units, amount 77,548,570.2, dates 2017-07-01 to 2020-05-31");
        Map<String, Map<String, String>> all = standings(result);
        Map<String, String> expected = new HashMap<>();
        expected.put("reps\\|.*:282|volume", "10158634.52");
        expected.put("reps\\|.*:283|volume", "9755992.01");
        expected.put("reps\\|.*:281|volume", "8952751.48");
        expected.put("reps\\|.*:291|volume", "8099816.95");
        expected.put("reps\\|.*:285|volume", "6976128.29");
        expected.put("resellers\\|.*:697|volume", "882273.53");
        expected.put("resellers\\|.*:328|volume", "817125.03");
        expected.put("resellers\\|.*:514|volume", "803767.27");
        expected.put("resellers\\|.*:678|volume", "794909.73");
        expected.put("resellers\\|.*:170|volume", "773398.22");
        for (String track : List.of("reps", "resellers")) {
            expected.put(track + "\\|.*|volume", "77548570.20");
            expected.put(track + "\\|.*|units", "204114");
            expected.put(track + "\\|.*|cost", "76549075.63");
            expected.put(track + "\\|.*|southwest", "18001116.10");
            expected.put(track + "\\|.*|canada", "13875632.96");
            expected.put(track + "\\|.*|northwest", "12004822.45");
            expected.put(track + "\\|.*|southeast", "7638606.55");
            expected.put(track + "\\|.*|central", "7633386.86");
            expected.put(track + "\\|.*|northeast", "6715354.39");
            expected.put(track + "\\|.*|france", "4527839.69");
            expected.put(track + "\\|.*|united-kingdom", "3883042.96");
            expected.put(track + "\\|.*|germany", "1877743.39");
            expected.put(track + "\\|.*|australia", "1391024.85");
        }
        expected.forEach((key, value) -> {
            int bar = key.lastIndexOf('|');
            assertThat(sum(all, key.substring(0, bar), key.substring(bar + 1)))
                    .as(key)
                    .isEqualByComparingTo(value);
        });
        assertThat(participants(all, "reps")).isEqualTo(17);
        assertThat(participants(all, "resellers")).isEqualTo(632);
    }

    private static long participants(Map<String, Map<String, String>> standings, String track) {
        return standings.keySet().stream()
                .filter(key -> key.startsWith(track + "|"))
                .map(key -> key.substring(key.lastIndexOf('|')))
                .distinct()
                .count();
    }

    @Test
    void shouldReproduceEveryRowOfTheWorkedExample() throws IOException {
        Cli.Result result = Cli.run(Cli.arguments(
                command(RealFiles.adventureWorks("example-program.json")),
                "--participant",
                "*",
                "--period",
                "all",
                "--format",
                "csv",
                RealFiles.adventureWorks("Sales.csv")));
        Map<String, Map<String, String>> standings = standings(result);

        List<String> lines = Files.readAllLines(RealFiles.adventureWorks("example-expected.csv"));
        String[] columns = lines.get(0).split(",");
        assertThat(lines).hasSize(standings.size() + 1);
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",");
            Map<String, String> figures = standings.get("reps|" + cells[0] + "|distributor-rep:" + cells[2]);
            assertThat(figures).as(line).isNotNull();
            assertThat(figures.get("tier")).as(line).isEqualTo(cells[4]);
            assertThat(figures.get("rank/reps")).as(line).isEqualTo(cells[1]);
            assertThat(new BigDecimal(figures.get("points/"))).as(line).isEqualByComparingTo(cells[3]);
            for (int k = 5; k < columns.length; k++) {
                String figure = (k < 7 ? "measure/" : "rule/") + columns[k];
                assertThat(new BigDecimal(figures.get(figure)))
                        .as(line + " " + columns[k])
                        .isEqualByComparingTo(cells[k]);
            }
        }
    }

    @Test
    void shouldScoreTheSameInAnyOrder() throws IOException {
        List<Object> command = new ArrayList<>(command(EXAMPLES.resolve("program.yaml")));
        command.addAll(List.of("--hash", "--board", "reps", "--limit", "1"));
        List<String> lines = Files.readAllLines(RealFiles.adventureWorks("Sales.csv"), StandardCharsets.UTF_8);
        String expected = AnswersTest.hash(Cli.run(Cli.arguments(command, RealFiles.adventureWorks("Sales.csv"))));

        Path shuffled = folder.resolve("shuffled.csv");
        List<String> body = new ArrayList<>(lines.subList(1, lines.size()));
        Collections.shuffle(body, new Random(20_260_101));
        write(shuffled, lines.get(0), body);
        List<Path> parts = new ArrayList<>();
        for (int k = 0; k < 50; k++) {
            Path part = folder.resolve("part-" + k + ".csv");
            write(part, lines.get(0), body.subList(body.size() * k / 50, body.size() * (k + 1) / 50));
            parts.add(part);
        }
        List<Path> twice = new ArrayList<>(parts);
        twice.addAll(parts);

        assertThat(AnswersTest.hash(Cli.run(Cli.arguments(command, shuffled))))
                .as("lines shuffled")
                .isEqualTo(expected);
        assertThat(AnswersTest.hash(Cli.run(Cli.arguments(command, parts))))
                .as("fifty files")
                .isEqualTo(expected);
        Cli.Result doubled = Cli.run(Cli.arguments(command, twice));
        assertThat(AnswersTest.hash(doubled)).as("every file twice").isEqualTo(expected);
        assertThat(doubled.err()).contains("rows 115,702: accepted 57,851, duplicate 57,851, conflict 0");
        assertThat(doubled.status()).isZero();
        assertThat(AnswersTest.hash(
                        Cli.run(Cli.arguments(command, "--references-last", RealFiles.adventureWorks("Sales.csv")))))
                .as("reference files last")
                .isEqualTo(expected);
    }

    private static void write(Path file, String header, List<String> body) throws IOException {
        List<String> all = new ArrayList<>();
        all.add(header);
        all.addAll(body);
        Files.write(file, all, StandardCharsets.UTF_8);
    }

    @Test
    void shouldPrintJsonThatIsWellFormed() throws IOException {
        Cli.Result result = Cli.run(Cli.arguments(
                command(EXAMPLES.resolve("program.yaml")),
                "--format",
                "json",
                "--period",
                "all",
                RealFiles.adventureWorks("Sales.csv")));

        int rows = 0;
        try (JsonParser json = new JsonFactory().createParser(result.out())) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                rows += token == JsonToken.FIELD_NAME && json.currentName().equals("rank") ? 1 : 0;
            }
        }
        assertThat(rows).isGreaterThan(5_000);
    }
}
