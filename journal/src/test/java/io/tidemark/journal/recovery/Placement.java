package io.tidemark.journal.recovery;

import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;

/** Which file holds which command. */
public final class Placement {
    private Placement() {}

    /** The file of each record, by the sequence of its last command. */
    public static TreeMap<Long, Path> of(List<Run> runs) {
        TreeMap<Long, Path> files = new TreeMap<>();
        long expected = 1;
        for (Run run : runs) {
            RunScan scan = new RunScan(run, expected, (record, file, position) -> {
                files.putIfAbsent(record.last(), file);
            });
            scan.read();
            expected = scan.expected();
        }
        return files;
    }
}
