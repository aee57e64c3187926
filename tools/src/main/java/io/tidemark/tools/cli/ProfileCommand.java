package io.tidemark.tools.cli;

import io.tidemark.gateway.ingest.IngestException;
import io.tidemark.gateway.ingest.ProfileGuess;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tidemark profile}: helps to describe how a file is laid out. */
@Command(
        name = "profile",
        description = "Helps to describe how files are laid out.",
        subcommands = ProfileCommand.Guess.class)
final class ProfileCommand implements Runnable {
    private final Console console;

    @Spec
    private CommandSpec spec;

    ProfileCommand(Console console) {
        this.console = console;
    }

    Console console() {
        return console;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: guess FILE");
    }

    /** Proposes a profile. */
    @Command(
            name = "guess",
            description = {
                "Proposes a profile for a file, what speaks for each line of it, and the first activities it makes.",
                "",
                "Read it, correct it, keep it: from then on nothing is guessed for that feed."
            })
    static final class Guess implements Callable<Integer> {
        @picocli.CommandLine.ParentCommand
        private ProfileCommand profile;

        @Parameters(paramLabel = "FILE", description = "a file of sales in any format")
        private Path file;

        @Override
        public Integer call() throws Failure {
            try {
                profile.console().out().print(ProfileGuess.of(file));
                return Exit.DONE.status();
            } catch (IngestException failed) {
                throw new Failure(Exit.INPUT, failed.problems());
            }
        }
    }
}
