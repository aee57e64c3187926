package io.tidemark.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.engine.EngineLimits;
import io.tidemark.engine.desk.DeskCollection;
import io.tidemark.engine.host.DirectHost;
import io.tidemark.engine.host.PastCores;
import io.tidemark.gateway.HttpGateway;
import io.tidemark.gateway.access.Tokens;
import io.tidemark.gateway.answer.JsonText;
import io.tidemark.gateway.command.Commands;
import io.tidemark.gateway.config.Setting;
import io.tidemark.gateway.config.Settings;
import io.tidemark.gateway.http.Reads;
import io.tidemark.gateway.ingest.ReportLines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that were taken before the process ended are read by the next. */
class ResumeTest {
    @TempDir
    Path data;

    @Test
    void shouldGoOnWithFilesThatWaited() throws Exception {
        DirectHost host = new DirectHost(EngineLimits.DEFAULT, System::currentTimeMillis);
        Ingest there = new Ingest("a", "pos", "", "a.csv", "somebody", 10, ReportLines.Wish.NONE);
        Ingest gone = new Ingest("b", "pos", "", "b.csv", "somebody", 10, ReportLines.Wish.NONE);
        try (Commands commands = new Commands(host)) {
            for (Ingest ingest : new Ingest[] {there, gone}) {
                String text = JsonText.write(json -> ingest.write(json, Ingest.QUEUED));
                commands.put(DeskCollection.INGESTS, ingest.id(), text).join();
            }
        }
        Path file = data.resolve("uploads").resolve("a.csv");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "id,date,rep,amount\n1,2026-01-05,ann,5\n2,2026-01-05,ann,5\n");
        Path half = Files.writeString(file.resolveSibling("c.csv"), "id,date,rep,amo");
        Settings settings = Settings.presets().option(Setting.DATA, data).option(Setting.PORT, 0);
        try (HttpGateway gateway =
                new HttpGateway(settings, host, host, PastCores.NONE, new Tokens(), () -> true, router -> {})) {
            assertThat(gateway.recovered()).as("a new token").isTrue();
            Map<String, Object> report = await(host, "a");
            assertThat(report).containsEntry("state", "done").containsEntry("accepted", "2");
            assertThat(await(host, "b")).containsEntry("state", "failed").containsKey("problems");
        }
        assertThat(file).doesNotExist();
        assertThat(half).as("an upload that the end of the process met").doesNotExist();
    }

    private static Map<String, Object> await(DirectHost host, String id) throws Exception {
        while (true) {
            String text = new Reads(host)
                    .await(core -> core.desk().entry(DeskCollection.INGESTS, id).text());
            if (!text.contains("\"state\":\"queued\"")) {
                return JsonText.object(text);
            }
            Thread.sleep(5);
        }
    }
}
