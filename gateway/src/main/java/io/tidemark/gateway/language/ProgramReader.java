package io.tidemark.gateway.language;

import io.tidemark.engine.period.Calendar;
import io.tidemark.engine.program.Program;
import io.tidemark.engine.program.Program.Board;
import io.tidemark.engine.program.Program.DateRange;
import io.tidemark.engine.program.Program.Every;
import io.tidemark.engine.program.Program.Group;
import io.tidemark.engine.program.Program.Kind;
import io.tidemark.engine.program.Program.Measure;
import io.tidemark.engine.program.Program.Periods;
import io.tidemark.engine.program.Program.Shift;
import io.tidemark.engine.program.Program.Track;
import io.tidemark.engine.program.TrackOrder;
import io.tidemark.gateway.language.SourceNode.Mapping;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Reads and checks a program written in YAML or JSON. All problems are found in one pass over the whole file; only text
 * that is no YAML or JSON at all ends the reading at its first problem.
 */
public final class ProgramReader {
    private final MappingReader root;
    private final Names names;
    private final Problems problems;
    private final SettingsReader settings;
    private final FieldTestReader tests;
    private final String text;

    private ProgramReader(Mapping root, String text, Problems problems) {
        this.root = new MappingReader("a program", root, problems);
        this.names = Names.of(root);
        this.problems = problems;
        this.settings = new SettingsReader(problems);
        this.tests = new FieldTestReader(problems);
        this.text = text;
    }

    /**
     * The program, or null where it has errors; both, and warnings, are added to the problems.
     *
     * @param file the name that problems show; its ending decides between YAML and JSON
     */
    public static Program read(String file, String text, Problems problems) {
        int before = problems.errorCount();
        SourceNode node = SourceReader.read(file, text, problems);
        if (node != null && !(node instanceof Mapping)) {
            problems.error(
                    node, "the file holds " + node.describe(), "a program is keys and values: program: spring-push");
        }
        if (!(node instanceof Mapping mapping)) {
            return null;
        }
        Program program = new ProgramReader(mapping, text, problems).read();
        return problems.errorCount() == before ? program : null;
    }

    private Program read() {
        String id = root.requiredId("program", "program: spring-push");
        String name = Objects.requireNonNullElse(settings.label(root, "name"), Objects.requireNonNullElse(id, ""));
        DateRange runs = settings.runs(root);
        MeasureReader facts = new MeasureReader(names, settings, tests, problems);
        List<Group> groups = facts.groups(root.mapping("groups"));
        List<Kind> kinds = facts.kinds(root.mapping("activities"));
        List<Measure> measures = facts.measures(root.mapping("measures"), runs);
        List<Track> tracks = tracks();
        List<Board> boards = new BoardReader(names, problems).boards(root.mapping("boards"), tracks);
        String timezone = settings.timezone(root);
        Periods periods = new PeriodsReader(problems).periods(root, timezone);
        refuseLastYearOfList(periods, measures);
        Program program = new Program(
                id,
                name,
                timezone,
                settings.currency(root),
                runs,
                periods,
                settings.points(root),
                settings.unknownWaits(root, "participants", "enrol"),
                settings.unknownWaits(root, "products", "accept"),
                settings.returns(root),
                groups,
                kinds,
                measures,
                tracks,
                boards,
                text,
                new PrizeReader(problems).budget(root),
                effective(periods),
                new ClaimsReader(problems).claims(root, measures));
        if (!problems.hasErrors() && new TrackOrder(program).isCircular()) {
            problems.error(
                    root.position("tracks"),
                    "tracks ask each other for tiers in a circle",
                    "let only those below ask for the tier of those above");
        }
        notifications();
        root.unknownKeys();
        return program;
    }

    private void refuseLastYearOfList(Periods periods, List<Measure> measures) {
        for (Measure measure : measures) {
            if (periods.every() == Every.LISTED && measure.shift() == Shift.LAST_YEAR) {
                MappingReader section = root.mapping("measures");
                section.refuse(
                        section.position(measure.name()),
                        "shift: last-year with listed periods",
                        "use every: month, quarter, year or 4-4-5, or shift: previous");
            }
        }
    }

    private List<Track> tracks() {
        ConditionReader conditions = new ConditionReader(names, problems);
        conditions.declare(root.mapping("conditions"));
        SourceNode node = root.required("tracks", "tracks: { reps: { kind: distributor-rep, credit: rep, rules: … } }");
        MappingReader section = node == null ? null : root.mapping("tracks");
        if (section != null && section.mapping().entries().isEmpty()) {
            problems.error(section.position(), "the program has no tracks", "add one: nobody earns anything without");
        }
        return section == null ? List.of() : new TrackReader(names, tests, conditions, problems).tracks(section);
    }

    /** The day from which the version holds: a first day of one of its periods. */
    private int effective(Periods periods) {
        LocalDate day = root.date("effective");
        if (day == null) {
            return Program.RUNNING;
        }
        Calendar calendar = new Calendar(periods);
        int ordinal = calendar.ordinal((int) day.toEpochDay());
        if (!calendar.holds(ordinal) || calendar.firstDay(ordinal) != day.toEpochDay()) {
            problems.error(
                    root.node("effective"),
                    "effective " + day + " is not the first day of a period",
                    "a version holds for whole periods: "
                            + (calendar.holds(ordinal)
                                    ? LocalDate.ofEpochDay(calendar.firstDay(ordinal)) + " or "
                                            + LocalDate.ofEpochDay(calendar.until(ordinal))
                                    : "take a day from which one of those listed begins"));
        }
        return (int) day.toEpochDay();
    }

    /** Notices are checked and kept in the source; the model, which only says what is paid, is without them. */
    private void notifications() {
        Map<String, Boolean> percentNeeded = new LinkedHashMap<>();
        percentNeeded.put("tier-reached", false);
        percentNeeded.put("gap-below", true);
        for (SourceNode item : root.list("notify")) {
            MappingReader notice = MappingReader.of("the notice", item, problems);
            if (notice != null) {
                notice.required("when", "when: tier-reached");
                boolean needed = Boolean.TRUE.equals(notice.choice("when", percentNeeded));
                if (needed) {
                    notice.required("percent", "percent: 10");
                }
                notice.whole("percent", 1, 100);
                notice.unknownKeys();
            }
        }
    }
}
