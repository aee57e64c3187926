package io.tidemark.journal.snapshot;

import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.snapshot.CoreImage;
import io.tidemark.engine.store.SnapshotException;
import io.tidemark.journal.JournalException;
import io.tidemark.journal.disk.Growing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The snapshots of one data folder. Each is a copy of what the journal says up to its sequence, there to make a start short: any
 * may be deleted, and the journal read instead. One thread at a time.
 */
public final class Snapshots {
    /** The folder's name in a data folder. */
    public static final String FOLDER = "snapshots";

    private static final String SUFFIX = ".snapshot";
    private static final String FRESH = ".tmp";
    private static final int KEPT = 2;

    private final Path folder;

    /**
     * What a core begins with.
     *
     * @param core holds the snapshot's state, or nothing
     * @param file the snapshot taken; null where there was none that could be used
     * @param skipped why newer ones were not used, a sentence each
     */
    public record Start(ScoringCore core, Path file, List<String> skipped) {}

    /** @param data the data folder */
    public Snapshots(Path data) {
        folder = data.resolve(FOLDER);
    }

    /** The files, the newest first. */
    public List<Path> files() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> files = new ArrayList<>(
                    all.filter(file -> file.getFileName().toString().matches("\\d{19}\\" + SUFFIX))
                            .sorted()
                            .toList());
            Collections.reverse(files);
            return files;
        } catch (IOException failed) {
            throw new JournalException(folder + " cannot be read", failed);
        }
    }

    /**
     * Brings back the newest snapshot that is whole; without any, answers a new core.
     *
     * @param fresh makes a core without any state; asked again after an attempt that failed
     */
    public Start start(Supplier<ScoringCore> fresh) {
        return start(files(), fresh, Long.MAX_VALUE);
    }

    /** The core of the newest snapshot that is whole and not behind a moment; without any, a new one. */
    public ScoringCore startBy(long sequence, long timestampMs, Supplier<ScoringCore> fresh) {
        List<Path> before =
                files().stream().filter(file -> sequenceOf(file) <= sequence).toList();
        return start(before, fresh, timestampMs).core();
    }

    private static Start start(List<Path> files, Supplier<ScoringCore> fresh, long untilMs) {
        List<String> skipped = new ArrayList<>();
        for (Path file : files) {
            ScoringCore core = fresh.get();
            try (SnapshotFile snapshot = SnapshotFile.open(file)) {
                snapshot.check();
                core.restore(snapshot);
                same(file, snapshot.sequence(), core.sequence());
                if (core.timestampMs() <= untilMs) {
                    return new Start(core, file, skipped);
                }
            } catch (SnapshotException unusable) {
                skipped.add(file + ": " + unusable.getMessage());
            } catch (IOException | UncheckedIOException failed) {
                skipped.add(file + ": it cannot be read: " + failed.getMessage());
            } catch (RuntimeException wrong) {
                // its checksums are right, so it was written like this: the journal is there for that
                skipped.add(file + ": it holds what cannot be: " + wrong);
            }
        }
        return new Start(fresh.get(), null, skipped);
    }

    private static long sequenceOf(Path file) {
        String name = file.getFileName().toString();
        return Long.parseLong(name.substring(0, name.length() - SUFFIX.length()));
    }

    /** Sequence of the newest by its name, 0 where there is none. */
    public long newestSequence() {
        List<Path> files = files();
        return files.isEmpty() ? 0 : sequenceOf(files.get(0));
    }

    /** What name and header say, and what is in it. */
    private static void same(Path file, long said, long held) {
        if (said != held || sequenceOf(file) != held) {
            throw new SnapshotException("it says that it ends with sequence " + said + ", and ends with " + held);
        }
    }

    /** A snapshot that is written and forced, and has no name yet. */
    public final class Aside {
        private final Path fresh;
        private final Path file;
        private final long sequence;

        private Aside(long sequence) {
            this.sequence = sequence;
            file = folder.resolve(String.format("%019d", sequence) + SUFFIX);
            fresh = folder.resolve(file.getFileName() + FRESH);
        }

        public long sequence() {
            return sequence;
        }

        /**
         * Gives it its name, and deletes older ones. The journal must hold what it holds, safe on the device, before that.
         *
         * @return the file
         */
        public Path name() throws IOException {
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            Growing.forceFolder(folder);
            prune();
            return file;
        }

        /** Deletes it, as far as that goes: what is left the next one deletes. */
        public void drop() {
            try {
                Files.deleteIfExists(fresh);
            } catch (IOException left) {
                // it counts for nothing without its name
            }
        }
    }

    /**
     * Writes an image aside, and forces it.
     *
     * @param check called now and then; what it throws ends the writing, and leaves nothing behind
     */
    public Aside aside(CoreImage image, Runnable check) throws IOException {
        Aside aside = new Aside(image.sequence());
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            Growing.forceFolder(folder.getParent());
        }
        try {
            SnapshotWriter.write(image, aside.fresh, check);
            return aside;
        } catch (IOException | RuntimeException failed) {
            aside.drop();
            throw failed;
        }
    }

    /** Sequence of the newest snapshot that is whole, 0 where there is none: everything before is there twice. */
    public long newestWhole() {
        for (Path file : files()) {
            try (SnapshotFile snapshot = SnapshotFile.open(file)) {
                snapshot.check();
                return snapshot.sequence();
            } catch (SnapshotException | IOException | UncheckedIOException unusable) {
                // an older one may do
            }
        }
        return 0;
    }

    /** Keeps the newest two, and nothing that was being written when a process ended. */
    private void prune() throws IOException {
        List<Path> files = files();
        for (Path old : files.subList(Math.min(KEPT, files.size()), files.size())) {
            Files.delete(old);
        }
        try (Stream<Path> all = Files.list(folder)) {
            for (Path left : all.filter(path -> path.toString().endsWith(FRESH)).toList()) {
                Files.delete(left);
            }
        }
    }
}
