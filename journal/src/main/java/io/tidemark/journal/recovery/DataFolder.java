package io.tidemark.journal.recovery;

import io.tidemark.journal.JournalException;
import io.tidemark.journal.JournalException.Cause;
import io.tidemark.journal.disk.Growing;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The folder of one manufacturer, held by one process. Holding it is a lock of the operating system, which ends with the
 * process however that ends: a crashed owner is never in the way.
 */
public final class DataFolder implements AutoCloseable {
    /** Version of the layout that this program writes and reads. */
    public static final int FORMAT = 1;

    static final String FORMAT_LINE = "tidemark data, format ";

    private final Path path;
    private final FileChannel lockFile;
    private final FileLock lock;

    private DataFolder(Path path, FileChannel lockFile, FileLock lock) {
        this.path = path;
        this.lockFile = lockFile;
        this.lock = lock;
    }

    /**
     * Takes the folder, making it where there is none.
     *
     * @throws JournalException where another process holds it, another format is in it, or it cannot be used
     */
    public static DataFolder open(Path path) {
        try {
            make(path.toAbsolutePath());
            return lockAndCheck(path);
        } catch (IOException failed) {
            throw new JournalException(path + " cannot be used as a data folder", failed);
        }
    }

    /** Makes what is missing; its name survives the loss of power. */
    private static void make(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            Path there = path.getParent();
            while (there != null && !Files.isDirectory(there)) {
                there = there.getParent();
            }
            Files.createDirectories(path);
            for (Path folder = path.getParent(); folder != null; folder = folder.getParent()) {
                forceName(folder);
                if (folder.equals(there)) {
                    break;
                }
            }
        }
        Files.createDirectories(path.resolve("journal"));
    }

    private static void forceName(Path folder) throws IOException {
        try {
            Growing.forceFolder(folder);
        } catch (AccessDeniedException unreadable) {
            // a folder in which one may make others but not look cannot be forced by us
        }
    }

    /** Takes a folder that is there. */
    public static DataFolder openExisting(Path path) {
        if (!Files.isRegularFile(path.resolve("format"))) {
            throw new JournalException(
                    Cause.DATA,
                    path + " is not a data folder: there is no file named format. Name the folder given to serve");
        }
        return open(path);
    }

    private static DataFolder lockAndCheck(Path path) throws IOException {
        FileChannel file = FileChannel.open(
                path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = tryLock(file);
            if (lock == null) {
                throw new JournalException(
                        Cause.ENVIRONMENT,
                        path + " is in use by " + owner(file)
                                + ". One process holds a data folder: stop that one, or name another folder");
            }
            file.truncate(0);
            file.write(
                    StandardCharsets.UTF_8.encode(
                            "process " + ProcessHandle.current().pid() + "\n"),
                    0);
            DataFolder folder = new DataFolder(path, file, lock);
            folder.checkFormat();
            return folder;
        } catch (IOException | RuntimeException failed) {
            file.close();
            throw failed;
        }
    }

    private static FileLock tryLock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException here) {
            return null;
        }
    }

    private static String owner(FileChannel file) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(64);
        file.read(text, 0);
        String owner = StandardCharsets.UTF_8.decode(text.flip()).toString().strip();
        return owner.isEmpty() ? "another process" : owner;
    }

    private void checkFormat() throws IOException {
        Path format = path.resolve("format");
        if (!Files.exists(format)) {
            if (!runs().isEmpty()) {
                throw JournalException.damaged(path
                        + " holds a journal, but its file named format is missing. It reads: " + FORMAT_LINE + FORMAT);
            }
            Seal.write(format, FORMAT_LINE + FORMAT + "\n");
            return;
        }
        String line = Files.readString(format).strip();
        if (!line.equals(FORMAT_LINE + FORMAT)) {
            throw JournalException.damaged(format + " reads \"" + line + "\"; this version of Tidemark reads \""
                    + FORMAT_LINE + FORMAT + "\". Use the version that wrote it");
        }
    }

    public Path path() {
        return path;
    }

    private Path journal() {
        return path.resolve("journal");
    }

    /**
     * The runs, in order.
     *
     * @throws JournalException where one is missing in between
     */
    public List<Run> runs() {
        return Run.in(path);
    }

    /** Makes the folder of the next run; its name survives the loss of power. */
    public Run newRun() {
        int number = runs().size() + 1;
        Path folder = journal().resolve(Run.name(number));
        try {
            Files.createDirectory(folder);
            Growing.forceFolder(journal());
            Growing.forceFolder(path);
        } catch (IOException failed) {
            throw new JournalException(folder + " cannot be made", failed);
        }
        return new Run(number, folder);
    }

    /** Gives the folder free. */
    @Override
    public void close() {
        try {
            lock.release();
            lockFile.close();
        } catch (IOException harmless) {
            // the lock ends with the process at the latest
        }
    }
}
