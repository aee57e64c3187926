package io.tidemark.journal.recovery;

import io.tidemark.journal.Journal;
import io.tidemark.journal.JournalSettings;
import io.tidemark.journal.chronicle.ChronicleJournal;
import io.tidemark.journal.file.FileJournal;
import io.tidemark.journal.pipeline.RunJournal;

/** Begins the journal of a new run in the store that is set. */
public final class Journals {
    private Journals() {}

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
