package io.tidemark.tools.draft;

import io.tidemark.engine.program.Program;
import io.tidemark.engine.program.ProgramInstance;
import io.tidemark.gateway.draft.Comparison;
import io.tidemark.gateway.draft.Figures;
import io.tidemark.journal.JournalException;
import io.tidemark.tools.cli.Console;
import io.tidemark.tools.cli.Exit;
import io.tidemark.tools.cli.Failure;
import io.tidemark.tools.cli.InputFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tidemark simulate}: what the recorded history would have paid under drafts of a program. */
@Command(
        name = "simulate",
        description = {
            "Replays the journal of a data folder and says what it would have paid under a draft of a program: per period, per"
                    + " rule, who would get more and who less, how many would hold which tier, and what it costs.",
            "",
            "Reads only: a service may be running on the folder. What is whole when it begins is what it reads."
        })
public final class SimulateCommand implements Callable<Integer> {
    private final Console console;

    @Option(names = "--data", paramLabel = "DIR", description = "the data folder (default: ./tidemark-data)")
    private Path data = Path.of("tidemark-data");

    @Option(names = "--program", required = true, paramLabel = "ID", description = "the program in force")
    private String program;

    @Option(
            names = "--with",
            required = true,
            arity = "1",
            paramLabel = "DRAFT",
            description = "a draft of it, YAML or JSON, under the same id; each of several is compared by itself")
    private List<Path> drafts;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "10",
            description = "how many of those who get more and of those who get less are named, 0 for all (default:"
                    + " ${DEFAULT-VALUE})")
    private int limit;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table, csv or json (default: ${DEFAULT-VALUE})")
    private String format;

    public SimulateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Failure {
        SimulateOutput output = output();
        if (limit < 0) {
            throw new Failure(Exit.USAGE, "--limit " + limit + " is below 0 — 0 names all");
        }
        List<Program> programs = read();
        try {
            Shadow shadow = new Shadow(data, sequence -> {});
            output.print(shadow, compare(shadow, programs), limit == 0 ? Integer.MAX_VALUE : limit);
        } catch (JournalException wrong) {
            boolean isData = wrong.kind() == JournalException.Cause.DATA;
            throw new Failure(isData ? Exit.INPUT : Exit.ENVIRONMENT, wrong.getMessage());
        }
        console.out().flush();
        return Exit.DONE.status();
    }

    private SimulateOutput output() throws Failure {
        return switch (format.toLowerCase(Locale.ROOT)) {
            case "table" -> new SimulateTable(console.out());
            case "csv" -> new SimulateCsv(console.out());
            case "json" -> new SimulateJson(console.out());
            default -> throw new Failure(Exit.USAGE, "there is no format " + format + " — table, csv or json");
        };
    }

    /** The drafts, before anything is replayed for nothing. */
    private List<Program> read() throws Failure {
        List<Program> programs = new ArrayList<>();
        for (Path path : drafts) {
            Program draft = InputFiles.programs(List.of(path), console).get(0);
            if (!draft.id().equals(program)) {
                throw new Failure(
                        Exit.INPUT,
                        path + ": the draft is called " + draft.id() + ", and would not take the place of " + program
                                + " — write program: " + program);
            }
            programs.add(draft);
        }
        return programs;
    }

    private List<Comparison> compare(Shadow shadow, List<Program> programs) throws Failure {
        ProgramInstance running = shadow.program(program);
        if (running == null) {
            throw new Failure(
                    Exit.INPUT,
                    data + " has no program " + program + " — "
                            + (shadow.programs().isEmpty()
                                    ? "nothing was published there"
                                    : "one of " + String.join(", ", shadow.programs())));
        }
        Figures inForce = Figures.of(shadow.core(), program);
        List<Comparison> comparisons = new ArrayList<>();
        for (int k = 0; k < programs.size(); k++) {
            shadow.publish(programs.get(k));
            Figures drafted = Figures.of(shadow.core(), program);
            comparisons.add(Comparison.of(drafts.get(k).toString(), inForce, drafted));
        }
        return comparisons;
    }
}
