package io.tidemark.gateway.intake;

import io.tidemark.gateway.answer.JsonText;
import io.tidemark.gateway.http.HttpProblem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Files of which a part has come, in a folder: the bytes so far, and beside them what they are. They outlive the process; what has
 * not grown for a day is deleted. Any thread.
 */
final class OpenUploads {
    private static final Duration KEPT = Duration.ofDays(1);
    private static final String PART = ".part";
    private static final String ABOUT = ".json";

    /**
     * An upload that is open.
     *
     * @param ingest what it becomes; its bytes are those of the whole file
     * @param digest SHA-256 of the whole file in hexadecimal digits, or empty
     */
    record Open(String id, Ingest ingest, String digest) {}

    private final Path folder;
    private final int most;
    private final Set<String> inUse = ConcurrentHashMap.newKeySet();

    /** @param most that may be open at once */
    OpenUploads(Path folder, int most) {
        this.folder = folder;
        this.most = most;
    }

    /** The upload of this file by this sender for this purpose, if it is open; else a new one. */
    synchronized Open open(Ingest wanted, String digest) throws IOException, HttpProblem {
        String id = digest.isEmpty() ? wanted.id().replaceAll("[^0-9a-f]", "") : key(wanted, digest);
        Open known = find(id);
        if (known != null) {
            return known;
        }
        Files.createDirectories(folder);
        sweep();
        try (Stream<Path> parts = Files.list(folder)) {
            if (parts.filter(file -> file.toString().endsWith(PART)).count() >= most) {
                throw HttpProblem.noRoom("too many uploads are open — send it again later")
                        .header("retry-after", "10");
            }
        }
        Open made = new Open(id, wanted, digest);
        Files.deleteIfExists(part(id));
        Files.createFile(part(id));
        Files.writeString(about(id), JsonText.write(json -> {
            wanted.write(json, "open");
            json.writeStringField("digest", digest);
        }));
        return made;
    }

    private static String key(Ingest wanted, String digest) {
        String all = JsonText.write(json -> new Ingest(
                        "", wanted.feed(), wanted.profile(), wanted.file(), wanted.by(), wanted.bytes(), wanted.wish())
                .write(json, digest));
        return HexFormat.of().formatHex(sha256().digest(all.getBytes(StandardCharsets.UTF_8)), 0, 16);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException(absent);
        }
    }

    /** The upload, or null where none is open under this id. */
    Open find(String id) throws IOException {
        if (!id.matches("[0-9a-f]{8,64}") || !Files.exists(part(id)) || !Files.exists(about(id))) {
            return null;
        }
        Map<String, Object> about = JsonText.object(Files.readString(about(id)));
        return new Open(id, Ingest.read(about), JsonText.text(about, "digest"));
    }

    /** Bytes that have come. */
    long offset(Open upload) throws IOException {
        return Files.size(part(upload.id()));
    }

    Path part(String id) {
        return folder.resolve(id + PART);
    }

    private Path about(String id) {
        return folder.resolve(id + ABOUT);
    }

    /** Takes it for one request; answers false where another has it. */
    boolean take(String id) {
        return inUse.add(id);
    }

    void giveBack(String id) {
        inUse.remove(id);
    }

    /** Whether all bytes are there and are those that were announced. Blocks for as long as it takes to read them. */
    boolean isWhole(Open upload) throws IOException {
        if (upload.digest().isEmpty()) {
            return offset(upload) == upload.ingest().bytes();
        }
        MessageDigest digest = sha256();
        try (InputStream in = Files.newInputStream(part(upload.id()))) {
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest()).equals(upload.digest());
    }

    /** Moves the bytes to where files wait to be read; the upload is no longer open. */
    void handOver(Open upload, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.move(part(upload.id()), to, StandardCopyOption.ATOMIC_MOVE);
        Files.deleteIfExists(about(upload.id()));
    }

    void delete(Open upload) throws IOException {
        Files.deleteIfExists(part(upload.id()));
        Files.deleteIfExists(about(upload.id()));
    }

    private void sweep() throws IOException {
        Instant oldest = Instant.now().minus(KEPT);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String id = file.getFileName().toString().replaceFirst("\\..*", "");
                Path part = part(id);
                if (!Files.exists(part)
                        || Files.getLastModifiedTime(part).toInstant().isBefore(oldest)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
