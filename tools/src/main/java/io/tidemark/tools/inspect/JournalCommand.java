package io.tidemark.tools.inspect;

import io.tidemark.tools.cli.Console;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tidemark journal}: what a data folder holds, and whether it is whole. The service must not be running on it. */
@Command(
        name = "journal",
        synopsisSubcommandLabel = "COMMAND",
        description = "Reads, checks and archives the journal of a data folder. The service must not be running on it.")
public final class JournalCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    private JournalCommand() {}

    /** The command with those below it. */
    public static CommandLine of(Console console) {
        return new CommandLine(new JournalCommand())
                .addSubcommand(new ListCommand(console))
                .addSubcommand(new VerifyCommand(console))
                .addSubcommand(new DumpCommand(console))
                .addSubcommand(new HashCommand(console))
                .addSubcommand(new ReplayCommand(console))
                .addSubcommand(new ExportCommand(console))
                .addSubcommand(new CompactCommand(console));
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "a command is missing: ls, verify, dump, hash, replay, export or compact");
    }
}
