package io.tidemark.journal.pipeline;

import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.snapshot.CoreImage;
import io.tidemark.journal.snapshot.SnapshotSettings;
import io.tidemark.journal.snapshot.Snapshots;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.agrona.concurrent.Agent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Snapshots while the core goes on: where one is due another run begins first, then the core's thread freezes; a thread of its own
 * writes, and the core thaws; the file gets its name once the journal is forced as far; the run that was left is sealed. One that
 * fails is said, and tried again when the next is due; the journal has everything. Never blocks but for the device.
 */
final class Snapshotter implements Agent {
    private static final Logger LOG = LoggerFactory.getLogger(Snapshotter.class);
    private static final long MIB = 1 << 20;

    private final Snapshots snapshots;
    private final SnapshotSettings settings;
    private final UnaryOperator<CoreImage> lens;
    private final NextRun next;
    private final long minFreeBytes;
    private final Path disk;
    private final FileStore store;
    private final Progress progress;
    private final Halt halt;

    /** The core thread's: whether the core holds an image, and when the last was taken. */
    private boolean held;

    private long lastSequence;
    private long lastMs;

    /** Handed to the writer; null once it is written aside or has failed. */
    private volatile CoreImage image;

    /** The writer's: a file that has no name yet. */
    private Snapshots.Aside aside;

    private long begunNs;
    private volatile boolean ending;

    /**
     * @param lens what is written of an image: itself
     * @param startedMs with which the first interval begins, as the core's sequence does
     */
    Snapshotter(
            RunJournal journal,
            PipelineSettings pipeline,
            SnapshotSettings settings,
            UnaryOperator<CoreImage> lens,
            NextRun next,
            Progress progress,
            Halt halt,
            long sequence,
            long startedMs)
            throws IOException {
        this.disk = journal.disk();
        this.store = Files.getFileStore(disk);
        this.snapshots = new Snapshots(disk);
        this.settings = settings;
        this.lens = lens;
        this.next = next;
        this.minFreeBytes = pipeline.minFreeBytes();
        this.progress = progress;
        this.halt = halt;
        this.lastSequence = sequence;
        this.lastMs = startedMs;
    }

    /** Between two frames, on the core's thread: asks for the next run, freezes, or lets go of, what is due. */
    void look(ScoringCore core, long nowMs) {
        if (held) {
            if (image == null) {
                core.thaw();
                held = false;
            }
        } else if (next.isIdle()) {
            if (isDue(core.sequence(), nowMs)) {
                next.ask();
            }
        } else if (next.isBehind(core.sequence())) {
            lastSequence = core.sequence();
            lastMs = nowMs;
            held = true;
            image = lens.apply(core.freeze());
            next.forget();
        }
    }

    private boolean isDue(long sequence, long nowMs) {
        long more = sequence - lastSequence;
        boolean byNumber = settings.everyCommands() > 0 && more >= settings.everyCommands();
        return byNumber || settings.everyMillis() > 0 && more > 0 && nowMs - lastMs >= settings.everyMillis();
    }

    @Override
    public int doWork() {
        if (next.layReady()) {
            return 1;
        }
        if (aside != null) {
            return name();
        }
        boolean idle = next.isIdle();
        if (image != null) {
            return writeAside();
        }
        return idle && next.endLeft(this::goOn) ? 1 : 0;
    }

    private int writeAside() {
        CoreImage due = image;
        attempt(due.sequence(), () -> aside(due, this::goOn));
        image = null;
        return 1;
    }

    /** Nothing in a snapshot may be what the journal could still lose. */
    private int name() {
        long sequence = aside.sequence();
        if (!halt.isSet() && progress.forcedSequence() < sequence) {
            return 0;
        }
        attempt(sequence, () -> {
            goOn();
            nameAside();
        });
        return 1;
    }

    private interface Step {
        void run() throws IOException;
    }

    private void attempt(long sequence, Step step) {
        try {
            step.run();
        } catch (GivenUp given) {
            drop();
            LOG.info("the snapshot of sequence {} was given up: {}", sequence, given.getMessage());
        } catch (IOException | RuntimeException failed) {
            drop();
            LOG.warn("the snapshot of sequence {} cannot be written", sequence, failed);
        }
    }

    private void aside(CoreImage due, Runnable check) throws IOException {
        begunNs = System.nanoTime();
        aside = snapshots.aside(due, check);
    }

    private void nameAside() throws IOException {
        Path file = aside.name();
        aside = null;
        LOG.info(
                "{} written in {} ms, {} MiB",
                file,
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begunNs),
                Files.size(file) / MIB);
    }

    private void drop() {
        if (aside != null) {
            aside.drop();
            aside = null;
        }
    }

    private void goOn() {
        if (ending || halt.isSet()) {
            throw new GivenUp("the service ends");
        }
        room();
    }

    /** A snapshot must not take the room that the journal needs. */
    private void room() {
        try {
            if (store.getUsableSpace() < minFreeBytes) {
                throw new GivenUp(disk + " has less room than the " + minFreeBytes / MIB + " MiB that are kept free");
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** A snapshot that is being written is given up. Any thread. */
    void end() {
        ending = true;
    }

    /**
     * Writes the last one, once all threads have ended and the journal is forced.
     *
     * @param check called now and then; what it throws gives it up
     */
    void last(ScoringCore core, Runnable check) {
        core.thaw();
        drop();
        // one that was due may have been given up with the service
        if (core.sequence() > snapshots.newestSequence()) {
            Runnable both = () -> {
                check.run();
                room();
            };
            attempt(core.sequence(), () -> {
                aside(lens.apply(core.freeze()), both);
                nameAside();
            });
            core.thaw();
        }
    }

    @Override
    public String roleName() {
        return "snapshot";
    }
}
