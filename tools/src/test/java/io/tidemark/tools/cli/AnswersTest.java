package io.tidemark.tools.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people and scripts read, to the letter. */
class AnswersTest {
    @TempDir
    Path folder;

    private Path program;
    private Path sales;
    private Path people;

    @BeforeEach
    void write() throws IOException {
        program = Files.writeString(folder.resolve("p.yaml"), ExitStatusTest.PROGRAM);
        sales = Files.writeString(folder.resolve("pos.csv"), """
                id,line,date,kind,distributor,rep,quantity,amount,original
                A,1,2026-01-05,sale,3,7,2,1000.5,
                A,2,2026-04-05,sale,3,7,4,1000,
                B,1,2026-04-06,sale,4,8,1,20,
                C,1,2026-04-09,return,3,7,1,250,A/2
                """);
        people = Files.writeString(folder.resolve("people.csv"), "kind,id,name\nrep,7,\"Lee, Ann\"\n");
    }

    private Cli.Result score(Object... more) {
        return Cli.run(Cli.arguments(
                "score",
                "--program",
                program,
                "--participants",
                people,
                "--as-of",
                "2026-05-01",
                java.util.List.of(more),
                sales));
    }

    @Test
    void shouldPrintTheLatestPeriodsBoardForPeople() {
        assertThat(score().out().replace(System.lineSeparator(), "\n")).isEqualTo("""
                        small · board reps · 2026-Q2 (provisional)
                          rank  name      participant        points  tier
                             1  Lee, Ann  distributor-rep:7     750  bronze
                             2            distributor-rep:8      20  bronze

                        Data through 2026-04-06, 2 distributors; furthest behind is distributor 3, 2026-04-05
                        """.replace(
                        "2026-04-06, 2 distributors; furthest behind is distributor 3, 2026-04-05",
                        "2026-04-09, 2 distributors; furthest behind is distributor 4, 2026-04-06"));
    }

    @Test
    void shouldPrintCsvWithAHeader() {
        assertThat(score("--format", "csv", "--period", "all").out()).isEqualTo("""
                        program,board,period,segment,rank,participant,name,value,tier
                        small,reps,2026-Q1,,1,distributor-rep:7,"Lee, Ann",1000.5,bronze
                        small,reps,2026-Q2,,1,distributor-rep:7,"Lee, Ann",750,bronze
                        small,reps,2026-Q2,,2,distributor-rep:8,,20,bronze
                        """);
    }

    @Test
    void shouldPrintABoardInTheShapeOfTheService() {
        String json = score("--format", "json", "--board", "reps").out().replaceAll("\\s+", " ");

        assertThat(json)
                .isEqualTo("{ \"program\" : \"small\", \"board\" : \"reps\", \"period\" : \"2026-Q2\", "
                        + "\"state\" : \"provisional\", \"sequence\" : 6, \"total\" : 2, "
                        + "\"dataThrough\" : { \"3\" : \"2026-04-09\", \"4\" : \"2026-04-06\" }, \"rows\" : [ "
                        + "{ \"rank\" : 1, \"participant\" : \"distributor-rep:7\", \"name\" : \"Lee, Ann\", "
                        + "\"value\" : \"750\", \"tier\" : \"bronze\" }, "
                        + "{ \"rank\" : 2, \"participant\" : \"distributor-rep:8\", \"name\" : \"\", "
                        + "\"value\" : \"20\", \"tier\" : \"bronze\" } ] } ");
    }

    @Test
    void shouldPrintAStandingInTheShapeOfTheService() {
        String json = score("--format", "json", "--participant", "7", "--postings", "--limit", "1")
                .out()
                .replaceAll("\\s+", " ");

        assertThat(json)
                .isEqualTo("{ \"participant\" : \"distributor-rep:7\", \"name\" : \"Lee, Ann\", \"track\" : \"reps\", "
                        + "\"period\" : \"2026-Q2\", \"state\" : \"provisional\", \"sequence\" : 6, "
                        + "\"points\" : \"750\", \"held\" : \"0\", \"pending\" : \"0\", \"tier\" : \"bronze\", "
                        + "\"ranks\" : { \"reps\" : 1 }, \"measures\" : { \"volume\" : \"750\", \"units\" : \"3\" }, "
                        + "\"rules\" : [ { \"rule\" : \"base\", \"value\" : \"750\" } ], "
                        + "\"next\" : { \"tier\" : \"silver\", \"missing\" : [ { \"measure\" : \"units\", "
                        + "\"have\" : \"3\", \"need\" : \"5\", \"missing\" : \"2\" } ] }, "
                        + "\"nextBest\" : [ { \"group\" : \"\", \"price\" : \"250\", \"points\" : \"250\", "
                        + "\"tier\" : \"bronze\", \"lost\" : \"250\", \"tierLeft\" : \"bronze\" } ], "
                        + "\"postings\" : [ { \"sequence\" : 6, \"activity\" : \"C/1\", \"source\" : \"pos\", "
                        + "\"kind\" : \"return\", \"date\" : \"2026-04-05\", \"rule\" : \"base\", "
                        + "\"points\" : \"-250\", \"before\" : \"1000\", \"after\" : \"750\", "
                        + "\"why\" : { \"measure\" : \"volume\", \"before\" : \"1000\", \"after\" : \"750\" } } ] } ");
    }

    @Test
    void shouldTellTheGapAndEveryPosting() {
        String text = score("--participant", "rep:7", "--postings", "--period", "2026-Q2")
                .out();

        assertThat(text)
                .contains("next tier silver: 2 more units (3 of 5)")
                .contains("ranks: 1 on reps")
                .containsPattern("C/1 +return +2026-04-05 +base +-250 +1,000 +→ +750 +volume 1,000 → 750")
                .containsPattern("A/2 +sale +2026-04-05 +base +\\+1,000 +0 +→ +1,000 +volume 0 → 1,000");
    }

    @Test
    void shouldTellWhatAnActivityEarned() {
        assertThat(score("--activity", "A/2").out())
                .contains("Activity A/2 of pos")
                .contains("credited to distributor-rep:7 in 2026-Q2")
                .contains("measure volume +1,000");
        assertThat(score("--activity", "pos:A/2", "--format", "json").out()).contains("\"activity\" : \"A/2\"");
    }

    @Test
    void shouldTellWhyAnActivityEarnedNothing() throws IOException {
        Files.writeString(program, ExitStatusTest.PROGRAM + "participants: { unknown: wait }\n");

        Cli.Result result = score("--activity", "B/1");

        assertThat(result.out()).contains("small/reps: earns nothing: unknown-participant");
        assertThat(result.err())
                .contains("of the accepted, 1 are set aside on at least one track:")
                .contains("  small/reps: 1 unknown-participant");
    }

    @Test
    void shouldPrintTheSameStandingsHashWheneverReferenceFilesCome() throws IOException {
        Files.writeString(program, ExitStatusTest.PROGRAM + "participants: { unknown: wait }\n");

        String first = hash(score("--hash"));
        String last = hash(score("--hash", "--references-last"));

        assertThat(first).matches("standings-hash [0-9a-f]{16}").isEqualTo(last);
    }

    static String hash(Cli.Result result) {
        return result.out()
                .lines()
                .filter(line -> line.startsWith("standings-hash "))
                .findFirst()
                .orElseThrow();
    }
}
