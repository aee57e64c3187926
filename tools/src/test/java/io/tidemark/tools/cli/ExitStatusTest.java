package io.tidemark.tools.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExitStatusTest {
    static final String PROGRAM = """
            program: small
            periods: { every: quarter }
            measures: { volume: { sum: amount }, units: { sum: quantity } }
            tracks:
              reps:
                kind: distributor-rep
                credit: rep
                rules: { base: { rate: { by: volume, points: 1 } } }
                ladder: { tiers: { bronze: {}, silver: { when: { measure: units, at-least: 5 } } } }
            boards: { reps: { track: reps, rank: points } }
            """;

    @TempDir
    Path folder;

    private Path program;
    private Path sales;

    @BeforeEach
    void write() throws IOException {
        program = Files.writeString(folder.resolve("p.yaml"), PROGRAM);
        sales = Files.writeString(
                folder.resolve("pos.csv"),
                "id,line,date,rep,quantity,amount\nA,1,2026-01-05,7,2,100.5\nA,2,2026-01-05,8,1,20\n");
    }

    @Test
    void shouldEndWith0WhenEverythingIsTaken() {
        Cli.Result result = Cli.run("score", "--program", program, sales);

        assertThat(result.status()).isZero();
        assertThat(result.out()).contains("distributor-rep:7", "100.5", "bronze");
        assertThat(result.err()).contains("rows 2: accepted 2, duplicate 0, conflict 0, refused 0, skipped 0");
    }

    @Test
    void shouldEndWith1AndGoOnWhenARowIsRefused() throws IOException {
        Files.writeString(sales, "id,date,rep,amount\nA,2026-01-05,7,100\nB,2026-01-05,7,x\n");

        Cli.Result result = Cli.run("score", "--program", program, sales);

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains(sales + ":3: number: column amount: ");
        assertThat(result.out()).contains("distributor-rep:7");
    }

    @Test
    void shouldEndWith1AndGoOnWhenAFileCannotBeRead() {
        Cli.Result result = Cli.run("score", "--program", program, folder.resolve("absent.csv"), sales);

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("absent.csv: ");
        assertThat(result.out()).contains("distributor-rep:7");
    }

    @Test
    void shouldSayAConflictWithItsLine() throws IOException {
        Path other = Files.writeString(
                folder.resolve("other.csv"), "id,line,date,rep,quantity,amount\nA,1,2026-01-05,7,2,999\n");

        Cli.Result result = Cli.run("score", "--program", program, sales, other);

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains(other + ":2: conflict: A/1 ").contains("conflict 1");
        assertThat(result.out()).contains("100.5");
    }

    @Test
    void shouldRefuseWhatIsDatedAheadOfTheDayAsked() {
        Cli.Result result = Cli.run("score", "--program", program, "--as-of", "2026-01-03", sales);

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains(sales + ":2: dated-ahead: ").contains("refused 2 (2 dated-ahead)");
    }

    @Test
    void shouldEndWith2WhenTheCommandLineIsAtFault() {
        assertUsage("a command is missing");
        assertUsage("--program", "score", sales);
        assertUsage("POS-FILE", "score", "--program", program);
        assertUsage(
                "there is no board nobody — one of reps", "score", "--program", program, "--board", "nobody", sales);
        assertUsage("2026-01 is no period", "score", "--program", program, "--period", "2026-01", sales);
        assertUsage("there is no format xml", "score", "--program", program, "--format", "xml", sales);
        assertUsage("tomorrow is not a date", "score", "--program", program, "--as-of", "tomorrow", sales);
        assertUsage("--postings", "score", "--program", program, "--postings", sales);
        assertUsage("--limit -1", "score", "--program", program, "--limit", "-1", sales);
        assertUsage("tidemark knows no scor — did you mean score", "scor");
        assertUsage("tidemark score knows no --bord", "score", "--program", program, "--bord", "reps", sales);
    }

    private static void assertUsage(String sentence, Object... arguments) {
        Cli.Result result = Cli.run(arguments);
        assertThat(result.status()).as(result.err()).isEqualTo(2);
        assertThat(result.err()).contains(sentence).doesNotContain("Exception");
        assertThat(result.out()).isEmpty();
    }

    @Test
    void shouldEndWith1WhenWhoOrWhatIsAskedAboutDoesNotExist() {
        assertThat(Cli.run("score", "--program", program, "--participant", "99", sales)
                        .status())
                .isEqualTo(1);
        assertThat(Cli.run("score", "--program", program, "--activity", "Z", sales)
                        .status())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"score", "check", "demo"})
    void shouldHelpEverywhere(String command) {
        Cli.Result result = Cli.run(command, "--help");

        assertThat(result.status()).isZero();
        assertThat(result.out()).startsWith("Usage: tidemark " + command);
        assertThat(result.err()).isEmpty();
    }

    @Test
    void shouldTellItsVersion() {
        Cli.Result result = Cli.run("--version");

        assertThat(result.status()).isZero();
        assertThat(result.out()).startsWith("tidemark ");
    }

    @Test
    void shouldCheckAGoodProgram() {
        Cli.Result result = Cli.run("check", program);

        assertThat(result.status()).isZero();
        assertThat(result.out()).isEqualTo(program + ": no problems" + System.lineSeparator());
    }

    @Test
    void shouldSayEveryMistakeOfAProgramAtOnceAndScoreNothing() throws IOException {
        String wrong = PROGRAM.replace("sum: amount", "summ: amount") // 1: a key that is none
                .replace("by: volume", "by: volum") // 2: a measure that is not there
                .replace("points: 1 ", "points: 1.23456 ") // 3: five decimals
                .replace("every: quarter", "every: fortnight") // 4: a word that is none
                .replace("track: reps, rank", "track: repz, rank"); // 5: a track that is not there
        Files.writeString(program, wrong);

        Cli.Result checked = Cli.run("check", program);
        Cli.Result scored = Cli.run("score", "--program", program, sales);

        for (Cli.Result result : new Cli.Result[] {checked, scored}) {
            assertThat(result.status()).isEqualTo(1);
            assertThat(result.out()).isEmpty();
            assertThat(result.err()).contains("summ", "volum", "1.23456", "fortnight", "repz");
            assertThat(result.errLines()).allMatch(line -> line.matches(".*p\\.yaml:\\d+:\\d+: .+ — .+"));
        }
    }

    @Test
    void shouldWarnOfAGroupThatHoldsNoProduct() throws IOException {
        Files.writeString(program, PROGRAM + "groups: { pumps: { category: Pumps } }\n");
        Path products = Files.writeString(folder.resolve("products.csv"), "sku,category\n1,Valves\n");

        Cli.Result result = Cli.run("check", "--products", products, program);

        assertThat(result.status()).isZero();
        assertThat(result.err()).contains("warning: the group pumps holds no product");
        assertThat(result.out()).contains("1 to look at");
    }

    @Test
    void shouldScoreSeveralProgramsOverTheSameFacts() throws IOException {
        Path second = Files.writeString(
                folder.resolve("q.yaml"),
                PROGRAM.replace("program: small", "program: other").replace("points: 1 ", "points: 2 "));

        Cli.Result both = Cli.run("score", "--program", program, "--program", second, "--format", "csv", sales);
        Cli.Result same = Cli.run("score", "--program", program, "--program", program, sales);

        assertThat(both.out()).contains("small,reps,2026-Q1,,1,distributor-rep:7,,100.5,bronze");
        assertThat(both.out()).contains("other,reps,2026-Q1,,1,distributor-rep:7,,201,bronze");
        assertThat(same.status()).isEqualTo(1);
        assertThat(same.err()).contains("the program small is also in");
    }
}
