package io.tidemark.journal.recovery;

import io.tidemark.journal.Batch;
import io.tidemark.journal.Framing.Found;
import io.tidemark.journal.Framing.Place;
import io.tidemark.journal.JournalException;
import io.tidemark.journal.Record;
import io.tidemark.journal.disk.FileWindow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads every whole record that is there, past whatever is damaged or missing, and says what that is. For people who look at a
 * damaged journal; nothing is replayed from it. One thread.
 */
public final class Salvage {
    /** Told what was found, in the order of the files. */
    public interface Finds {
        /** @param record valid during the call only */
        void record(Record record, Path file, long position);

        /** Something is not as it was written: a sentence for people. */
        void damaged(String what);
    }

    private final Finds sink;
    private final Record record = new Record();
    private long expected = 1;

    private Salvage(Finds sink) {
        this.sink = sink;
    }

    public static void read(List<Run> runs, Finds sink) {
        Salvage salvage = new Salvage(sink);
        for (Run run : runs) {
            salvage.read(run);
        }
    }

    private void read(Run run) {
        for (Path file : run.files()) {
            try (FileWindow window = Run.window(file)) {
                read(file, window);
            } catch (JournalException damaged) {
                sink.damaged(damaged.getMessage());
            } catch (IOException failed) {
                sink.damaged(file + " cannot be read further: " + failed.getMessage());
            }
        }
        try {
            Seal.check(run, null);
        } catch (JournalException damaged) {
            sink.damaged(damaged.getMessage());
        }
    }

    private void read(Path file, FileWindow window) throws IOException {
        long position = 0;
        while (true) {
            Place place = Run.framing(file).at(window, position);
            boolean whole = place.found() == Found.RECORD
                    && place.length() >= Batch.HEADER
                    && isWhole(window, place.at())
                    && record.length() == place.length();
            if (whole) {
                take(file, place.at());
                position = place.next();
            } else if (place.found() == Found.OTHER) {
                position = place.next();
            } else {
                boolean ended = place.found() == Found.END
                        || place.found() == Found.NOTHING && window.skipZeros(position) == window.size();
                position = ended ? -1 : nextWhole(file, window, position);
                if (position < 0) {
                    return;
                }
            }
        }
    }

    private void take(Path file, long at) {
        if (record.first() > expected) {
            sink.damaged("sequences " + expected + " to " + (record.first() - 1) + " are missing before " + file
                    + ", byte " + at);
        }
        sink.record(record, file, at);
        expected = Math.max(expected, record.last() + 1);
    }

    private boolean isWhole(FileWindow window, long at) throws IOException {
        if (!window.load(at, Batch.HEADER)) {
            return false;
        }
        int length = window.intAt(at + Integer.BYTES);
        return length >= Batch.HEADER
                && window.load(at, length)
                && record.wrap(window.bytes(), window.offset(at), length)
                && record.version() == Batch.VERSION
                && record.kind() != null;
    }

    /** Looks for the next whole record; answers where to go on behind it, −1 where there is none. */
    private long nextWhole(Path file, FileWindow window, long from) throws IOException {
        long at = window.skipZeros(from + 4 & -4L);
        while (at < window.size() && !isWhole(window, at)) {
            at = window.skipZeros(at + 4);
        }
        long until = Math.min(at, window.size());
        sink.damaged(file + ", bytes " + from + " to " + until + " cannot be read"
                + (at < window.size() ? "; a whole record follows" : "; nothing whole follows in this file"));
        if (at >= window.size()) {
            return -1;
        }
        take(file, at);
        return at + record.length();
    }
}
