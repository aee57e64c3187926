package io.tidemark.tools.cli;

import io.tidemark.tools.draft.SimulateCommand;
import io.tidemark.tools.inspect.JournalCommand;
import io.tidemark.tools.load.LoadCommand;
import io.tidemark.tools.simulate.SimCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line's entry: {@code tidemark COMMAND …}. */
@Command(
        name = "tidemark",
        description = "Scores manufacturers' channel-incentive programs from distributors' POS files.",
        versionProvider = Tidemark.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Exit status: 0 done; 1 the input is at fault; 2 the command line is; 3 the machine is.",
            "tidemark COMMAND --help explains a command."
        })
public final class Tidemark implements Runnable {
    @Spec
    private CommandSpec spec;

    private Tidemark() {}

    /** Ends the process with the command's status. */
    public static void main(String... arguments) {
        System.exit(run(Console.ofProcess(), arguments));
    }

    /** Runs a command and answers its exit status. */
    public static int run(Console console, String... arguments) {
        CommandLine line = new CommandLine(new Tidemark());
        line.addSubcommand(new DemoCommand(console));
        line.addSubcommand(new WatchCommand(console));
        line.addSubcommand(new ScoreCommand(console));
        line.addSubcommand(new CheckCommand(console));
        line.addSubcommand(new ProfileCommand(console));
        line.addSubcommand(new ServeCommand(console));
        line.addSubcommand(new SendCommand(console));
        line.addSubcommand(JournalCommand.of(console));
        line.addSubcommand(new LoadCommand(console));
        line.addSubcommand(new SimulateCommand(console));
        line.addSubcommand(new SimCommand(console));
        line.getSubcommands().values().forEach(Tidemark::standardOptions);
        line.getCommandSpec().mixinStandardHelpOptions(true);
        line.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
        line.setColorScheme(Help.defaultColorScheme(console.colours() ? Help.Ansi.ON : Help.Ansi.OFF));
        line.registerConverter(LocalDate.class, new DateConverter());
        line.setParameterExceptionHandler((wrong, given) -> usage(console, wrong));
        line.setExecutionExceptionHandler((failed, command, parsed) -> failed(console, failed, command, parsed));
        try {
            int status = line.execute(arguments);
            if (console.out().checkError()) {
                console.say("the answer could not be written whole — is the disk full?");
                return Exit.ENVIRONMENT.status();
            }
            return status;
        } catch (OutOfMemoryError full) {
            console.say("not enough memory for these facts — give more, e.g. TIDEMARK_JAVA_OPTS=-Xmx8g");
            return Exit.ENVIRONMENT.status();
        } finally {
            console.out().flush();
            console.err().flush();
        }
    }

    private static void standardOptions(CommandLine command) {
        command.getCommandSpec().mixinStandardHelpOptions(true);
        command.getCommandSpec().versionProvider(new Version());
        command.getSubcommands().values().forEach(Tidemark::standardOptions);
    }

    private static int usage(Console console, ParameterException wrong) {
        String command = wrong.getCommandLine().getCommandSpec().qualifiedName();
        console.say(sentence(wrong));
        console.say("Try: " + command + " --help");
        return Exit.USAGE.status();
    }

    private static String sentence(ParameterException wrong) {
        if (wrong instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            List<String> near = unmatched.getSuggestions();
            return wrong.getCommandLine().getCommandSpec().qualifiedName() + " knows no "
                    + unmatched.getUnmatched().get(0)
                    + (near.isEmpty() ? "" : " — did you mean " + String.join(" or ", near) + "?");
        }
        return wrong.getMessage();
    }

    private static int failed(Console console, Exception failed, CommandLine command, ParseResult parsed) {
        if (failed instanceof Failure said) {
            said.sentences().forEach(console::say);
            return said.exit().status();
        }
        console.say("internal error: " + failed + " — please report it with the command line");
        if (Boolean.getBoolean("tidemark.trace")) {
            failed.printStackTrace(console.err());
        } else {
            console.say("TIDEMARK_JAVA_OPTS=-Dtidemark.trace=true shows where it happened");
        }
        return Exit.ENVIRONMENT.status();
    }

    /** Without a command there is nothing to do. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    private static final class DateConverter implements ITypeConverter<LocalDate> {
        @Override
        public LocalDate convert(String text) {
            try {
                return LocalDate.parse(text);
            } catch (DateTimeParseException wrong) {
                throw new TypeConversionException(text + " is not a date — write it as 2026-03-31");
            }
        }
    }

    /** The version the build wrote into the jar. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Tidemark.class.getPackage().getImplementationVersion();
            return new String[] {"tidemark " + (version == null ? "(not packaged)" : version)};
        }
    }
}
