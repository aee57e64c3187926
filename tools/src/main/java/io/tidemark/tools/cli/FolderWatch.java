package io.tidemark.tools.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The files of a folder that are to be sent: each once it has stopped growing, and again when it was changed. Remembers nothing
 * beyond the process, because sending again changes nothing. One thread.
 */
final class FolderWatch {
    /** Endings of files that are still being written by somebody. */
    private static final Set<String> UNFINISHED = Set.of(".part", ".tmp", ".crdownload", ".filepart");

    private record Seen(long bytes, long changedMs) {}

    private final Path folder;
    private final Map<Path, Seen> before = new HashMap<>();
    private final Map<Path, Seen> taken = new HashMap<>();

    FolderWatch(Path folder) {
        this.folder = folder;
    }

    /** The files that are as they were at the last look and were not taken so, by name; they count as taken. */
    List<Path> look() throws IOException {
        List<Path> due = new ArrayList<>();
        Map<Path, Seen> now = new HashMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(FolderWatch::isFinished).sorted().forEach(file -> see(file, now, due));
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
        before.clear();
        before.putAll(now);
        taken.keySet().retainAll(now.keySet());
        return due;
    }

    private void see(Path file, Map<Path, Seen> now, List<Path> due) {
        Seen seen = seen(file);
        if (seen == null) {
            return;
        }
        now.put(file, seen);
        boolean still = seen.equals(before.get(file));
        if (still && !seen.equals(taken.get(file))) {
            taken.put(file, seen);
            due.add(file);
        }
    }

    /** A file that could not be sent is due again at the next look. */
    void notSent(Path file) {
        taken.remove(file);
    }

    private static boolean isFinished(Path file) {
        String name = file.getFileName().toString();
        return !name.startsWith(".") && UNFINISHED.stream().noneMatch(name::endsWith);
    }

    /** What can be seen of a file from outside, or null where it is none, or gone again. */
    private static Seen seen(Path file) {
        try {
            BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
            boolean any = found.isRegularFile() && found.size() > 0;
            return any ? new Seen(found.size(), found.lastModifiedTime().toMillis()) : null;
        } catch (NoSuchFileException gone) {
            return null;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
