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
 * What of a journal lies behind a sequence that a snapshot holds. Sealed runs before it need not be read; but each that is not
 * ended for good has to be, whatever it holds.
 *
 * @param runs in order; each begins where the one before ends
 * @param expected sequence of the first command to come in them
 */
record Behind(List<Run> runs, long expected) {
    /** @param sequence 0 where nothing is held: everything is to be read */
    static Behind of(List<Run> runs, long sequence) {
        // from the newest on: there may be thousands before that nobody has to open
        for (int k = Math.min(firstOpen(runs), runs.size() - 1); k >= 0 && sequence > 0; k--) {
            Run run = runs.get(k);
            long begin = begin(run);
            if (begin <= sequence + 1) {
                boolean held = Seal.last(run) <= sequence;
                return held
                        ? new Behind(runs.subList(k + 1, runs.size()), Seal.last(run) + 1)
                        : new Behind(runs.subList(k, runs.size()), begin);
            }
        }
        return new Behind(runs, 1);
    }

    /** The first run that is not ended for good; behind the last where all are. */
    private static int firstOpen(List<Run> runs) {
        int first = 0;
        while (first < runs.size() && Seal.isOn(runs.get(first))) {
            first++;
        }
        return first;
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
