package io.tidemark.tools.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.gateway.answer.Figures;
import io.tidemark.tools.cli.Cli;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The binary feed of a whole server, with the real command line in front. */
class FeedTest {
    @TempDir
    private Path folder;

    private Cli.Result send(Serving serving, String token, Path... files) {
        Object[] fixed = {
            "send",
            "--binary",
            "--server",
            serving.url(),
            "--feed-port",
            serving.server.feedAddress().getPort(),
            "--feed",
            "pos",
            "--token",
            token
        };
        Object[] all = new Object[fixed.length + files.length];
        System.arraycopy(fixed, 0, all, 0, fixed.length);
        System.arraycopy(files, 0, all, fixed.length, files.length);
        return Cli.run(all);
    }

    private Path sales(String name, int from, int count) throws Exception {
        StringBuilder rows = new StringBuilder("id,date,rep,sku,quantity,amount\n");
        for (int k = from; k < from + count; k++) {
            rows.append("L").append(k).append(",2026-01-05,rep-").append(k % 13).append(",PUMP,1,10.50\n");
        }
        return Files.writeString(folder.resolve(name), rows.toString());
    }

    @Test
    void shouldComeToTheSameAsSendingOverHttp() throws Exception {
        Path one = sales("one.csv", 0, 3_000);
        Path two = sales("two.csv", 2_000, 3_000);
        Object binary;
        try (Serving serving = new Serving(folder.resolve("binary"))) {
            Cli.Result sent = send(serving, serving.token(), one, two);
            assertThat(sent.err()).isEmpty();
            assertThat(sent.status()).isZero();
            assertThat(sent.out())
                    .contains("one.csv: 3,000 rows")
                    .contains("accepted 3,000, duplicate 0, conflict 0, refused 0, skipped 0")
                    .contains("accepted 2,000, duplicate 1,000, conflict 0, refused 0, skipped 0");
            serving.send("PUT", "/v1/programs/race", "application/yaml", BodyPublishers.ofString(ServerTest.RACE));
            binary = serving.get("/v1/hash").get("standings-hash");
        }
        try (Serving serving = new Serving(folder.resolve("http"))) {
            serving.send("PUT", "/v1/programs/race", "application/yaml", BodyPublishers.ofString(ServerTest.RACE));
            assertThat(Cli.run("send", one, two, "--server", serving.url(), "--feed", "pos", "--token", serving.token())
                            .status())
                    .isZero();
            assertThat(serving.get("/v1/hash").get("standings-hash")).isEqualTo(binary);
        }
        assertThat(binary).isNotEqualTo(Figures.hash(0));
    }

    @Test
    void shouldNameTheLinesThatAreRefusedOrInConflict() throws Exception {
        Path good = sales("good.csv", 0, 10);
        Path bad = Files.writeString(
                folder.resolve("bad.csv"),
                "id,date,rep,sku,quantity,amount\n"
                        + "L3,2026-01-05,rep-3,PUMP,1,99\n"
                        + "L11,2026-01-05,rep-3,PUMP,1,2\n"
                        + "L12,2026-31-05,rep-3,PUMP,1,2\n");
        try (Serving serving = new Serving(folder.resolve("data"))) {
            assertThat(send(serving, serving.token(), good).status()).isZero();
            Cli.Result sent = send(serving, serving.token(), bad);
            assertThat(sent.status()).isEqualTo(1);
            assertThat(sent.err()).contains("bad.csv:2: conflict: ", "bad.csv:4: date: ");
            assertThat(sent.out()).contains("accepted 1, duplicate 0, conflict 1, refused 1, skipped 0");
        }
    }

    @Test
    void shouldAskForATokenAndSayWhoDoesNotAnswer() throws Exception {
        Path file = sales("one.csv", 0, 1);
        try (Serving serving = new Serving(folder.resolve("data"))) {
            Cli.Result foreign = send(serving, "tm_000000000000_x", file);
            assertThat(foreign.status()).isEqualTo(2);
            assertThat(foreign.err()).contains("the token is not in force");
        }
        Cli.Result nobody =
                Cli.run("send", "--binary", file, "--server", "http://127.0.0.1:1", "--feed", "pos", "--token", "x");
        assertThat(nobody.status()).isEqualTo(3);
        assertThat(nobody.err()).contains("no binary feed answers at 127.0.0.1:2");
    }

    @Test
    void shouldLoadAtARateAndSayHowLongAnswersTook() throws Exception {
        try (Serving serving = new Serving(folder.resolve("data"))) {
            Path hdr = folder.resolve("latency.hgrm");
            Cli.Result loaded = Cli.run(
                    "load",
                    "--server",
                    serving.url(),
                    "--feed-port",
                    serving.server.feedAddress().getPort(),
                    "--token",
                    serving.token(),
                    "--rate",
                    "5000",
                    "--seconds",
                    "1",
                    "--hdr",
                    hdr);
            assertThat(loaded.err()).isEmpty();
            assertThat(loaded.status()).isZero();
            assertThat(loaded.out())
                    .contains("sent 5,000 activities")
                    .contains("accepted 5,000, duplicate 0, conflict 0, refused 0")
                    .contains("acknowledged")
                    .contains("hiccups");
            assertThat(Files.readString(hdr)).contains("Percentile");
        }
        assertThat(Cli.run("load", "--rate", "0").status()).isEqualTo(2);
    }
}
