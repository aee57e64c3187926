package io.tidemark.journal.recovery;

import io.tidemark.journal.Framing;
import io.tidemark.journal.JournalException;
import io.tidemark.journal.chronicle.QueueFraming;
import io.tidemark.journal.file.FileFraming;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What one run of the service wrote: a folder that nobody writes to once the run has ended.
 *
 * @param number from 1, consecutive
 */
public record Run(int number, Path folder) {
    private static final String QUEUE = ".cq4";

    static String name(int number) {
        return String.format("run-%06d", number);
    }

    /** The files that hold records, in the order in which they were written. */
    public List<Path> files() {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> isQueue(file) || file.toString().endsWith(FileFraming.SUFFIX))
                    .sorted()
                    .toList();
        } catch (IOException failed) {
            throw new JournalException(folder + " cannot be read", failed);
        }
    }

    private static boolean isQueue(Path file) {
        return file.toString().endsWith(QUEUE);
    }

    static Framing framing(Path file) {
        return isQueue(file) ? new QueueFraming() : new FileFraming();
    }

    @Override
    public String toString() {
        return folder.getFileName().toString();
    }
}
