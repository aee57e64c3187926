package io.tidemark.journal.recovery;

import io.tidemark.journal.Framing;
import io.tidemark.journal.JournalException;
import io.tidemark.journal.archive.ArchiveBytes;
import io.tidemark.journal.chronicle.QueueFraming;
import io.tidemark.journal.disk.FileWindow;
import io.tidemark.journal.file.FileFraming;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What one run of the service wrote: a folder that nobody writes to once the run has ended.
 *
 * @param number from 1, consecutive
 */
public record Run(int number, Path folder) {
    /** How the name of an archived file ends, behind the name it had. */
    static final String ARCHIVE = ".zst";

    private static final String QUEUE = ".cq4";

    static String name(int number) {
        return String.format("run-%06d", number);
    }

    /**
     * The runs in a data folder, in order. Whoever asks holds it.
     *
     * @throws JournalException where one is missing in between
     */
    public static List<Run> in(Path data) {
        Path journal = data.resolve("journal");
        List<Run> runs = new ArrayList<>();
        try (Stream<Path> folders = Files.list(journal)) {
            folders.filter(folder -> folder.getFileName().toString().matches("run-\\d{6}"))
                    .sorted()
                    .forEach(folder -> runs.add(new Run(numberOf(folder), folder)));
        } catch (IOException failed) {
            throw new JournalException(journal + " cannot be read", failed);
        }
        for (int k = 0; k < runs.size(); k++) {
            if (runs.get(k).number() != k + 1) {
                throw JournalException.damaged(journal.resolve(name(k + 1)) + " is missing; the runs go up to "
                        + runs.get(runs.size() - 1) + ". Bring the folder back from a copy");
            }
        }
        return runs;
    }

    private static int numberOf(Path folder) {
        return Integer.parseInt(folder.getFileName().toString().substring(4));
    }

    /** The files that hold records, archived or not, in the order in which they were written. */
    public List<Path> files() {
        TreeMap<String, Path> files = new TreeMap<>();
        try (Stream<Path> all = Files.list(folder)) {
            all.filter(file -> isQueue(file) || nameOf(file).endsWith(FileFraming.SUFFIX))
                    // while a file is being archived it is there twice: as long as it is, it counts
                    .forEach(file -> files.merge(nameOf(file), file, (one, other) -> isArchive(one) ? other : one));
            return List.copyOf(files.values());
        } catch (IOException failed) {
            throw new JournalException(folder + " cannot be read", failed);
        }
    }

    /** The name under which a file was written. */
    static String nameOf(Path file) {
        String name = file.getFileName().toString();
        return isArchive(file) ? name.substring(0, name.length() - ARCHIVE.length()) : name;
    }

    static boolean isArchive(Path file) {
        return file.toString().endsWith(ARCHIVE);
    }

    static FileWindow window(Path file) throws IOException {
        return isArchive(file) ? new FileWindow(new ArchiveBytes(file)) : new FileWindow(file);
    }

    private static boolean isQueue(Path file) {
        return nameOf(file).endsWith(QUEUE);
    }

    static Framing framing(Path file) {
        return isQueue(file) ? new QueueFraming() : new FileFraming();
    }

    @Override
    public String toString() {
        return folder.getFileName().toString();
    }
}
