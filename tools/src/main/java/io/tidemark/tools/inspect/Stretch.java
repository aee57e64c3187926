package io.tidemark.tools.inspect;

import io.tidemark.journal.Record;
import io.tidemark.journal.recovery.JournalCheck;
import io.tidemark.journal.recovery.JournalCheck.RunSummary;
import io.tidemark.journal.recovery.Run;
import io.tidemark.journal.recovery.Salvage;
import io.tidemark.tools.cli.Console;
import io.tidemark.tools.cli.Exit;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine.Option;

/** Which part of a journal is read, and whether reading stops at what is damaged. */
final class Stretch {
    @Option(names = "--from", paramLabel = "SEQUENCE", description = "the first command (default: the first there is)")
    private long from = 1;

    @Option(names = "--to", paramLabel = "SEQUENCE", description = "the last command (default: the last there is)")
    private long to = Long.MAX_VALUE;

    @Option(
            names = "--past-damage",
            description = "goes on behind what is damaged or missing, says what that is, and ends with status 1")
    private boolean pastDamage;

    /** Whether a stretch of commands, which may be empty, meets this one. */
    boolean meets(long first, long last) {
        return first <= to && Math.max(first, last) >= from;
    }

    /** Reads; what is not whole is said on standard error. */
    Exit read(List<Run> runs, Console console, JournalCheck.Records sink) {
        if (pastDamage) {
            return salvage(runs, console, sink);
        }
        JournalCheck.runs(runs, sink).stream()
                .map(RunSummary::torn)
                .filter(Objects::nonNull)
                .forEach(torn -> console.say(torn.toString()));
        return Exit.DONE;
    }

    private static Exit salvage(List<Run> runs, Console console, JournalCheck.Records sink) {
        boolean[] damaged = new boolean[1];
        Salvage.read(runs, new Salvage.Finds() {
            @Override
            public void record(Record record, Path file, long position) {
                sink.record(record, file, position);
            }

            @Override
            public void damaged(String what) {
                damaged[0] = true;
                console.out().flush();
                console.say(what);
            }
        });
        return damaged[0] ? Exit.INPUT : Exit.DONE;
    }
}
