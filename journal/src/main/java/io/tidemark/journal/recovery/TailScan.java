package io.tidemark.journal.recovery;

import io.tidemark.journal.Batch;
import io.tidemark.journal.Batch.Kind;
import io.tidemark.journal.JournalException;
import io.tidemark.journal.Record;
import io.tidemark.journal.disk.FileWindow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Looks behind the place where a run stops being readable: is it its end, or is something missing that was safe? */
final class TailScan {
    private final Run run;
    private final long expected;
    private final Record record = new Record();
    private long bytes;
    private long whole;
    private long highest;

    TailScan(Run run, long expected) {
        this.run = run;
        this.expected = expected;
        this.highest = expected - 1;
    }

    /**
     * @param stop where the first file stops being readable
     * @param later the files behind it
     * @return what is there; {@code null} where there is nothing
     * @throws JournalException where a later record proves that what is missing had been made durable
     */
    TornTail after(Path file, FileWindow window, long stop, List<Path> later) throws IOException {
        look(file, stop, file, window, stop);
        for (Path next : later) {
            try (FileWindow other = Run.window(next)) {
                look(file, stop, next, other, 0);
            }
        }
        return bytes == 0 ? null : new TornTail(file, stop, bytes, text());
    }

    private String text() {
        String held = whole == 0
                ? "no whole record"
                : whole + (whole == 1 ? " whole record" : " whole records") + " up to sequence " + highest
                        + " behind a broken one";
        return bytes + " bytes behind sequence " + (expected - 1) + " were being written when " + run + " ended ("
                + held + "); they had not been acknowledged as durable and are left out";
    }

    private void look(Path broken, long stop, Path file, FileWindow window, long from) throws IOException {
        long position = window.skipZeros(from);
        long last = from;
        while (position < window.size()) {
            last = position + 1;
            long begin = recordAt(window, position);
            if (begin >= 0) {
                judge(broken, stop, file, begin);
                last = begin + record.length();
                position = window.skipZeros(last + 3 & -4L);
            } else {
                position = window.skipZeros(position + 4 & -4L);
            }
        }
        bytes += last - from;
    }

    /** Where a whole record of this run begins, at a position or behind a length; −1 for nowhere. */
    private long recordAt(FileWindow window, long position) throws IOException {
        if (!window.load(position, Batch.HEADER)) {
            return -1;
        }
        int length = window.intAt(position + Integer.BYTES);
        boolean whole = length >= Batch.HEADER
                && window.load(position, length)
                && record.wrap(window.bytes(), window.offset(position), length)
                && record.run() == run.number();
        return whole ? position : -1;
    }

    private void judge(Path broken, long stop, Path file, long position) {
        whole++;
        highest = Math.max(highest, record.last());
        boolean safe = record.synced() >= expected;
        if (safe || record.kind() == Kind.CLOSED && record.last() >= expected) {
            throw JournalException.damaged(broken + ", byte " + stop + ": the journal is damaged from sequence "
                    + expected
                    + " on: " + file + ", byte " + position + " says that everything up to sequence " + record.synced()
                    + " had been made durable. Bring the file back from a copy");
        }
    }
}
