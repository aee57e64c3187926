package io.tidemark.journal.recovery;

import io.tidemark.journal.Batch;
import io.tidemark.journal.Batch.Kind;
import io.tidemark.journal.Framing;
import io.tidemark.journal.Framing.Found;
import io.tidemark.journal.Framing.Place;
import io.tidemark.journal.JournalException;
import io.tidemark.journal.Record;
import io.tidemark.journal.disk.FileWindow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads one run from its beginning, record by record, each checked: checksum, layout version, run, sequence. Where that ends
 * before the run's files do, it looks behind the break for proof that something safe is missing: a record that says of the
 * missing ones that they had been forced. With such proof the journal is damaged; without, it is what was being written when
 * the run ended.
 */
final class RunScan {
    /** Told each record. */
    interface Records {
        void record(Record record, Path file, long position);
    }

    private final Run run;
    private final Records sink;
    private final Record record = new Record();
    private long expected;
    private boolean opened;
    /** Whether a record of the file that is read was taken. */
    private boolean begun;

    private boolean gap;
    private boolean closed;
    private TornTail torn;
    private final Map<Path, Long> ends = new LinkedHashMap<>();

    /** @param expected sequence of the first command to come */
    RunScan(Run run, long expected, Records sink) {
        this.run = run;
        this.expected = expected;
        this.sink = sink;
    }

    /** Sequence of the command that follows the last one read. */
    long expected() {
        return expected;
    }

    /** Whether the run ended in order. */
    boolean closed() {
        return closed;
    }

    /** What ends the run without being a whole record; {@code null} where there is nothing such. */
    TornTail torn() {
        return torn;
    }

    /** Where the records of each file that is whole end. */
    Map<Path, Long> ends() {
        return ends;
    }

    void read() {
        List<Path> files = run.files();
        for (int k = 0; k < files.size(); k++) {
            Path file = files.get(k);
            try (FileWindow window = Run.window(file)) {
                begun = false;
                long stop = read(file, window);
                if (stop >= 0) {
                    torn = behind(files, gap && !begun && k > 0 ? k - 1 : k, window, stop);
                    return;
                }
            } catch (IOException failed) {
                throw new JournalException(file + " cannot be read", failed);
            }
        }
    }

    /** Looks behind the break. What a file's first record does not continue is missing at the end of the file before. */
    private TornTail behind(List<Path> files, int broken, FileWindow window, long stop) throws IOException {
        Path file = files.get(broken);
        List<Path> later = files.subList(broken + 1, files.size());
        if (!ends.containsKey(file)) {
            return new TailScan(run, expected).after(file, window, stop, later);
        }
        try (FileWindow before = Run.window(file)) {
            return new TailScan(run, expected).after(file, before, ends.get(file), later);
        }
    }

    /** Answers where the file stops being what it should be, −1 where it does not. */
    private long read(Path file, FileWindow window) throws IOException {
        Framing framing = Run.framing(file);
        long position = 0;
        while (!closed) {
            Place place = framing.at(window, position);
            boolean good = place.found() == Found.OTHER
                    || place.found() == Found.RECORD && accept(file, window, place, position);
            boolean ended = place.found() == Found.END
                    || place.found() == Found.NOTHING && window.skipZeros(position) == window.size();
            if (ended) {
                return end(file, place.found() == Found.END ? position + Framing.END_BYTES : position);
            }
            if (!good) {
                return position;
            }
            position = place.next();
        }
        return end(file, position);
    }

    private long end(Path file, long position) {
        ends.put(file, position);
        return -1;
    }

    private boolean accept(Path file, FileWindow window, Place place, long position) throws IOException {
        boolean whole = window.load(place.at(), place.length())
                && record.wrap(window.bytes(), window.offset(place.at()), place.length())
                && record.length() == place.length();
        if (!whole) {
            return false;
        }
        if (record.version() != Batch.VERSION || record.kind() == null) {
            throw JournalException.damaged(file + ", byte " + position + ": a record of layout version "
                    + record.version() + "; this version of Tidemark reads version " + Batch.VERSION);
        }
        if (record.run() != run.number()) {
            throw JournalException.damaged(
                    file + ", byte " + position + ": a record of run " + record.run() + " in the folder of " + run);
        }
        if (!opened && record.kind() != Kind.OPENED || record.first() != expected) {
            return gap(file, position);
        }
        opened = true;
        begun = true;
        sink.record(record, file, position);
        expected = record.last() + 1;
        closed = record.kind() == Kind.CLOSED;
        return true;
    }

    /** Where a run begins elsewhere than the one before ended, what was safe then is missing now. */
    private boolean gap(Path file, long position) {
        if (!opened && record.kind() == Kind.OPENED) {
            throw JournalException.damaged(file + ", byte " + position + ": " + run + " continues behind sequence "
                    + (record.first() - 1) + ", but what is before it ends with " + (expected - 1)
                    + ". Bring the journal back from a copy");
        }
        gap = true;
        return false;
    }
}
