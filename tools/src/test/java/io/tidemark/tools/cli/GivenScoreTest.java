package io.tidemark.tools.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Targets, statuses and assignments as files of one call. */
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
    void shouldScoreTargetsStatusesAndAssignments() throws IOException {
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
                "--assignments",
                file(
                        "assignments.csv",
                        "territory,postal-from,postal-to,role,participant\nt1,,,rep,7\n,60600,60699,rep,8\n,2,1,rep,8\nt1,1,2,rep,8\n"),
                "--as-of",
                "2026-04-01",
                "--participant",
                "*",
                "--format",
                "csv",
                file(
                        "pos.csv",
                        "id,date,rep,territory,amount\nA,2026-01-05,7,,100\nB,2026-01-05,8,,50\nC,2026-01-05,,t1,20\n"));

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err())
                .contains("targets.csv:3: number: column value: x is not a number")
                .contains("targets: 2 rows, accepted 1, refused 1")
                .contains("assignments.csv:4: missing: column postal-to: postal-to 1 is before postal-from 2")
                .contains("assignments.csv:5: missing: column territory: the row has a territory and postal codes")
                .contains("statuses: 1 row, accepted 1");
        assertThat(result.out()).contains("distributor-rep:7").contains("180").contains("distributor-rep:8");
    }

    @Test
    void shouldScoreWhatWasDecidedAboutClaims() throws IOException {
        Cli.Result result = Cli.run(
                "score",
                "--program",
                file("p.yaml", """
                        program: small
                        claims: { approve: [office] }
                        measures: { claimed: { sum: amount, kind: claim } }
                        tracks:
                          contractors:
                            kind: contractor
                            credit: contractor
                            rules:
                              cashback: { rate: { by: claimed, points: 2 } }
                        """),
                "--decisions",
                file("decisions.csv", """
                        program,source,claim,line,step,decision,reason,by
                        small,,A,,office,approve,,ann
                        small,pos,B,,office,reject,no invoice,ann
                        small,,C,1,office,approve,,
                        small,,D,,office,reject,,ann
                        small,,D,,office,allow,,ann
                        small,,D,,,approve,,ann
                        """),
                "--as-of",
                "2026-03-31",
                "--participant",
                "*",
                "--format",
                "csv",
                file("pos.csv", """
                        id,line,kind,date,contractor,amount
                        A,,claim,2026-01-05,7,100
                        B,,claim,2026-01-05,8,50
                        C,1,claim,2026-01-05,9,20
                        D,,claim,2026-01-05,9,3
                        """));

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err())
                .contains("decisions: 6 rows, accepted 3, refused 3")
                .contains("decisions.csv:5: missing: column reason: a claim is rejected without a reason")
                .contains("decisions.csv:6: kind: column decision: allow is no decision")
                .contains("decisions.csv:7: missing: column step: the row has no step");
        assertThat(result.out())
                .contains("contractor:7,,,points,,200\n")
                .doesNotContain("contractor:8")
                .contains("contractor:9,,,points,,40\n")
                .contains("contractor:9,,,pending,,6\n");
    }
}
