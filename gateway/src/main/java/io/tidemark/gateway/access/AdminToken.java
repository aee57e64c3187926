package io.tidemark.gateway.access;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ExecutionException;

/**
 * The administrator's token in the data folder, readable by its owner only. Where the file is gone, or holds a token that is
 * not in force, a new one is made and those made so before are revoked.
 */
public final class AdminToken {
    /** The file's name. */
    public static final String FILE = "admin-token";

    private static final String NAME = "administrator";

    private AdminToken() {}

    /**
     * Makes sure that there is one.
     *
     * @return whether a new one was made
     * @throws IOException where the file cannot be read or written
     */
    public static boolean ensure(Path folder, TokenDesk desk, Tokens tokens, long nowMs)
            throws IOException, InterruptedException {
        Path file = folder.resolve(FILE);
        Token known = tokens.find(read(file), nowMs);
        if (known != null && known.scopes().contains(Scope.ADMIN)) {
            return false;
        }
        try {
            for (Token old : tokens.all()) {
                if (old.name().equals(NAME) && !old.session()) {
                    desk.revoke(old.id()).get();
                }
            }
            write(
                    file,
                    desk.issue(NAME, EnumSet.of(Scope.ADMIN), nowMs, 0, false)
                            .get()
                            .secret());
        } catch (ExecutionException failed) {
            throw new IOException(
                    "the administrator's token cannot be made: "
                            + failed.getCause().getMessage(),
                    failed);
        }
        return true;
    }

    /** The token in a data folder, or empty where there is no file. */
    public static String read(Path file) throws IOException {
        try {
            return Files.readString(file).strip();
        } catch (NoSuchFileException absent) {
            return "";
        }
    }

    private static void write(Path file, String secret) throws IOException {
        Path draft = file.resolveSibling(FILE + ".new");
        Files.deleteIfExists(draft);
        FileAttribute<?>[] mine =
                Files.getFileStore(file.toAbsolutePath().getParent()).supportsFileAttributeView("posix")
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                        }
                        : new FileAttribute<?>[0];
        try (FileChannel out =
                FileChannel.open(draft, Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW), mine)) {
            ByteBuffer text = ByteBuffer.wrap((secret + "\n").getBytes(StandardCharsets.US_ASCII));
            while (text.hasRemaining()) {
                out.write(text);
            }
            out.force(true);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
