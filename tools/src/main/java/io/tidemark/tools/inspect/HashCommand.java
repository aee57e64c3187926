package io.tidemark.tools.inspect;

import io.tidemark.engine.EngineLimits;
import io.tidemark.engine.ScoringCore;
import io.tidemark.journal.recovery.DataFolder;
import io.tidemark.journal.recovery.Recovery;
import io.tidemark.tools.cli.Console;
import io.tidemark.tools.cli.Exit;
import picocli.CommandLine.Command;

/** {@code journal hash}. */
@Command(name = "hash", description = "Replays everything and prints the two hashes.")
final class HashCommand extends FolderCommand {
    HashCommand(Console console) {
        super(console);
    }

    @Override
    Exit run(DataFolder folder) {
        ScoringCore core = new ScoringCore(EngineLimits.DEFAULT);
        say(new Recovery(core, sequence -> {})
                .readingAhead()
                .replay(folder.runs())
                .torn());
        ReplayCommand.hashes(core, console.out());
        return Exit.DONE;
    }
}
