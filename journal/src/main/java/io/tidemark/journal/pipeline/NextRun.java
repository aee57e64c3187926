package io.tidemark.journal.pipeline;

import io.tidemark.journal.JournalException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.agrona.concurrent.EpochClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to another run while the service goes on, so that what a snapshot holds and what lies behind it are in different ones.
 * Handed on from thread to thread:
 *
 * <pre>
 *  core      ask          a snapshot is due
 *  snapshots layReady     folder and files of the next run
 *  append    moveOn       once everything appended is forced: the old run ends in order, the next begins
 *  core      isBehind     what is applied has come to where the next begins: it freezes, forget
 *  snapshots endLeft      the run that was left is forced, closed, sealed
 * </pre>
 */
final class NextRun {
    private static final Logger LOG = LoggerFactory.getLogger(NextRun.class);

    private enum Stage {
        IDLE,
        ASKED,
        READY,
        MOVED
    }

    private final CurrentRun current;
    private final Runs runs;
    private final Progress progress;
    private final EpochClock time;
    private volatile Stage stage = Stage.IDLE;
    private RunJournal ready;
    private final Queue<RunJournal> left = new ConcurrentLinkedQueue<>();
    /** Those of the runs that were left whose journals are closed. */
    private final Queue<Integer> unsealed = new ArrayDeque<>();

    private long begins;

    NextRun(CurrentRun current, Runs runs, Progress progress, EpochClock time) {
        this.current = current;
        this.runs = runs;
        this.progress = progress;
        this.time = time;
    }

    boolean isIdle() {
        return stage == Stage.IDLE;
    }

    void ask() {
        stage = Stage.ASKED;
    }

    /** Answers whether there was anything to do. */
    boolean layReady() {
        if (stage != Stage.ASKED) {
            return false;
        }
        try {
            ready = runs.next(time.time());
        } catch (JournalException failed) {
            LOG.warn("no new run can begin with the snapshot, the one that is written goes on", failed);
        }
        if (ready == null) {
            begins = 0;
            stage = Stage.MOVED;
        } else {
            progress.askForForce(true);
            stage = Stage.READY;
        }
        return true;
    }

    /** Whether the appender has to go on in another run before it appends anything. */
    boolean isReady() {
        return stage == Stage.READY;
    }

    /** Answers false while something appended is not forced: that comes first. */
    boolean moveOn(long lastSequence, long timestampMs) {
        if (progress.forcedSequence() < lastSequence) {
            return false;
        }
        left.add(current.moveTo(ready, lastSequence, timestampMs));
        ready = null;
        begins = lastSequence;
        progress.askForForce(false);
        stage = Stage.MOVED;
        return true;
    }

    /** Whether the next run begins at or before a command that was applied, or there is none. */
    boolean isBehind(long sequence) {
        return stage == Stage.MOVED && sequence >= begins;
    }

    void forget() {
        stage = Stage.IDLE;
    }

    /**
     * Does one step towards ending for good a run that was left; where that fails the next start does it.
     *
     * @param check what it throws leaves the run to another time
     * @return whether anything was done
     */
    boolean endLeft(Runnable check) {
        RunJournal run = left.poll();
        if (run != null) {
            run.journal().force();
            run.journal().close();
            unsealed.add(run.run());
            return true;
        }
        if (unsealed.isEmpty() || !seal(unsealed.peek(), check)) {
            return false;
        }
        unsealed.remove();
        return true;
    }

    /** Answers false where it was given up. */
    private boolean seal(int run, Runnable check) {
        long begun = System.nanoTime();
        try {
            runs.seal(run, check);
            LOG.info("run {} is sealed, after {} ms", run, (System.nanoTime() - begun) / 1_000_000);
        } catch (GivenUp given) {
            LOG.info("run {} is not sealed for the time being: {}", run, given.getMessage());
            return false;
        } catch (JournalException failed) {
            LOG.error("run {} cannot be sealed", run, failed);
        }
        return true;
    }

    /** Ends what there is, once the threads have ended and the current run too, in order. */
    void end(Runnable check) {
        boolean more = true;
        while (more) {
            more = endLeft(check);
        }
        seal(current.run().run(), check);
    }

    /** Gives free what was neither begun nor ended. */
    void close() {
        if (ready != null) {
            ready.journal().close();
        }
        left.forEach(run -> run.journal().close());
    }
}
