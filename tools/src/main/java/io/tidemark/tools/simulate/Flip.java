package io.tidemark.tools.simulate;

import io.tidemark.journal.Batch.Kind;
import io.tidemark.journal.Framing.Found;
import io.tidemark.journal.Framing.Place;
import io.tidemark.journal.Record;
import io.tidemark.journal.disk.FileWindow;
import io.tidemark.journal.file.FileFraming;
import io.tidemark.journal.snapshot.Snapshots;
import io.tidemark.tools.simulate.disk.SimDisk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** One bit of what is surely safe, changed and changed back. */
record Flip(Path file, long position, int bit) {
    /** A stretch of a file in which every bit is vouched for. */
    private record Stretch(Path file, long from, long length) {}

    /** A record that was read, and what it says was safe when it was written. */
    private record Read(Path file, long from, int length, long first, long safe) {}

    /** Answers {@code null} where nothing is vouched for yet. */
    static Flip draw(SimDisk disk, SplittableRandom random) {
        try {
            List<Stretch> stretches = new ArrayList<>();
            for (Path file : disk.files()) {
                if (file.toString().matches(".*(/seal|\\.tidemark(\\.zst)?)")) {
                    collect(file, stretches);
                }
            }
            if (stretches.isEmpty()) {
                return null;
            }
            Stretch stretch = stretches.get(random.nextInt(stretches.size()));
            return new Flip(stretch.file(), stretch.from() + random.nextLong(stretch.length()), random.nextInt(8));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Every bit of a snapshot is vouched for. Answers {@code null} where there is none. */
    static Flip ofNewestSnapshot(Path data, SplittableRandom random) {
        List<Path> files = new Snapshots(data).files();
        if (files.isEmpty()) {
            return null;
        }
        try {
            return new Flip(files.get(0), random.nextLong(Files.size(files.get(0))), random.nextInt(8));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void collect(Path file, List<Stretch> into) throws IOException {
        if (Files.exists(file.resolveSibling("seal"))) {
            if (Files.size(file) > 0) {
                into.add(new Stretch(file, 0, Files.size(file)));
            }
            return;
        }
        List<Read> records = records(file);
        long safe = records.stream().mapToLong(Read::safe).max().orElse(-1);
        for (Read record : records) {
            if (record.first() <= safe && record.safe() < safe) {
                into.add(new Stretch(file, record.from(), record.length()));
            }
        }
    }

    private static List<Read> records(Path file) throws IOException {
        List<Read> records = new ArrayList<>();
        Record record = new Record();
        try (FileWindow window = new FileWindow(file)) {
            Place place = new FileFraming().at(window, 0);
            while (place.found() == Found.RECORD
                    && window.load(place.at(), place.length())
                    && record.wrap(window.bytes(), window.offset(place.at()), place.length())) {
                long safe = record.kind() == Kind.OPENED ? -1 : record.synced();
                records.add(new Read(file, place.at(), record.length(), record.first(), safe));
                place = new FileFraming().at(window, place.next());
            }
        }
        return records;
    }

    void turn(SimDisk disk) {
        try {
            disk.flip(file, position, bit);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public String toString() {
        return "bit " + bit + " of byte " + position + " of " + file + " changes";
    }
}
