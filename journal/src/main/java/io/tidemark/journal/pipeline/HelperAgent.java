package io.tidemark.journal.pipeline;

import io.tidemark.journal.Journal;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.NanoClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes ahead for the appender, and watches the room on the disk and the file handles for its next file: frames stop before either
 * is used up, and go on when there is some again.
 */
final class HelperAgent implements Agent {
    private static final Logger LOG = LoggerFactory.getLogger(HelperAgent.class);
    private static final long LOOK_EVERY_NS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Journal journal;
    private final Path disk;
    private final FileStore store;
    private final long minFreeBytes;
    private final Pause pause;
    private final Halt halt;
    private final NanoClock clock;
    private long lookedNs;

    HelperAgent(Journal journal, Path disk, long minFreeBytes, Pause pause, Halt halt, NanoClock clock)
            throws IOException {
        this.journal = journal;
        this.disk = disk;
        this.store = Files.getFileStore(disk);
        this.minFreeBytes = minFreeBytes;
        this.pause = pause;
        this.halt = halt;
        this.clock = clock;
        look();
    }

    @Override
    public int doWork() throws IOException {
        if (halt.isSet()) {
            return 0;
        }
        long now = clock.nanoTime();
        if (now - lookedNs >= LOOK_EVERY_NS) {
            lookedNs = now;
            look();
        }
        return !pause.isSet() && journal.prepare() ? 1 : 0;
    }

    private void look() throws IOException {
        String why = lack();
        if (!why.isEmpty() && !pause.isSet()) {
            pause.set(why);
            LOG.warn(why);
        } else if (why.isEmpty() && pause.isSet()) {
            pause.end();
            LOG.info("{}: what lacked is there again, frames are taken", disk);
        }
    }

    /** What keeps frames from being taken; empty where nothing does. */
    private String lack() throws IOException {
        long free = store.getUsableSpace();
        if (free < minFreeBytes) {
            return disk + " has " + (free >> 20) + " MiB left, less than the " + (minFreeBytes >> 20)
                    + " MiB that are kept free: no frames are taken until there is room";
        }
        return journal.hasSpareHandles()
                ? ""
                : "too many files are open: none is left for the journal's next file, no frames are taken until there is";
    }

    @Override
    public String roleName() {
        return "helper";
    }
}
