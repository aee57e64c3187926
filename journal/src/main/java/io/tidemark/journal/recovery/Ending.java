package io.tidemark.journal.recovery;

import io.tidemark.journal.JournalException;
import io.tidemark.journal.Record;
import io.tidemark.journal.disk.FileWindow;
import io.tidemark.journal.disk.Growing;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/**
 * Ends a run for good, by the start that read it and before anything is said to anybody. The process that wrote the run may
 * have ended before a force, or because one failed: what was read then came from memory and is not on the device, which after a
 * failed force may even take it for written. So whatever no record says was forced is written once more and forced. Then room
 * reserved is given back and the run is sealed.
 */
final class Ending {
    /** A record of which none behind it has said so far that it was forced. */
    private record Unsure(Path file, long position, long last) {}

    private final Run run;
    private final ArrayDeque<Unsure> unsure = new ArrayDeque<>();

    Ending(Run run) {
        this.run = run;
    }

    /** Told each record, in order. */
    void read(Record record, Path file, long position) {
        unsure.addLast(new Unsure(file, position, record.last()));
        while (record.frames() > 0 && !unsure.isEmpty() && unsure.peekFirst().last() <= record.synced()) {
            unsure.removeFirst();
        }
    }

    /** @param scan by which the run was read */
    void end(RunScan scan) {
        try {
            Trim.trim(scan.ends());
            Map<Path, Long> unsure = unsure(scan.torn());
            for (Path file : run.files()) {
                makeSafe(file, unsure.getOrDefault(file, Long.MAX_VALUE));
            }
            Growing.forceFolder(run.folder());
            Seal.put(run, scan.expected() - 1);
        } catch (IOException failed) {
            throw new JournalException(run.folder() + " cannot be made safe", failed);
        }
    }

    /** From where on each file is not surely on the device; of others everything is, but for their length. */
    private Map<Path, Long> unsure(TornTail torn) {
        Map<Path, Long> from = new HashMap<>();
        unsure.forEach(record -> from.putIfAbsent(record.file(), record.position()));
        boolean behind = false;
        for (Path file : run.files()) {
            if (torn != null && torn.file().equals(file)) {
                from.putIfAbsent(file, torn.position());
            } else if (behind) {
                from.putIfAbsent(file, 0L);
            }
            behind |= from.containsKey(file);
        }
        return from;
    }

    private static void makeSafe(Path file, long from) throws IOException {
        try (FileWindow window = new FileWindow(file);
                FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            long position = from >= window.size() ? window.size() : window.skipZeros(from & -4096L);
            while (position < window.size()) {
                int piece = (int) Math.min(64 << 10, window.size() - position);
                if (!window.load(position, piece)) {
                    throw new IOException(file + ", byte " + position + " cannot be read");
                }
                int at = window.offset(position);
                ByteBuffer bytes = window.bytes().duplicate().limit(at + piece).position(at);
                long to = position;
                while (bytes.hasRemaining()) {
                    to += channel.write(bytes, to);
                }
                position = window.skipZeros(to + 3 & -4L);
            }
            channel.force(true);
        }
    }
}
