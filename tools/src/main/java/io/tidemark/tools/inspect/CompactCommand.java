package io.tidemark.tools.inspect;

import io.tidemark.journal.recovery.Compaction;
import io.tidemark.journal.recovery.DataFolder;
import io.tidemark.journal.snapshot.Snapshots;
import io.tidemark.tools.cli.Console;
import io.tidemark.tools.cli.Exit;
import io.tidemark.tools.cli.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code journal compact}. */
@Command(
        name = "compact",
        description = {
            "Archives the files of ended runs whose facts are older than the audit horizon: compressed, with checksums, in their"
                    + " place. Every command and every start reads archives as it reads files.",
            "Nothing is deleted but what was read back from its archive and is the same."
        })
final class CompactCommand extends FolderCommand {
    @Option(
            names = "--keep-days",
            paramLabel = "N",
            defaultValue = "400",
            description = "the audit horizon: files with facts received in the last N days stay as they are"
                    + " (default: ${DEFAULT-VALUE})")
    private long keepDays;

    @Option(names = "--dry-run", description = "says what would be archived, and archives nothing")
    private boolean dryRun;

    CompactCommand(Console console) {
        super(console);
    }

    @Override
    Exit run(DataFolder folder) throws Failure {
        long before = Instant.now().minus(keepDays, ChronoUnit.DAYS).toEpochMilli();
        List<Compaction.Item> items =
                Compaction.plan(folder.runs(), before, new Snapshots(folder.path()).newestWhole());
        long archived = 0;
        try {
            for (Compaction.Item item : items) {
                if (item.archive() && !item.isArchived()) {
                    archive(item);
                    archived++;
                }
            }
        } catch (IOException failed) {
            throw new Failure(Exit.ENVIRONMENT, "cannot be archived: " + failed.getMessage());
        }
        long were = items.stream().filter(Compaction.Item::isArchived).count();
        console.out()
                .println("files " + items.size() + ", archived " + (dryRun ? 0 : archived) + ", were archived "
                        + were + ", needed by a start "
                        + items.stream().filter(Compaction.Item::needed).count());
        return Exit.DONE;
    }

    private void archive(Compaction.Item item) throws IOException {
        Path file = item.file();
        long size = Files.size(file);
        if (dryRun) {
            console.out().println(file + "  " + size + " bytes, up to sequence " + item.last() + ": would be archived");
            return;
        }
        Path archive = Compaction.archive(file);
        console.out().println(archive + "  " + Files.size(archive) + " bytes of " + size);
    }
}
