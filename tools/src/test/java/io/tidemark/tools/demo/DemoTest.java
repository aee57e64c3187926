package io.tidemark.tools.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.tools.cli.Cli;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demonstration's files hold what the data sets hold, and nothing else. */
class DemoTest {
    @TempDir
    static Path parent;

    private static Path folder;
    private static Cli.Result demo;

    @BeforeAll
    static void runOnce() {
        folder = parent.resolve("demo");
        demo = Cli.run("demo", "--no-serve", "--folder", folder);
    }

    @Test
    void shouldTakeEveryLineOfEverySevenLayouts() {
        assertThat(demo.status()).as(demo.err()).isZero();
        assertThat(demo.err())
                .contains("emea.csv: 1,461 rows (windows-1252, semicolon, ")
                .contains("rows 89,913: accepted 89,912, duplicate 0, conflict 0, refused 0, skipped 1")
                .contains(" to " + LocalDate.now(ZoneOffset.UTC));
    }

    @Test
    void shouldShowBoardsAStandingAndWhatIsBehindIt() {
        assertThat(demo.out())
                .contains("board reps", "board locations", "board distributors", "board territories · territory EMEA")
                .containsPattern("\\w+ is \\w+ and [\\d,.]+ of sales away from \\w+: about [\\d,]+ more pieces")
                .contains("postings, newest first:");
    }

    @Test
    void shouldUseTheFolderAsItIsTheNextTime() throws IOException {
        Path program = folder.resolve("program.yaml");
        String text = Files.readString(program);
        Files.writeString(program, text.replace("name: Season of Points", "name: My own season"));
        try {
            Cli.Result again = Cli.run("demo", "--no-serve", "--folder", folder);

            assertThat(again.err()).contains("using the files in ");
            assertThat(again.out()).contains("My own season · board reps");
        } finally {
            Files.writeString(program, text);
        }
    }

    @Test
    void shouldNotWriteIntoAFolderOfSomebodyElse() throws IOException {
        Path other = Files.createDirectories(parent.resolve("other"));
        Files.writeString(other.resolve("letter.txt"), "Dear");

        Cli.Result result = Cli.run("demo", "--no-serve", "--folder", other);

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("holds other files");
        assertThat(Files.list(other)).hasSize(1);
    }

    @Test
    void shouldWriteEmeaInWindows1252() throws IOException {
        byte[] bytes = Files.readAllBytes(folder.resolve("emea.csv"));

        assertThat(new String(bytes, Charset.forName("windows-1252"))).contains("Büro;Verkäufer;Händler");
        assertThat(new String(bytes, StandardCharsets.UTF_8)).doesNotContain("Büro");
    }

    /** 10,645,949.18 less the cancelled orders' 262,327.29; and 565,238.13. */
    @Test
    void shouldAddUpToTheTotalsOfTheDataSets() {
        assertThat(volume(Layout.NORTH_AMERICA, Layout.EMEA, Layout.APAC, Layout.JAPAN))
                .isEqualByComparingTo("10383621.89");
        assertThat(volume(Layout.NORTH_WEST, Layout.SOUTH_WEST, Layout.CENTRAL_WEST))
                .isEqualByComparingTo("565238.13");
    }

    /** What the distributors sold in all periods, each file scored alone through the command line. */
    private static BigDecimal volume(Layout... layouts) {
        BigDecimal total = BigDecimal.ZERO;
        for (Layout layout : layouts) {
            List<Object> command = new ArrayList<>(
                    List.of("score", "--program", folder.resolve("program.yaml"), "--feed", layout.feed()));
            if (layout.profile() != null) {
                command.addAll(List.of("--profile", folder.resolve(layout.profile())));
            }
            command.addAll(List.of("--board", "distributors", "--period", "all", "--format", "csv"));
            command.add(folder.resolve(layout.file()));
            Cli.Result result = Cli.run(command.toArray());
            assertThat(result.status()).as(result.err()).isZero();
            total = total.add(result.out()
                    .lines()
                    .skip(1)
                    .map(line -> new BigDecimal(line.split(",", -1)[7]))
                    .reduce(BigDecimal.ZERO, BigDecimal::add));
        }
        return total;
    }
}
