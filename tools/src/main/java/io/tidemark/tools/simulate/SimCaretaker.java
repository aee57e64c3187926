package io.tidemark.tools.simulate;

import io.tidemark.journal.recovery.Compaction;
import io.tidemark.journal.recovery.DataFolder;
import io.tidemark.journal.snapshot.Snapshots;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/** Who looks after the data folder while no service runs. */
final class SimCaretaker {
    /** Answers what was done, {@code null} where nothing was. */
    interface Task {
        String run(SimCaretaker caretaker);
    }

    private final Path data;
    private final SplittableRandom random;
    private final Trace trace;

    SimCaretaker(Path data, SplittableRandom random, Trace trace) {
        this.data = data;
        this.random = random;
        this.trace = trace;
    }

    String archive() {
        trace.say(() -> "ended runs are archived");
        try (DataFolder folder = DataFolder.open(data)) {
            for (Compaction.Item item : Compaction.plan(folder.runs(), Long.MAX_VALUE, 0)) {
                if (item.archive() && !item.isArchived()) {
                    Compaction.archive(item.file());
                }
            }
        }
        return "all that had ended is archived";
    }

    /** A snapshot is a copy of what the journal says: any may go. */
    String deleteSnapshot() {
        List<Path> files = new Snapshots(data).files();
        if (files.isEmpty()) {
            return null;
        }
        Path file = files.get(random.nextInt(files.size()));
        trace.say(() -> file + " is deleted");
        try {
            Files.delete(file);
            return file + " is gone";
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
