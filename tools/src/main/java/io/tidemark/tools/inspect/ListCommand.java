package io.tidemark.tools.inspect;

import io.tidemark.journal.recovery.DataFolder;
import io.tidemark.journal.recovery.JournalCheck;
import io.tidemark.journal.recovery.JournalCheck.RunSummary;
import io.tidemark.tools.cli.Console;
import io.tidemark.tools.cli.Exit;
import java.io.PrintStream;
import java.util.Locale;
import picocli.CommandLine.Command;

/** {@code journal ls}. */
@Command(name = "ls", description = "Lists the runs with what each holds.")
final class ListCommand extends FolderCommand {
    ListCommand(Console console) {
        super(console);
    }

    @Override
    Exit run(DataFolder folder) {
        PrintStream out = console.out();
        out.printf(
                "%-10s %6s %10s %10s %12s %12s  %s%n", "run", "files", "records", "frames", "first", "last", "ended");
        for (RunSummary run : JournalCheck.runs(folder.runs())) {
            out.printf(
                    Locale.ROOT,
                    "%-10s %6d %10d %10d %12d %12d  %s%n",
                    run.run(),
                    run.run().files().size(),
                    run.records(),
                    run.frames(),
                    run.first(),
                    run.last(),
                    run.closed() ? "in order" : "cut off");
        }
        return Exit.DONE;
    }
}
