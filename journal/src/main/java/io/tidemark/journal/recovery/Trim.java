package io.tidemark.journal.recovery;

import io.tidemark.journal.JournalException;
import io.tidemark.journal.disk.FileWindow;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/** Gives back what was written ahead in files that nobody writes any more: zeros behind the last record, nothing else. */
final class Trim {
    private static final long WORTH_IT = 64 << 10;

    private Trim() {}

    /** @param ends where the records of each file end */
    static void trim(Map<Path, Long> ends) {
        ends.forEach(Trim::trim);
    }

    private static void trim(Path file, long end) {
        try {
            if (isZeroBehind(file, end)) {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.truncate(end);
                    channel.force(true);
                }
            }
        } catch (IOException failed) {
            throw new JournalException(file + " cannot be cut to what it holds", failed);
        }
    }

    private static boolean isZeroBehind(Path file, long end) throws IOException {
        try (FileWindow window = new FileWindow(file)) {
            return window.size() > end + WORTH_IT && window.skipZeros(end + 3 & -4L) == window.size();
        }
    }
}
