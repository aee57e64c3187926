package io.tidemark.tools.inspect;

import io.tidemark.journal.JournalException;
import io.tidemark.journal.recovery.DataFolder;
import io.tidemark.journal.recovery.TornTail;
import io.tidemark.tools.cli.Console;
import io.tidemark.tools.cli.Exit;
import io.tidemark.tools.cli.Failure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Option;

/** A command about a data folder that no service runs on. */
abstract class FolderCommand implements Callable<Integer> {
    final Console console;

    @Option(names = "--data", paramLabel = "DIR", description = "the data folder (default: ./tidemark-data)")
    private Path data = Path.of("tidemark-data");

    FolderCommand(Console console) {
        this.console = console;
    }

    abstract Exit run(DataFolder folder) throws Failure;

    @Override
    public Integer call() throws Failure {
        try (DataFolder folder = DataFolder.openExisting(data)) {
            return read(folder);
        } catch (JournalException wrong) {
            throw new Failure(exit(wrong), wrong.getMessage());
        }
    }

    private static Exit exit(JournalException wrong) {
        return wrong.kind() == JournalException.Cause.DATA ? Exit.INPUT : Exit.ENVIRONMENT;
    }

    private int read(DataFolder folder) throws Failure {
        try {
            Exit exit = run(folder);
            console.out().flush();
            return exit.status();
        } catch (JournalException wrong) {
            console.out().flush();
            List<String> sentences = new ArrayList<>(List.of(wrong.getMessage()));
            if (exit(wrong) == Exit.INPUT) {
                sentences.add("to see what can be read: tidemark journal dump --past-damage --data " + data);
                sentences.add("to send it to a new server: tidemark journal export --past-damage --data " + data
                        + " > facts.ndjson");
            }
            throw new Failure(exit(wrong), sentences);
        }
    }

    void say(List<TornTail> torn) {
        torn.forEach(tail -> console.say(tail.toString()));
    }
}
