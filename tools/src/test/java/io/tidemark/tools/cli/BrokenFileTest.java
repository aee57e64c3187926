package io.tidemark.tools.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file with one of every common mistake: each is said at its line, and no good line is lost. */
class BrokenFileTest {
    @TempDir
    Path folder;

    @Test
    void shouldRefuseEachBadLineWithItsReasonAndCountTheOthers() throws IOException {
        Path program = Files.writeString(folder.resolve("p.yaml"), ExitStatusTest.PROGRAM);
        Path sales = Files.writeString(folder.resolve("pos.csv"), """
                id,date,rep,quantity,amount
                A1,2026-01-05,7,1,10
                A2,05.01.2026,7,1,10
                A3,2026-01-05,7,1,ten
                A4,2026-01-05,7
                A5,2026-01-05,7,1,1.23456
                A6,2026-01-05,7,-1,-10
                A7,2026-02-30,7,1,10

                A8,2026-01-06,7,2,20
                """);
        Path profile = Files.writeString(
                folder.resolve("profile.yaml"),
                "profile: iso\ndates: [yyyy-MM-dd]\nfields: { id: id, date: date, rep: rep, quantity: quantity, amount: amount }\n");

        Cli.Result result = Cli.run("score", "--program", program, "--profile", profile, "--format", "csv", sales);

        assertThat(result.status()).isEqualTo(1);
        List<String> refusals = result.errLines().stream()
                .filter(line -> line.matches(".*pos\\.csv:\\d+: .*"))
                .map(line -> line.substring(line.indexOf("pos.csv")))
                .toList();
        assertThat(refusals).hasSize(7);
        assertThat(refusals.get(0)).startsWith("pos.csv:3: date: column date: ");
        assertThat(refusals.get(1)).startsWith("pos.csv:4: number: column amount: ");
        assertThat(refusals.get(2)).startsWith("pos.csv:5: ragged: ");
        assertThat(refusals.get(3)).startsWith("pos.csv:6: decimals: column amount: ");
        assertThat(refusals.get(4)).startsWith("pos.csv:7: negative-sale: ");
        assertThat(refusals.get(5)).as("all reasons of a row").startsWith("pos.csv:7: negative-sale: ");
        assertThat(refusals.get(6)).startsWith("pos.csv:8: date: column date: ");
        assertThat(refusals).allMatch(line -> line.contains(" — "));
        assertThat(result.err())
                .contains("rows 9: accepted 2, duplicate 0, conflict 0, refused 6 "
                        + "(2 date, 1 decimals, 1 negative-sale, 1 number, 1 ragged), skipped 1");
        assertThat(result.out()).endsWith("small,reps,2026-Q1,,1,distributor-rep:7,,30,bronze\n");
    }

    @Test
    void shouldRefuseAWholeFileWithoutAMappedColumnAndGoOnWithTheNext() throws IOException {
        Path program = Files.writeString(folder.resolve("p.yaml"), ExitStatusTest.PROGRAM);
        Path profile = Files.writeString(
                folder.resolve("profile.yaml"),
                "profile: p\nfields: { id: OrderNo, date: Day, rep: Seller, amount: Net }\n");
        Path bad = Files.writeString(folder.resolve("bad.csv"), "OrderNo,Day,Seller,Nett\n1,2026-01-05,7,10\n");
        Path good = Files.writeString(folder.resolve("good.csv"), "OrderNo,Day,Seller,Net\n1,2026-01-05,7,10\n");

        Cli.Result result = Cli.run("score", "--program", program, "--profile", profile, "--format", "csv", bad, good);

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err())
                .contains("bad.csv:1: the header has no column Net")
                .contains("good.csv: 1 row (");
        assertThat(result.out()).endsWith("small,reps,2026-Q1,,1,distributor-rep:7,,10,bronze\n");
    }
}
