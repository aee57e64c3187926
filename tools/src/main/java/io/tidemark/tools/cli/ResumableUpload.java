package io.tidemark.tools.cli;

import io.tidemark.gateway.answer.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Sends a large file so that what breaks off goes on where it broke, in this process or in the next one: the upload is known by
 * the file's digest. One thread.
 */
final class ResumableUpload {
    private final ServerClient client;
    private final Path file;
    private final ProgressBar bar;

    ResumableUpload(ServerClient client, Path file, ProgressBar bar) {
        this.client = client;
        this.file = file;
        this.bar = bar;
    }

    /**
     * Sends what the server does not have yet.
     *
     * @param query of the upload, behind the question mark
     * @return the answer behind the last piece, or one that refuses
     */
    ServerClient.Answer send(String query) throws Failure {
        String digest = digest();
        ServerClient.Answer opened = client.ask(
                "/v1/uploads?" + query + "&digest=" + digest,
                () -> HttpRequest.newBuilder()
                        .POST(BodyPublishers.noBody())
                        .header("Upload-Length", Long.toString(Files.size(file))));
        if (opened.status() != 201) {
            return opened;
        }
        // each try asks anew how far the one before came
        return client.ask(opened.location(), () -> {
            long from = JsonText.number(client.get(opened.location()).body(), "offset");
            return HttpRequest.newBuilder()
                    .method("PATCH", rest(from))
                    .header("Content-Type", "application/offset+octet-stream")
                    .header("Upload-Offset", Long.toString(from));
        });
    }

    private BodyPublisher rest(long from) throws IOException {
        long size = Files.size(file);
        if (from >= size) {
            return BodyPublishers.noBody();
        }
        BodyPublisher all = BodyPublishers.ofInputStream(() -> {
            try {
                InputStream in = Files.newInputStream(file);
                in.skipNBytes(from);
                return in;
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
        });
        return BodyPublishers.fromPublisher(bar.watch(all, size - from), size - from);
    }

    private String digest() throws Failure {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException unreadable) {
            throw new Failure(Exit.INPUT, file + " cannot be read: " + unreadable.getMessage());
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException(absent);
        }
    }
}
