package io.tidemark.journal.pipeline;

import io.tidemark.journal.Batch;
import io.tidemark.journal.Batch.Kind;
import io.tidemark.journal.Journal;
import java.nio.ByteBuffer;

/**
 * The journal of the run that is written now; another may take its place between two records. For the threads of a
 * {@link Journal}, each with its method.
 */
final class CurrentRun implements Journal {
    private volatile RunJournal run;

    CurrentRun(RunJournal first) {
        this.run = first;
    }

    /** The appender's, and of whoever looks after the threads have ended. */
    RunJournal run() {
        return run;
    }

    /**
     * Ends the run in order and begins another. The appending thread, once everything appended was forced: the mark says so, and no
     * later run may be on the device before.
     *
     * @return the run that was left, its mark not yet forced
     */
    RunJournal moveTo(RunJournal next, long lastSequence, long timestampMs) {
        RunJournal left = run;
        Batch mark = new Batch(Batch.HEADER);
        left.journal().append(mark.mark(Kind.CLOSED, left.run(), lastSequence), timestampMs);
        next.journal().append(mark.mark(Kind.OPENED, next.run(), lastSequence), timestampMs);
        run = next;
        return left;
    }

    @Override
    public void append(ByteBuffer batch, long timestampMs) {
        run.journal().append(batch, timestampMs);
    }

    @Override
    public void force() {
        run.journal().force();
    }

    @Override
    public boolean prepare() {
        return run.journal().prepare();
    }

    @Override
    public boolean hasSpareHandles() {
        return run.journal().hasSpareHandles();
    }

    @Override
    public int maxRecord() {
        return run.journal().maxRecord();
    }

    @Override
    public void close() {
        run.journal().close();
    }
}
