package io.tidemark.tools.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The example programs through the real command, with their files: the figures that their pages explain. */
class ExampleProgramsTest {
    private static final Path EXAMPLES = Path.of("..", "docs", "examples");

    private static final Map<String, String> FIGURES = new HashMap<>();
    private static Cli.Result pushPull;

    @BeforeAll
    static void score() {
        pushPull = read("push-pull", "participants", "products", "targets", "statuses");
        read("club", "statuses");
    }

    private static Cli.Result read(String example, String... references) {
        Path folder = EXAMPLES.resolve(example);
        List<Object> arguments = new ArrayList<>(List.of("score", "--program", folder.resolve("program.yaml")));
        for (String reference : references) {
            arguments.addAll(List.of("--" + reference, folder.resolve(reference + ".csv")));
        }
        for (String file : example.equals("club") ? List.of("activities.csv") : List.of("pos.csv", "claims.csv")) {
            arguments.add(folder.resolve(file));
        }
        arguments.addAll(List.of("--as-of", "2026-12-31", "--period", "all", "--participant", "*", "--format", "csv"));
        Cli.Result result = Cli.run(arguments.toArray());
        assertThat(result.status()).as(result.err()).isZero();
        // names are the one column that may hold commas, and stand in quotes then
        result.out()
                .lines()
                .skip(1)
                .map(line -> line.replaceAll("\"[^\"]*\"", "").split(",", -1))
                .forEach(cells -> {
                    String program = cells[0].equals("club") ? "club " : "";
                    String key = program + cells[3] + " " + cells[2] + " " + cells[6]
                            + (cells[7].isEmpty() ? "" : " " + cells[7]);
                    FIGURES.put(key, cells[8]);
                    FIGURES.put(program + cells[3] + " " + cells[2] + " tier", cells[5]);
                });
        return result;
    }

    private static String of(String key) {
        return FIGURES.get(key);
    }

    @Test
    void shouldPayAContractorWhoInstallsAsPlannedFiveHundredAYear() {
        BigDecimal year = BigDecimal.ZERO;
        for (int quarter = 1; quarter <= 4; quarter++) {
            assertThat(of("contractor:bob 2026-Q" + quarter + " rule install")).isEqualTo("100");
            assertThat(of("contractor:bob 2026-Q" + quarter + " rule steady")).isEqualTo("25");
            year = year.add(new BigDecimal(of("contractor:bob 2026-Q" + quarter + " points")));
        }
        assertThat(year).isEqualByComparingTo("500");
    }

    @Test
    void shouldCreditTheRepAndTheContractorForOneSale() {
        assertThat(of("distributor-rep:ann 2026-Q2 rule pumps")).isEqualTo("80");
        assertThat(of("contractor:bob 2026-Q2 rule install")).isEqualTo("100");
    }

    @Test
    void shouldLetClaimsWithoutASaleWait() {
        assertThat(of("contractor:cat 2026-Q1 points")).isEqualTo("8");
        assertThat(of("contractor:cat 2026-Q1 pending"))
                .as("3 and 2 units at 4")
                .isEqualTo("20");
        assertThat(pushPull.err())
                .contains("push-pull/contractors: 1 claim-incomplete")
                .contains("push-pull/contractors: 2 claim-pending");
    }

    @Test
    void shouldLiftRepsByTargetsStatusesAndTheTierOfTheirDistributor() {
        assertThat(of("distributor-rep:ann 2026-Q1 rule beat")).as("on target").isEqualTo("122.5");
        assertThat(of("distributor-rep:ben 2026-Q1 rule beat")).as("below").isEqualTo("0");
        assertThat(of("distributor-rep:ben 2026-Q2 rule pumps"))
                .as("the list price was broken")
                .isEqualTo("0");
        assertThat(of("distributor-rep:ben 2026-Q2 held")).isEqualTo("205");
        assertThat(of("distributor:d1 2026-Q3 tier")).isEqualTo("silver");
        assertThat(of("distributor-rep:ann 2026-Q3 rule house")).isEqualTo("0");
        assertThat(of("distributor:d1 2026-Q4 tier")).isEqualTo("gold");
        assertThat(of("distributor-rep:ann 2026-Q4 rule house")).isEqualTo("61.3");
    }

    @Test
    void shouldGiveDesignersTheirBadges() {
        assertThat(of("club designer:dee 2026-Q1 rule learn"))
                .as("a course counts once")
                .isEqualTo("200");
        assertThat(of("club designer:dee 2026-Q1 rule specify")).isEqualTo("400");
        assertThat(of("club designer:dee 2026-Q1 rule large"))
                .as("from 100,000 on")
                .isEqualTo("150");
        assertThat(of("club designer:dee 2026-Q1 rule review"))
                .as("one review of a product")
                .isEqualTo("60");
        assertThat(of("club designer:dee 2026-Q1 points")).isEqualTo("1010");
        assertThat(of("club designer:dee 2026-Q1 tier")).isEqualTo("fellow");
        assertThat(of("club designer:eve 2026-Q1 points"))
                .as("the project was specified before")
                .isEqualTo("50");
        assertThat(of("club designer:eve 2026-Q1 tier")).isEqualTo("member");
    }

    @Test
    void shouldGiveContractorsTheirBadges() {
        assertThat(of("club contractor:bob 2026-Q1 rule plan"))
                .as("95 of 100 forecast")
                .isEqualTo("25");
        assertThat(of("club contractor:bob 2026-Q1 rule pay"))
                .as("an invoice is paid once")
                .isEqualTo("10");
        assertThat(of("club contractor:bob 2026-Q1 tier")).isEqualTo("elite");
        assertThat(of("club contractor:bob 2026-Q2 tier")).as("over the year").isEqualTo("elite");
        assertThat(of("club contractor:cat 2026-Q1 rule warranty"))
                .as("a serial is registered once")
                .isEqualTo("0");
        assertThat(of("club contractor:cat 2026-Q1 tier")).isEqualTo("certified");
    }
}
