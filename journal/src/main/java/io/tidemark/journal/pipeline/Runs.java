package io.tidemark.journal.pipeline;

/** Where runs come from while the service goes on, and where those that were left end. One thread. */
public interface Runs {
    /** No other run: the one that began goes on until the end. */
    Runs ONE = new Runs() {
        @Override
        public RunJournal next(long timestampMs) {
            return null;
        }

        @Override
        public void seal(int run, Runnable check) {}
    };

    /**
     * Makes folder and journal of the run that follows the newest; nothing is in it yet.
     *
     * @param timestampMs the time of its first record
     * @return {@code null} where there is to be no other
     * @throws io.tidemark.journal.JournalException where that is impossible now
     */
    RunJournal next(long timestampMs);

    /**
     * Reads a run that ended in order, whose journal is forced and closed, and seals it: from then on a start need not read it where
     * a snapshot holds it.
     *
     * @param check called now and then; what it throws ends the work and leaves the run unsealed, which harms nothing
     * @throws io.tidemark.journal.JournalException where what is read is not what was written
     */
    void seal(int run, Runnable check);
}
