package io.tidemark.tools.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.closing.Closing;
import io.tidemark.engine.closing.ProgramClosings;
import io.tidemark.engine.closing.Prospect;
import io.tidemark.engine.closing.Statement;
import io.tidemark.engine.outcome.Verdict;
import io.tidemark.engine.program.Program;
import io.tidemark.engine.program.ProgramInstance;
import io.tidemark.gateway.ingest.Profile;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rebate and the contest with their files: every figure beside the arithmetic that their pages show, and what is paid at the close. */
class RebateAndContestTest {
    private static final Path EXAMPLES = Path.of("..", "docs", "examples");
    private static final Map<String, String> FIGURES = new HashMap<>();

    @BeforeAll
    static void score() {
        read("rebate", "2026-12-31", "--statuses", EXAMPLES.resolve("rebate/statuses.csv"));
        read("contest", "2026-07-10");
    }

    private static void read(String example, String asOf, Object... more) {
        Path folder = EXAMPLES.resolve(example);
        Cli.Result result = Cli.run(Cli.arguments(
                "score",
                "--program",
                folder.resolve("program.yaml"),
                "--participants",
                folder.resolve("participants.csv"),
                "--products",
                folder.resolve("products.csv"),
                List.of(more),
                folder.resolve("pos.csv"),
                List.of("--as-of", asOf, "--period", "all", "--participant", "*", "--format", "csv")));
        assertThat(result.status()).as(result.err()).isZero();
        result.out().lines().skip(1).map(line -> line.split(",", -1)).forEach(cells -> {
            String whose = cells[3].substring(cells[3].indexOf(':') + 1) + " " + cells[2];
            FIGURES.put(whose + " " + (cells[7].isEmpty() ? cells[6] : cells[7]), cells[8]);
            FIGURES.put(whose + " tier", cells[5]);
        });
    }

    @ParameterizedTest
    @CsvSource({"rebate", "contest"})
    void shouldPassTheCheckWithoutAWord(String example) {
        Path folder = EXAMPLES.resolve(example);
        Cli.Result checked =
                Cli.run("check", folder.resolve("program.yaml"), "--products", folder.resolve("products.csv"));

        assertThat(checked.status()).isZero();
        assertThat(checked.out()).endsWith("no problems\n");
        assertThat(checked.err()).isEmpty();
    }

    /*
     * The year so far is what rebate, growth and mix look at; a quarter gets what came to it.
     *
     * harbor   spend so far   120,000   270,000   400,000   560,000    rebate so far 0, 1% 2,700, 1% 4,000, 1.5% 8,400
     *          a year ago     100,000   200,000   300,000   400,000    growth so far 1% of 20,000, 70,000, 100,000, at most 1,500
     *          strategic       24,000    81,000    96,000   160,000    20%, 30%, 24%, 28.6%: mix so far 0, 270, 0, 840
     *          the quarter    120,000   150,000   130,000   160,000    terms 0.25%
     * prairie  spend so far    70,000   160,000   260,000   320,000    rebate so far 0, 0, 2,600 (shut: MAP), 3,200
     *          a year ago      60,000   120,000   180,000   240,000    growth so far 100, 400, 800 (shut: MAP), 800
     *          strategic 30%; mix so far 10% of what counted: 0, 0, 0, 60
     * summit   spend so far             300,000   700,000 1,080,000    rebate so far 1% 3,000, 1.5% 10,500, 2% 21,600
     *          nothing a year ago: no growth; strategic 50%; the year's cap of 20,000 leaves 20,000 - 4,050 - 9,250 for Q4
     */
    @ParameterizedTest
    @CsvSource({
        "harbor,  2026-Q1,    0, 200,    0,  300,   500,    0, authorized",
        "harbor,  2026-Q2, 2700, 500,  270,  375,  3845,    0, silver",
        "harbor,  2026-Q3, 1300, 300, -270,  325,  1655,    0, silver",
        "harbor,  2026-Q4, 4400, 500,  840,  400,  6140,    0, gold",
        "prairie, 2026-Q1,    0, 100,    0,  175,   275,    0, authorized",
        "prairie, 2026-Q2,    0, 300,    0,    0,   300,  225, authorized",
        "prairie, 2026-Q3,    0,   0,    0,  250,   250, 3260, silver",
        "prairie, 2026-Q4,  600,   0,   60,  150,   810,    0, silver",
        "summit,  2026-Q2, 3000,   0,  300,  750,  4050, 1500, silver",
        "summit,  2026-Q3, 7500,   0,  750, 1000,  9250,    0, gold",
        "summit,  2026-Q4, 11100,  0, 1110,  950,  6700,    0, platinum",
    })
    void shouldTrueUpTheRebateEveryQuarter(
            String distributor,
            String period,
            String rebate,
            String growth,
            String mix,
            String terms,
            String points,
            String held,
            String tier) {
        assertThat(Stream.of("rebate", "growth", "mix", "terms", "points", "held", "tier")
                        .map(figure -> FIGURES.get(distributor + " " + period + " " + figure)))
                .containsExactly(rebate, growth, mix, terms, points, held, tier);
    }

    /*
     * base: volume / 100. focus: 5 a heat pump. launch: 25 each, 40 at most. range: 200 with two families at 5,000.
     * accelerator: (base + focus) x (mean factor of the dollars - 1):
     *   60,000:  650 x (50,000 + 10,000 x 1.25 - 60,000) / 60,000 = 650 / 24 = 27.0833
     *  120,000: 1350 x (50,000 + 50,000 x 1.25 + 20,000 x 1.5 - 120,000) / 120,000 = 1350 x 0.1875 = 253.125
     */
    @ParameterizedTest
    @CsvSource({
        "ann,  600,  50,  500, 27.0833, 200, 1377.0833, 1, closer",
        "ben,  600,  50,  500, 27.0833, 200, 1377.0833, 1, closer",
        "cal,  200,   0,    0,       0,   0,       200, 3, starter",
        "dee, 1200, 150, 1000, 253.125, 200,  2803.125, 1, champion",
        "eli,  180,  45,    0,       0,   0,       225, 2, starter",
    })
    void shouldScoreTheContest(
            String rep,
            String base,
            String focus,
            String launch,
            String accelerator,
            String range,
            String points,
            String rank,
            String tier) {
        Map<String, String> of = new HashMap<>();
        FIGURES.forEach((key, value) -> of.put(key.replace(rep + " 2026-Q2 ", ""), value));

        assertThat(Stream.of("base", "launch", "accelerator", "range", "points", "territory", "tier")
                        .map(of::get))
                .containsExactly(base, launch, accelerator, range, points, rank, tier);
        assertThat(rules(rep)).contains("focus " + focus);
    }

    /** A rule and a board are both called focus: the rule is read as people see it. */
    private static String rules(String rep) {
        Path folder = EXAMPLES.resolve("contest");
        return Cli.run(
                        "score",
                        "--program",
                        folder.resolve("program.yaml"),
                        "--participants",
                        folder.resolve("participants.csv"),
                        "--products",
                        folder.resolve("products.csv"),
                        folder.resolve("pos.csv"),
                        "--as-of",
                        "2026-07-10",
                        "--participant",
                        rep)
                .out()
                .replaceAll(" +", " ");
    }

    /*
     * West: ann and ben share the first and the second place, (1,000 + 500) / 2 each. East: 1,000 and 500.
     * focus: dee 30, then ann and ben with 10 each, who all get the second prize. Points have no decimals: 1377.0833 + 750 + 200 is 2,327.
     */
    @Test
    void shouldGivePrizesAndPayWhenTheQuarterCloses() throws Exception {
        ScoreRun run = loaded("contest", "2026-07-10T12:00:00Z");
        assertThat(run.host().close("contest", "2026-Q2")).isEqualTo(Verdict.ACCEPTED);
        run.finish();

        Closing closing = closings(run).closings().get(0);
        assertThat(lines(run, closing, "ann"))
                .contains("PRIZE territory 1 750", "PRIZE focus 2 200", "ROUNDING   -0.0833", "paid 2327");
        assertThat(lines(run, closing, "ben")).contains("PRIZE territory 1 750", "PRIZE focus 2 200", "paid 2327");
        assertThat(lines(run, closing, "cal")).contains("paid 200").noneMatch(line -> line.startsWith("PRIZE"));
        assertThat(lines(run, closing, "dee"))
                .contains("PRIZE territory 1 1000", "PRIZE focus 1 300", "ROUNDING   -0.125", "paid 4103");
        assertThat(lines(run, closing, "eli")).contains("PRIZE territory 2 500", "paid 725");
        assertThat(Fixed.format(closing.paid())).isEqualTo("9682");
    }

    @ParameterizedTest
    @CsvSource({"contest, , 9682", "contest, 5000, 5000", "rebate, , 33775"})
    void shouldForetellWhatAClosePays(String example, String budget, String paid) throws Exception {
        ScoreRun run = loaded(example, "2027-01-31T12:00:00Z");
        Program program = run.programs().get(0);
        if (budget != null) {
            run.host()
                    .publish(program.with(
                            program.periods(),
                            program.boards(),
                            new Program.Budget(Fixed.parse(budget), false),
                            Program.EVER));
            run.finish();
        }
        ProgramInstance running = run.core().programs().get(0);
        BigInteger foretold = BigInteger.ZERO;
        for (Prospect.Period period : Prospect.of(List.of(running), run.core().facts())) {
            foretold = period.dues().stream().map(Prospect.Due::due).reduce(foretold, BigInteger::add);
            assertThat(run.host().close(program.id(), period.id())).isEqualTo(Verdict.ACCEPTED);
            run.finish();
        }

        assertThat(Fixed.format(foretold)).isEqualTo(paid);
        assertThat(closings(run).closings().stream().map(Closing::paid).reduce(BigInteger.ZERO, BigInteger::add))
                .isEqualTo(foretold);
    }

    /** Cal's sale of June comes in July: the prizes stay as they were given, and the next statement pays its 50 points, by name,
     * beside the 80 and the first prize of a quarter in which nobody else sold: 1,130. */
    @Test
    void shouldPayWhatComesLateWithTheNextStatement() throws Exception {
        ScoreRun run = loaded("contest", "2026-07-10T12:00:00Z");
        run.host().close("contest", "2026-Q2");
        run.finish();
        run.host().advance(Instant.parse("2026-07-22T12:00:00Z").toEpochMilli());
        run.files(Profile.plain(), List.of(EXAMPLES.resolve("contest/late.csv")), "pos");
        run.host().advance(Instant.parse("2026-10-08T12:00:00Z").toEpochMilli());
        run.finish();

        Closing third = closings(run).closings().get(1);
        assertThat(closings(run).periodId(third.period())).isEqualTo("2026-Q3");
        assertThat(lines(run, third, "cal"))
                .contains("RULE reps base 80", "CORRECTION  2026-Q2 50", "PRIZE territory 1 1000", "paid 1130");
        assertThat(Fixed.format(third.paid())).isEqualTo("1130");
    }

    @Test
    void shouldPayTheRebateQuarterByQuarter() throws Exception {
        ScoreRun run = loaded("rebate", "2027-01-31T12:00:00Z");
        for (int quarter = 1; quarter <= 4; quarter++) {
            assertThat(run.host().close("rebate", "2026-Q" + quarter)).isEqualTo(Verdict.ACCEPTED);
            run.finish();
        }

        List<Closing> closings = closings(run).closings();
        assertThat(closings.stream().map(Closing::paid).map(Fixed::format))
                .as("500 + 275; 3,845 + 300 + 4,050; 1,655 + 250 + 9,250; 6,140 + 810 + 6,700")
                .containsExactly("775", "8195", "11155", "13650");
        assertThat(lines(run, closings.get(3), "summit")).contains("CAP distributors  -6460", "paid 6700");
    }

    private static ScoreRun loaded(String example, String moment) throws Failure {
        Path folder = EXAMPLES.resolve(example);
        Path statuses = folder.resolve("statuses.csv");
        List<Path> given = Files.exists(statuses) ? List.of(statuses) : List.of();
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8);
        ScoreRun run = new ScoreRun(
                new Console(nowhere, nowhere, false, false),
                new Facts(
                        List.of(folder.resolve("program.yaml")),
                        null,
                        List.of(folder.resolve("participants.csv")),
                        List.of(),
                        List.of(folder.resolve("products.csv")),
                        List.of(),
                        List.of(),
                        new Facts.Given(List.of(), given, List.of()),
                        List.of(folder.resolve("pos.csv")),
                        "pos",
                        Instant.parse(moment).toEpochMilli(),
                        false));
        run.load();
        return run;
    }

    private static ProgramClosings closings(ScoreRun run) {
        return run.core().closings(run.programs().get(0).id());
    }

    private static List<String> lines(ScoreRun run, Closing closing, String who) {
        ProgramClosings closings = closings(run);
        for (int k = 0; k < closing.statements(); k++) {
            Statement statement = closings.statement(closing.firstStatement() + k);
            if (statement.participant().endsWith(":" + who)) {
                return Stream.concat(
                                statement.lines().stream()
                                        .map(line -> line.kind() + " " + line.of() + " " + line.what() + " "
                                                + Fixed.format(line.value())),
                                Stream.of("paid " + Fixed.format(statement.paid())))
                        .toList();
            }
        }
        throw new AssertionError("there is no statement of " + who);
    }
}
