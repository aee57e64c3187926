package io.tidemark.tools.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Targets and statuses as files of one call. */
class GivenScoreTest {
    private static final String PROGRAM = """
            program: small
            measures: { volume: { sum: amount }, quota: { given: quota } }
            conditions: { map-ok: { status: map, is: ok, whose: distributor } }
            tracks:
              reps:
                kind: distributor-rep
                credit: rep
                rules:
                  base: { rate: { by: volume, points: 1 }, needs: map-ok }
                  beat: { bonus: { base: [base], times: 1.5, when: { ratio: volume, to: quota, at-least: 1 } } }
            boards: { attainment: { track: reps, rank: { ratio: volume, to: quota } } }
            """;

    @TempDir
    Path folder;

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void shouldScoreTargetsAndStatuses() throws IOException {
        Cli.Result result = Cli.run(
                "score",
                "--program",
                file("p.yaml", PROGRAM),
                "--participants",
                file("people.csv", "kind,id,parent\nrep,7,distributor:d1\nrep,8,distributor:d2\n"),
                "--targets",
                file(
                        "targets.csv",
                        "kind,participant,name,period,value\nrep,7,quota,2026-Q1,100\nrep,8,quota,2026-Q1,x\n"),
                "--statuses",
                file("statuses.csv", "kind,participant,status,value,date\ndistributor,d1,map,ok,2026-01-01\n"),
                "--as-of",
                "2026-04-01",
                "--participant",
                "*",
                "--format",
                "csv",
                file("pos.csv", "id,date,rep,amount\nA,2026-01-05,7,120\nB,2026-01-05,8,50\n"));

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err())
                .contains("targets.csv:3: number: column value: x is not a number")
                .contains("targets: 2 rows, accepted 1, refused 1")
                .contains("statuses: 1 row, accepted 1");
        assertThat(result.out()).contains("distributor-rep:7").contains("180").contains("distributor-rep:8");
    }
}
