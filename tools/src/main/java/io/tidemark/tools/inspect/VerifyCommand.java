package io.tidemark.tools.inspect;

import io.tidemark.journal.recovery.DataFolder;
import io.tidemark.journal.recovery.JournalCheck;
import io.tidemark.journal.recovery.JournalCheck.RunSummary;
import io.tidemark.tools.cli.Console;
import io.tidemark.tools.cli.Exit;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine.Command;

/** {@code journal verify}. */
@Command(name = "verify", description = "Checks every record, and every byte of runs that are sealed; applies nothing.")
final class VerifyCommand extends FolderCommand {
    VerifyCommand(Console console) {
        super(console);
    }

    @Override
    Exit run(DataFolder folder) {
        List<RunSummary> runs = JournalCheck.runs(folder.runs());
        long records = runs.stream().mapToLong(RunSummary::records).sum();
        long last = runs.isEmpty() ? 0 : runs.get(runs.size() - 1).last();
        say(runs.stream().map(RunSummary::torn).filter(Objects::nonNull).toList());
        console.out().println("runs " + runs.size() + ", records " + records + ", up to sequence " + last + ": whole");
        return Exit.DONE;
    }
}
