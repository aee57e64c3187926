package io.tidemark.journal.pipeline;

import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.snapshot.CoreImage;
import io.tidemark.journal.snapshot.SnapshotSettings;
import io.tidemark.journal.snapshot.Snapshots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.Agent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Snapshots while the core goes on: the core's thread freezes when one is due and thaws when it is written, a thread of its own
 * writes. One that fails is said, and tried again when the next is due; the journal has everything.
 */
final class Snapshotter implements Agent {
    private static final Logger LOG = LoggerFactory.getLogger(Snapshotter.class);
    private static final long MIB = 1 << 20;

    private final Snapshots snapshots;
    private final SnapshotSettings settings;
    private final long minFreeBytes;
    private final Path disk;
    private final Progress progress;
    private final Halt halt;

    /** The core thread's: whether the core holds an image, and when the last was taken. */
    private boolean held;

    private long lastSequence;
    private long lastMs;

    /** Handed to the writer; null once it is written or has failed. */
    private volatile CoreImage image;

    private volatile boolean ending;

    /** @param startedMs with which the first interval begins, as the core's sequence does */
    Snapshotter(
            RunJournal journal,
            SnapshotSettings settings,
            long minFreeBytes,
            Progress progress,
            Halt halt,
            long sequence,
            long startedMs) {
        this.disk = journal.disk();
        this.snapshots = new Snapshots(disk);
        this.settings = settings;
        this.minFreeBytes = minFreeBytes;
        this.progress = progress;
        this.halt = halt;
        this.lastSequence = sequence;
        this.lastMs = startedMs;
    }

    /** Between two frames, on the core's thread: freezes, or lets go of, what is due. */
    void look(ScoringCore core, long nowMs) {
        if (held) {
            if (image == null) {
                core.thaw();
                held = false;
            }
        } else if (isDue(core.sequence(), nowMs)) {
            lastSequence = core.sequence();
            lastMs = nowMs;
            held = true;
            image = core.freeze();
        }
    }

    private boolean isDue(long sequence, long nowMs) {
        long more = sequence - lastSequence;
        boolean byNumber = settings.everyCommands() > 0 && more >= settings.everyCommands();
        return byNumber || settings.everyMillis() > 0 && more > 0 && nowMs - lastMs >= settings.everyMillis();
    }

    @Override
    public int doWork() {
        CoreImage due = image;
        if (due == null) {
            return 0;
        }
        try {
            write(due, this::goOn);
        } finally {
            image = null;
        }
        return 1;
    }

    private void write(CoreImage due, Runnable check) {
        long begun = System.nanoTime();
        try {
            Path file = snapshots.write(due, check, () -> awaitForced(due.sequence()));
            LOG.info(
                    "{} written in {} ms, {} MiB",
                    file,
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun),
                    Files.size(file) / MIB);
        } catch (Given given) {
            LOG.info("the snapshot of sequence {} was given up: {}", due.sequence(), given.getMessage());
        } catch (IOException | RuntimeException failed) {
            LOG.warn("the snapshot of sequence {} cannot be written", due.sequence(), failed);
        }
    }

    /** Why a snapshot is not written to its end. */
    private static final class Given extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Given(String why) {
            super(why);
        }
    }

    private void goOn() {
        if (ending || halt.isSet()) {
            throw new Given("the service ends");
        }
        room();
    }

    /** A snapshot must not take the room that the journal needs. */
    private void room() {
        if (disk.toFile().getUsableSpace() < minFreeBytes) {
            throw new Given(disk + " has less room than the " + minFreeBytes / MIB + " MiB that are kept free");
        }
    }

    /** A snapshot holds nothing that the journal could still lose. */
    private void awaitForced(long sequence) {
        while (progress.forcedSequence() < sequence) {
            goOn();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    /** A snapshot that is being written is given up. Any thread. */
    void end() {
        ending = true;
    }

    /**
     * Writes the last one, once all threads have ended and the journal is forced.
     *
     * @param deadlineNs when it is given up
     */
    void last(ScoringCore core, long deadlineNs) {
        core.thaw();
        boolean isNew = core.sequence() > lastSequence
                || core.sequence() > 0 && snapshots.files().isEmpty();
        if (isNew && !settings.isNever()) {
            progress.forced(core.sequence());
            write(core.freeze(), () -> inTime(deadlineNs));
            core.thaw();
        }
    }

    private void inTime(long deadlineNs) {
        if (System.nanoTime() - deadlineNs > 0) {
            throw new Given("it takes longer than a stop may");
        }
        room();
    }

    @Override
    public String roleName() {
        return "snapshot";
    }
}
