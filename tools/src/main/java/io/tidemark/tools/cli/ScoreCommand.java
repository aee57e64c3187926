package io.tidemark.tools.cli;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tidemark score}: the whole engine over files, in process. */
@Command(
        name = "score",
        description = {
            "Scores POS files under a program: boards on standard output, what was refused on standard error.",
            "",
            "All POS files of one call are one feed; sending a line twice counts once, in whatever order the files stand."
        })
final class ScoreCommand implements Callable<Integer> {
    private static final int SHORT_TABLE = 20;

    private final Console console;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--program",
            required = true,
            paramLabel = "FILE",
            description = "the program, YAML or JSON; several score the same facts")
    private List<Path> programs;

    @Option(
            names = "--profile",
            paramLabel = "FILE",
            description = "how the POS files are laid out; not needed where their headers name the fields")
    private Path profile;

    @Option(
            names = "--participants",
            paramLabel = "FILE",
            arity = "1",
            description = "participants: kind, id, name, parent, …")
    private List<Path> participants = List.of();

    @Option(
            names = "--participants-profile",
            paramLabel = "FILE",
            description = "how the participants files are laid out: one for all, or one for each in their order")
    private List<Path> participantsProfiles = List.of();

    @Option(
            names = "--products",
            paramLabel = "FILE",
            arity = "1",
            description = "products: sku and any columns that groups test")
    private List<Path> products = List.of();

    @Option(
            names = "--products-profile",
            paramLabel = "FILE",
            description = "how the products files are laid out: one for all, or one for each in their order")
    private List<Path> productsProfiles = List.of();

    @Parameters(
            paramLabel = "POS-FILE",
            arity = "1..*",
            description = "files of sales and returns: CSV, XLSX, JSON, X12, EDIFACT")
    private List<Path> files;

    @Option(
            names = "--feed",
            paramLabel = "NAME",
            defaultValue = "pos",
            description = "name space of the ids (default: ${DEFAULT-VALUE})")
    private String feed;

    @Option(
            names = "--as-of",
            paramLabel = "DATE",
            description = "the day on which everything is received (default: today)")
    private LocalDate asOf;

    @Option(
            names = "--period",
            paramLabel = "ID",
            description = "2026-Q1, 2026-03, 2026, or all (default: the latest with data)")
    private String period;

    @Option(names = "--board", paramLabel = "NAME", description = "only this board")
    private String board;

    @Option(
            names = "--participant",
            paramLabel = "ID",
            description = "the standing of ID or kind:ID, or of everybody: '*'")
    private String participant;

    @Option(names = "--postings", description = "with --participant: every posting behind the standing")
    private boolean postings;

    @Option(
            names = "--activity",
            paramLabel = "ID",
            description = "what an activity earned where, or why it earned nothing")
    private String activity;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "rows of a board, or postings; 0 for all (default: 20 in tables, all otherwise)")
    private Integer limit;

    @Option(names = "--hash", description = "also the hash of the standings and of the state")
    private boolean hash;

    @Option(
            names = "--statements",
            paramLabel = "FILE",
            description = "closes every period that is over, and writes who is paid what (CSV)")
    private Path statements;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table, csv or json (default: ${DEFAULT-VALUE})")
    private String format;

    @Option(names = "--references-last", hidden = true, description = "reads the reference files after the POS files")
    private boolean referencesLast;

    @Option(
            names = "--targets",
            paramLabel = "FILE",
            arity = "1",
            description = "numbers that are given: kind, participant, name, period, value")
    private List<Path> targets = List.of();

    @Option(
            names = "--xref",
            paramLabel = "FILE",
            arity = "1",
            description = "what distributors call products: distributor, their-sku, sku, units-per, from")
    private List<Path> xref = List.of();

    @Option(
            names = "--assignments",
            paramLabel = "FILE",
            arity = "1",
            description = "who fills roles: territory or postal-from and postal-to, role, participant, from")
    private List<Path> assignments = List.of();

    @Option(
            names = "--statuses",
            paramLabel = "FILE",
            arity = "1",
            description = "statuses of participants: kind, participant, status, value, date")
    private List<Path> statuses = List.of();

    @Option(
            names = "--decisions",
            paramLabel = "FILE",
            arity = "1",
            description = "what was decided about claims: program, source, claim, line, step, decision, reason, by")
    private List<Path> decisions = List.of();

    ScoreCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Failure {
        ScoreOutput.Format wanted = format();
        checkOptions();
        Facts facts = new Facts(
                programs,
                profile,
                participants,
                participantsProfiles,
                products,
                productsProfiles,
                xref,
                new Facts.Given(targets, statuses, assignments, decisions),
                files,
                feed,
                receivedMs(),
                referencesLast);
        int rows = limit != null ? limit : wanted == ScoreOutput.Format.TABLE ? SHORT_TABLE : 0;
        Question question = new Question(period, board, participant, activity, postings, rows, hash);
        ScoreRun run = new ScoreRun(console, facts);
        Asker.check(question, run.programs());
        run.load();
        if (statements != null) {
            new StatementFile(run.host(), console).write(statements);
        }
        Survey survey = Survey.of(run.core());
        List<String> summary = new ArrayList<>(new Summary(run.reports()).lines());
        summary.addAll(Summary.setAside(survey));
        summary.forEach(console::say);
        ScoreOutput.of(wanted, console).print(new Asker(run.core(), question).answers(survey));
        return (run.inputIsAtFault() ? Exit.INPUT : Exit.DONE).status();
    }

    private ScoreOutput.Format format() {
        for (ScoreOutput.Format known : ScoreOutput.Format.values()) {
            if (known.name().toLowerCase(Locale.ROOT).equals(format)) {
                return known;
            }
        }
        throw usage("there is no format " + format + " — table, csv or json");
    }

    private void checkOptions() {
        checkPairs("--participants", participants, participantsProfiles);
        checkPairs("--products", products, productsProfiles);
        if (postings && participant == null) {
            throw usage("--postings shows what is behind a standing — name whose with --participant ID");
        }
        if (limit != null && limit < 0) {
            throw usage("--limit " + limit + " is below 0 — 0 shows all");
        }
        if (feed.isBlank()) {
            throw usage("--feed is blank — name the feed, e.g. pos");
        }
    }

    private void checkPairs(String option, List<Path> referenceFiles, List<Path> profiles) {
        if (profiles.size() > 1 && profiles.size() != referenceFiles.size()) {
            throw usage(profiles.size() + " times " + option + "-profile and " + referenceFiles.size() + " times "
                    + option + " — give one profile for all files, or one for each");
        }
    }

    private ParameterException usage(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }

    private long receivedMs() {
        return asOf == null
                ? System.currentTimeMillis()
                : asOf.atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC).toEpochMilli();
    }
}
