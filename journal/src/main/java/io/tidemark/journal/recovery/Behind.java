package io.tidemark.journal.recovery;

import io.tidemark.journal.Framing;
import io.tidemark.journal.Framing.Found;
import io.tidemark.journal.Framing.Place;
import io.tidemark.journal.JournalException;
import io.tidemark.journal.Record;
import io.tidemark.journal.disk.FileWindow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Which runs lie behind a sequence that a snapshot holds. Runs before them need not be read; but each that is not ended for good
 * has to be, whatever it holds.
 */
final class Behind {
    private Behind() {}

    /** The runs to read, in order; each begins where the one before ends. */
    static List<Run> runs(List<Run> runs, long sequence) {
        int from = 0;
        for (int k = 0; k < runs.size() && Seal.isOn(runs.get(k)); k++) {
            if (begin(runs.get(k)) <= sequence + 1) {
                from = k;
            }
        }
        return runs.subList(from, runs.size());
    }

    /** Sequence of the command that follows the run's first record, which says that it begins; of one without any the largest. */
    static long begin(Run run) {
        Record record = new Record();
        for (Path file : run.files()) {
            try (FileWindow window = Run.window(file)) {
                if (first(Run.framing(file), window, record)) {
                    return record.first();
                }
            } catch (IOException failed) {
                throw new JournalException(file + " cannot be read", failed);
            }
        }
        return Long.MAX_VALUE;
    }

    private static boolean first(Framing framing, FileWindow window, Record record) throws IOException {
        Place place = framing.at(window, 0);
        while (place.found() == Found.OTHER) {
            place = framing.at(window, place.next());
        }
        return place.found() == Found.RECORD
                && window.load(place.at(), place.length())
                && record.wrap(window.bytes(), window.offset(place.at()), place.length());
    }
}
