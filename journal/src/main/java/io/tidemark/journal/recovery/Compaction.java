package io.tidemark.journal.recovery;

import io.tidemark.journal.FrameApplier;
import io.tidemark.journal.JournalException;
import io.tidemark.journal.archive.ArchiveWriter;
import io.tidemark.journal.disk.Growing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Archives files that nobody will write to any more and whose facts are older than an audit horizon: compressed, in their
 * place, read back and checked against the run's seal before the original goes. Everything reads archives as it reads files.
 *
 * <p>What a start needs of them is a separate question: sealed runs that a snapshot holds are for audits only, archived or not.
 */
public final class Compaction {
    /**
     * A file and what is to become of it.
     *
     * @param lastMs time stamped on its last frame; the smallest long where it holds none
     * @param last sequence of its last command
     * @param archive whether it is to be archived, or is
     * @param needed whether a start has to read it
     */
    public record Item(Path file, long lastMs, long last, boolean archive, boolean needed) {
        public boolean isArchived() {
            return Run.isArchive(file);
        }
    }

    private final Map<Path, long[]> ends = new LinkedHashMap<>();
    private final List<Run> runs;

    private Compaction(List<Run> runs) {
        this.runs = runs;
    }

    /**
     * Reads and checks everything, and says what would be archived.
     *
     * @param olderThanMs files whose last frame was stamped before this
     * @param snapshot sequence up to which the newest snapshot holds everything, 0 without one
     * @throws JournalException where something is missing or damaged: nothing is archived of a journal that is not whole
     */
    public static List<Item> plan(List<Run> runs, long olderThanMs, long snapshot) {
        return new Compaction(runs).plan(olderThanMs, snapshot);
    }

    private List<Item> plan(long olderThanMs, long snapshot) {
        JournalCheck.runs(runs, (record, file, position) -> {
            long[] end = ends.computeIfAbsent(file, any -> new long[] {Long.MIN_VALUE, 0});
            record.forEach((buffer, offset, length) -> end[0] = FrameApplier.timestampMs(buffer, offset));
            end[1] = record.last();
        });
        List<Item> items = new ArrayList<>();
        List<Run> needed = Behind.of(runs, snapshot).runs();
        for (Run run : runs) {
            boolean sealed = Seal.isOn(run);
            for (Path file : run.files()) {
                long[] end = ends.getOrDefault(file, new long[] {Long.MIN_VALUE, 0});
                boolean old = sealed && end[0] < olderThanMs;
                items.add(new Item(file, end[0], end[1], old || Run.isArchive(file), needed.contains(run)));
            }
        }
        return items;
    }

    /**
     * Archives a file. Whenever this ends in the middle, the file or its archive is there whole.
     *
     * @return the archive
     */
    public static Path archive(Path file) {
        Path fresh = file.resolveSibling(file.getFileName() + Run.ARCHIVE + ".new");
        Path archive = file.resolveSibling(file.getFileName() + Run.ARCHIVE);
        try {
            ArchiveWriter.write(file, fresh);
            Files.move(fresh, archive, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            Growing.forceFolder(file.getParent());
            Seal.checkFile(file.getParent(), archive);
            Files.delete(file);
            Growing.forceFolder(file.getParent());
            return archive;
        } catch (IOException failed) {
            throw new JournalException(file + " cannot be archived", failed);
        }
    }
}
