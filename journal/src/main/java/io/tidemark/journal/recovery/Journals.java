package io.tidemark.journal.recovery;

import io.tidemark.journal.Journal;
import io.tidemark.journal.JournalException;
import io.tidemark.journal.JournalSettings;
import io.tidemark.journal.chronicle.ChronicleJournal;
import io.tidemark.journal.file.FileJournal;
import io.tidemark.journal.pipeline.RunJournal;
import io.tidemark.journal.pipeline.Runs;

/** Begins the journals of new runs in the store that is set, and seals those that were left. */
public final class Journals implements Runs {
    private final DataFolder folder;
    private final JournalSettings settings;

    /** @param folder held as long as this is used */
    public Journals(DataFolder folder, JournalSettings settings) {
        this.folder = folder;
        this.settings = settings;
    }

    @Override
    public RunJournal next(long timestampMs) {
        return begin(folder, settings, timestampMs);
    }

    @Override
    public void seal(int number, Runnable check) {
        Run run = folder.runs().get(number - 1);
        Ending ending = new Ending(run);
        RunScan scan = new RunScan(run, Behind.begin(run), (record, file, position) -> {
            check.run();
            ending.read(record, file, position);
        });
        scan.read();
        if (!scan.closed()) {
            throw JournalException.damaged(run.folder()
                    + " cannot be read to the end that was written, but up to sequence " + (scan.expected() - 1));
        }
        ending.end(scan);
    }

    /** @param timestampMs the time of the first record to come */
    public static RunJournal begin(DataFolder folder, JournalSettings settings, long timestampMs) {
        Run run = folder.newRun();
        Journal journal = switch (settings.store()) {
            case CHRONICLE -> new ChronicleJournal(run.folder(), settings, timestampMs);
            case FILE -> new FileJournal(run.folder(), settings);
        };
        return new RunJournal(journal, run.number(), folder.path());
    }
}
