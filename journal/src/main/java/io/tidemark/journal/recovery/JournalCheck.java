package io.tidemark.journal.recovery;

import io.tidemark.journal.Batch;
import io.tidemark.journal.JournalException;
import io.tidemark.journal.Record;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads a journal and checks it, without applying anything. */
public final class JournalCheck {
    /**
     * What one run holds.
     *
     * @param first sequence of its first command, of one without any the next to come
     * @param last sequence of its last command, of one without any one less
     * @param closed whether it ended in order
     * @param torn what was being written when it was cut off; {@code null} where there is nothing
     */
    public record RunSummary(
            Run run, long records, long frames, long first, long last, boolean closed, TornTail torn) {}

    /** Told each record, in order, once it was checked. */
    public interface Records {
        /** @param record valid during the call only */
        void record(Record record, Path file, long position);
    }

    private JournalCheck() {}

    /** @throws JournalException where something is missing or damaged */
    public static List<RunSummary> runs(List<Run> runs) {
        return runs(runs, (record, file, position) -> {});
    }

    /**
     * Reads and hands on what is whole.
     *
     * @throws JournalException where something is missing or damaged; what comes before it was handed on
     */
    public static List<RunSummary> runs(List<Run> runs, Records sink) {
        List<RunSummary> summaries = new ArrayList<>();
        long expected = 1;
        for (Run run : runs) {
            long[] counts = new long[2];
            RunScan scan = new RunScan(run, expected, (record, file, position) -> {
                counts[0]++;
                counts[1] += record.frames();
                if (record.kind() == Batch.Kind.FRAMES && !record.forEach((buffer, offset, length) -> {})) {
                    throw JournalException.damaged(
                            file + ", byte " + position + ": the frames do not fill their record");
                }
                sink.record(record, file, position);
            });
            scan.read();
            Seal.check(run, scan.expected() - 1, scan.torn());
            long first = expected;
            expected = scan.expected();
            summaries.add(new RunSummary(run, counts[0], counts[1], first, expected - 1, scan.closed(), scan.torn()));
        }
        return summaries;
    }
}
