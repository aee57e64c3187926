package io.tidemark.tools.service;

import io.tidemark.gateway.answer.JsonText;
import io.tidemark.gateway.config.Setting;
import io.tidemark.gateway.config.SettingException;
import io.tidemark.gateway.config.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A whole server in this process, on a free port, with a client. */
final class Serving implements AutoCloseable {
    final Server server;
    private final Path data;
    private final HttpClient client = HttpClient.newHttpClient();

    Serving(Path data) throws SettingException, IOException, InterruptedException {
        this(data, Map.of());
    }

    Serving(Path data, Map<Setting, Object> more) throws SettingException, IOException, InterruptedException {
        this.data = data;
        Settings settings = Settings.presets()
                .option(Setting.DATA, data)
                .option(Setting.PORT, 0)
                .option(Setting.MIN_FREE_BYTES, 0)
                .option(Setting.JOURNAL_BLOCK_BYTES, "8M")
                .option(Setting.JOURNAL_AHEAD_BYTES, 0);
        for (Map.Entry<Setting, Object> one : more.entrySet()) {
            settings.option(one.getKey(), one.getValue());
        }
        server = new Server(settings);
        server.listen();
        server.recover(sequence -> {});
    }

    String url() {
        return server.url();
    }

    String token() throws IOException {
        return Files.readString(data.resolve("admin-token")).strip();
    }

    HttpResponse<String> send(String method, String path, String type, HttpRequest.BodyPublisher body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url() + path))
                .method(method, body)
                .header("Authorization", "Bearer " + token())
                .header("Content-Type", type)
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    Map<String, Object> get(String path) throws IOException, InterruptedException {
        return JsonText.object(send("GET", path, "text/plain", HttpRequest.BodyPublishers.noBody())
                .body());
    }

    @Override
    public void close() {
        server.close();
    }
}
