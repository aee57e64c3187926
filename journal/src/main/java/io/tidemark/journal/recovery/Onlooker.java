package io.tidemark.journal.recovery;

import io.tidemark.engine.ScoringCore;
import io.tidemark.journal.JournalException;
import io.tidemark.journal.JournalException.Cause;
import io.tidemark.journal.recovery.JournalCheck.RunSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/**
 * Replays a data folder that a service may hold and write to meanwhile: takes no lock and changes nothing. What is whole when it
 * begins is what it reads. One thread.
 */
public final class Onlooker {
    /** What is being written looks damaged for as long as that takes; damage stays. */
    private static final int LOOKS = 5;

    private static final long PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(200);

    private final Path folder;

    /** Everything that was whole is applied. */
    private static final class Reached extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Reached() {
            super(null, null, false, false);
        }
    }

    /** @throws JournalException where there is no data folder, or one of another format */
    public Onlooker(Path folder) {
        this.folder = folder;
        checkFormat();
    }

    private void checkFormat() {
        Path format = folder.resolve("format");
        String wanted = DataFolder.FORMAT_LINE + DataFolder.FORMAT;
        try {
            if (!Files.isRegularFile(format)) {
                throw new JournalException(
                        Cause.DATA,
                        folder
                                + " is not a data folder: there is no file named format. Name the folder given to serve");
            }
            String line = Files.readString(format).strip();
            if (!line.equals(wanted)) {
                throw JournalException.damaged(format + " reads \"" + line + "\"; this version of Tidemark reads \""
                        + wanted + "\". Use the version that wrote it");
            }
        } catch (IOException failed) {
            throw new JournalException(format + " cannot be read", failed);
        }
    }

    /**
     * Applies everything that is whole to a fresh core.
     *
     * @param progress told the sequence reached, after every record
     * @throws JournalException where something is missing or damaged
     */
    public void replay(ScoringCore core, LongConsumer progress) {
        replay(core, Recovery.Until.END, progress);
    }

    /**
     * The same up to a point, into a core that may have been brought back from a snapshot.
     *
     * @param until what comes behind it is not applied
     */
    public void replay(ScoringCore core, Recovery.Until until, LongConsumer progress) {
        List<Run> runs = Run.in(folder);
        long last = last(runs);
        if (last <= core.sequence()) {
            return;
        }
        Recovery recovery = new Recovery(core, sequence -> {
            progress.accept(sequence);
            if (sequence >= last) {
                throw new Reached();
            }
        });
        try {
            recovery.readingAhead().replay(runs, until);
        } catch (Reached whole) {
            // what comes behind it is being written
        }
    }

    /** Sequence of the last command that is whole. */
    private static long last(List<Run> runs) {
        JournalException damaged = null;
        for (int look = 0; look < LOOKS; look++) {
            try {
                return JournalCheck.runs(runs).stream()
                        .mapToLong(RunSummary::last)
                        .max()
                        .orElse(0);
            } catch (JournalException wrong) {
                damaged = wrong;
                LockSupport.parkNanos(PAUSE_NS);
            }
        }
        throw damaged;
    }
}
