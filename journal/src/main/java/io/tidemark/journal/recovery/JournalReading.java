package io.tidemark.journal.recovery;

import java.util.ArrayList;
import java.util.List;

/** Reads what of a journal has to be read, run by run, and checks it: records, seals, how runs join. One thread. */
final class JournalReading {
    private final Behind behind;
    private final List<TornTail> torn = new ArrayList<>();
    private final List<Runnable> endings = new ArrayList<>();
    private long expected;

    JournalReading(Behind behind) {
        this.behind = behind;
        this.expected = behind.expected();
    }

    /** @param sink told each record, in order */
    void read(RunScan.Records sink) {
        for (Run run : behind.runs()) {
            read(run, sink);
        }
    }

    private void read(Run run, RunScan.Records sink) {
        Ending ending = Seal.isOn(run) ? null : new Ending(run);
        RunScan scan = new RunScan(run, expected, (record, file, position) -> {
            if (ending != null) {
                ending.read(record, file, position);
            }
            sink.record(record, file, position);
        });
        scan.read();
        expected = scan.expected();
        Seal.check(run, expected - 1, scan.torn());
        if (scan.torn() != null) {
            torn.add(scan.torn());
        }
        if (ending != null) {
            endings.add(() -> ending.end(scan));
        }
    }

    /** Sequence of the command that follows what was read. */
    long expected() {
        return expected;
    }

    List<TornTail> torn() {
        return torn;
    }

    /** Ends each run for good that was not. */
    List<Runnable> endings() {
        return endings;
    }
}
