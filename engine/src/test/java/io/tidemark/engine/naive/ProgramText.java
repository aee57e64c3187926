package io.tidemark.engine.naive;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.program.Program;
import io.tidemark.engine.program.Program.Aggregate;
import io.tidemark.engine.program.Program.Board;
import io.tidemark.engine.program.Program.Compared;
import io.tidemark.engine.program.Program.Condition;
import io.tidemark.engine.program.Program.DateRange;
import io.tidemark.engine.program.Program.Every;
import io.tidemark.engine.program.Program.FieldTest;
import io.tidemark.engine.program.Program.Group;
import io.tidemark.engine.program.Program.HasStatus;
import io.tidemark.engine.program.Program.HoldsTier;
import io.tidemark.engine.program.Program.Kind;
import io.tidemark.engine.program.Program.LadderTerms;
import io.tidemark.engine.program.Program.Measure;
import io.tidemark.engine.program.Program.Not;
import io.tidemark.engine.program.Program.PointsOf;
import io.tidemark.engine.program.Program.Rank;
import io.tidemark.engine.program.Program.Rule;
import io.tidemark.engine.program.Program.Shift;
import io.tidemark.engine.program.Program.Some;
import io.tidemark.engine.program.Program.Tier;
import io.tidemark.engine.program.Program.Track;
import io.tidemark.engine.program.Program.TrackCap;
import io.tidemark.engine.program.Program.Window;
import io.tidemark.engine.program.RuleSpec;
import io.tidemark.engine.program.RuleSpec.Argument;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Programs in a few short lines, for worked examples:
 *
 * <pre>
 * program ID month|quarter|year|list=ID:FROM:UNTIL,…|4-4-5 starts=DATE,… [fiscal=7] [currency=USD] [from=DATE] [until=DATE] [participants=wait]
 *                                [products=wait] [returns=wait] [within=DAYS] [grace=DAYS] [close=automatic] [late=set-aside]
 *                                [decimals=N] [rounding=down|half-even] [minimum=N] [budget=N] [year-budget=N] [effective=DATE|running]
 * claims [within=DAYS] [requires=FIELD,…] [match=FIELD,…] [approve=STEP,…] [auto] [auto-matched] [auto-most=AMOUNT]
 * group NAME field=a|b field!=a|b field&gt;=1 field&lt;=1
 * kind NAME [any] [once-per=FIELD,…]
 * measure NAME sum FIELD [kind=K] [of=GROUP] [from=DATE] [until=DATE] [shift=previous|last-year] [where TEST …]
 * measure NAME count KIND …
 * measure NAME given NUMBER [shift=…]
 * measure NAME last quantity kind=K …
 * track NAME ROLE[*SHARE],… [cap=N] [cap-over=WINDOW] [where TEST …]
 * rule NAME KIND [by=M] [points=N|@ATTRIBUTE] [steps=AT:POINTS,…|AT*TIMES,…] … [cap=N] [needs=CONDITION,…]
 *                [best-of=NAME] [over=year]
 * ladder [over=WINDOW] [keep=N] [drop=one-step]
 * tier NAME [CONDITION,…]
 * board NAME TRACK points|MEASURE|MEASURE/MEASURE [ties=M,…] [level=KIND] [per=ATTRIBUTE] [min=N] [over=WINDOW] [prizes=AT:N,FROM-TO:N] [all]
 * </pre>
 *
 * A condition is {@code m>=1}, {@code m<=1}, {@code m/n>=1} or {@code m/n<=1}; {@code points:RULE>=1}; {@code tier=NAME}, {@code
 * tier=NAME^KIND} of an ancestor; {@code status:NAME=VALUE} and {@code ^KIND} alike; {@code all(C;C)}, {@code any(C;C)}, {@code 2of(C;C;C)}, {@code not(C)}; a comparison may end in {@code @WINDOW}. A window is
 * {@code period}, {@code year} or a number of last periods. Rules, ladder and tiers belong to the track before them.
 */
public final class ProgramText {
    private final List<Group> groups = new ArrayList<>();
    private final List<Kind> kinds = new ArrayList<>();
    private final List<Measure> measures = new ArrayList<>();
    private final List<Track> tracks = new ArrayList<>();
    private final List<Board> boards = new ArrayList<>();
    private Words head;
    private Program.Claims claims;

    static boolean isProgramLine(String line) {
        return List.of("program", "claims", "group", "kind", "measure", "track", "rule", "ladder", "tier", "board")
                .contains(line.strip().split("\\s+")[0]);
    }

    public static Program parse(String text) {
        ProgramText parser = new ProgramText();
        text.lines().filter(line -> !line.isBlank()).map(Words::new).forEach(parser::line);
        return parser.program();
    }

    private void line(Words words) {
        switch (words.word(0)) {
            case "program" -> head = words;
            case "claims" -> claims = claims(words);
            case "group" -> groups.add(group(words));
            case "kind" -> kinds.add(new Kind(words.word(1), words.plain.contains("any"), words.list("once-per")));
            case "measure" -> measures.add(measure(words));
            case "track" -> tracks.add(track(words));
            case "rule" -> lastTrack().rules().add(rule(words));
            case "ladder" -> tracks.add(withTerms(tracks.remove(tracks.size() - 1), words));
            case "tier" -> lastTrack().ladder().add(tier(words));
            case "board" -> boards.add(board(words));
            default -> throw new IllegalArgumentException("not a line of a program: " + words.line);
        }
    }

    private Track lastTrack() {
        return tracks.get(tracks.size() - 1);
    }

    private static Program.Claims claims(Words words) {
        boolean matched = words.plain.contains("auto-matched");
        Long most = words.options.containsKey("auto-most") ? (Long) Words.number(words.option("auto-most", "")) : null;
        boolean auto = matched || most != null || words.plain.contains("auto");
        return new Program.Claims(
                Integer.parseInt(words.option("within", "-1")),
                words.list("requires"),
                words.list("match"),
                words.list("approve"),
                auto ? new Program.AutoApprove(matched, most) : null);
    }

    private static Group group(Words words) {
        List<FieldTest> tests = new ArrayList<>();
        String[] all = words.line.strip().split("\\s+");
        for (int i = 2; i < all.length; i++) {
            tests.add(Words.test(all[i]));
        }
        return new Group(words.word(1), tests);
    }

    private static Measure measure(Words words) {
        Aggregate aggregate = Aggregate.valueOf(words.word(2).toUpperCase(Locale.ROOT));
        boolean count = aggregate == Aggregate.COUNT;
        return new Measure(
                words.word(1),
                aggregate,
                count ? null : words.word(3),
                count ? words.word(3) : words.option("kind", null),
                words.option("of", null),
                words.tests,
                range(words),
                Shift.valueOf(
                        words.option("shift", "none").toUpperCase(Locale.ROOT).replace('-', '_')));
    }

    private static DateRange range(Words words) {
        return new DateRange(words.date("from", Integer.MIN_VALUE), words.date("until", Integer.MAX_VALUE));
    }

    private static Track track(Words words) {
        List<Program.Share> credit =
                Arrays.stream(words.word(2).split(",")).map(ProgramText::share).toList();
        return new Track(
                words.word(1),
                io.tidemark.engine.directory.ParticipantRow.kindOfRole(
                        credit.get(0).role()),
                words.tests,
                credit,
                new ArrayList<>(),
                new ArrayList<>(),
                LadderTerms.PLAIN,
                words.options.containsKey("cap")
                        ? new TrackCap(
                                Words.number(words.options.get("cap")), window(words.option("cap-over", "period")))
                        : null);
    }

    private static Track withTerms(Track track, Words words) {
        LadderTerms terms = new LadderTerms(
                window(words.option("over", "period")),
                Integer.parseInt(words.option("keep", "0")),
                words.option("drop", "").equals("one-step"));
        return new Track(
                track.name(),
                track.kind(),
                track.where(),
                track.credit(),
                track.rules(),
                track.ladder(),
                terms,
                track.cap());
    }

    private static Window window(String text) {
        return switch (text) {
            case "period" -> Window.PERIOD;
            case "year" -> Window.YEAR;
            default -> Window.last(Integer.parseInt(text));
        };
    }

    private static Program.Share share(String text) {
        int times = text.indexOf('*');
        return times < 0
                ? new Program.Share(text, Fixed.ONE)
                : new Program.Share(text.substring(0, times), Words.number(text.substring(times + 1)));
    }

    private static Rule rule(Words words) {
        Map<String, Argument> arguments = new LinkedHashMap<>();
        words.options.forEach((key, value) -> {
            if (!List.of("cap", "needs", "best-of", "over").contains(key)) {
                arguments.put(key, argument(key, value));
            }
        });
        Long cap = words.options.containsKey("cap") ? (Long) Words.number(words.options.get("cap")) : null;
        return new Rule(
                words.word(1),
                new RuleSpec(words.word(2), arguments),
                cap,
                conditions(words.list("needs")),
                words.option("best-of", null),
                window(words.option("over", "period")));
    }

    private static Argument argument(String key, String value) {
        return switch (key) {
            case "by" -> new Argument.MeasureName(value);
            case "base" -> new Argument.RuleNames(List.of(value.split(",")));
            case "steps" ->
                new Argument.Steps(List.of(value.split(",")).stream()
                        .map(ProgramText::step)
                        .toList());
            case "when" -> new Argument.Conditions(conditions(List.of(value.split(","))));
            case "points" ->
                value.startsWith("@")
                        ? new Argument.AttributeName(value.substring(1))
                        : new Argument.Number(Words.number(value));
            case "above", "up-to" ->
                Character.isLetter(value.charAt(0))
                        ? new Argument.MeasureName(value)
                        : new Argument.Number(Words.number(value));
            default -> new Argument.Number(Words.number(value));
        };
    }

    private static RuleSpec.Step step(String text) {
        boolean times = text.contains("*");
        String[] parts = text.split("[*:]");
        return new RuleSpec.Step(Words.number(parts[0]), times, Words.number(parts[1]));
    }

    private static List<Condition> conditions(List<String> texts) {
        return texts.stream().map(ProgramText::condition).toList();
    }

    private static Condition condition(String text) {
        int open = text.indexOf('(');
        if (open > 0) {
            List<Condition> within = parts(text.substring(open + 1, text.length() - 1)).stream()
                    .map(ProgramText::condition)
                    .toList();
            String word = text.substring(0, open);
            return switch (word) {
                case "not" -> new Not(null, within.get(0));
                case "all" -> new Some(null, within.size(), within);
                case "any" -> new Some(null, 1, within);
                default -> new Some(null, Integer.parseInt(word.replace("of", "")), within);
            };
        }
        int at = text.indexOf('@');
        Window window = at < 0 ? null : window(text.substring(at + 1));
        FieldTest test = Words.test(at < 0 ? text : text.substring(0, at));
        if (test.field().equals("tier") || test.field().startsWith("status:")) {
            String[] of = test.values().get(0).split("\\^");
            String whose = of.length > 1 ? of[1] : null;
            return test.field().equals("tier")
                    ? new HoldsTier(null, of[0], whose)
                    : new HasStatus(null, test.field().substring(7), of[0], whose);
        }
        if (test.field().startsWith("points:")) {
            return new PointsOf(null, test.field().substring(7), test.atLeast(), window);
        }
        String[] sides = test.field().split("/");
        boolean atLeast = test.atLeast() != null;
        return new Compared(
                null,
                sides[0],
                sides.length > 1 ? sides[1] : null,
                atLeast,
                atLeast ? test.atLeast() : test.atMost(),
                window);
    }

    /** Split at the semicolons that no parentheses enclose. */
    private static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int k = 0; k < text.length(); k++) {
            depth += text.charAt(k) == '(' ? 1 : text.charAt(k) == ')' ? -1 : 0;
            if (depth == 0 && text.charAt(k) == ';') {
                parts.add(text.substring(from, k));
                from = k + 1;
            }
        }
        parts.add(text.substring(from));
        return parts;
    }

    private static Tier tier(Words words) {
        String[] all = words.line.strip().split("\\s+");
        return new Tier(words.word(1), all.length > 2 ? conditions(List.of(all[2].split(","))) : List.of());
    }

    private static Board board(Words words) {
        return new Board(
                words.word(1),
                words.word(2),
                rank(words.word(3)),
                words.list("ties"),
                words.option("level", null),
                words.option("per", null),
                words.options.containsKey("min") ? (Long) Words.number(words.options.get("min")) : null,
                words.list("prizes").stream().map(ProgramText::prize).toList(),
                words.plain.contains("all"),
                window(words.option("over", "period")));
    }

    private static Program.Prize prize(String text) {
        String[] parts = text.split("[:-]");
        int at = Integer.parseInt(parts[0]);
        int to = parts.length > 2 ? Integer.parseInt(parts[1]) : at;
        return new Program.Prize(at, to, Words.number(parts[parts.length - 1]));
    }

    private static Rank rank(String text) {
        String[] sides = text.split("/");
        return text.equals("points") ? Rank.POINTS : new Rank(sides[0], sides.length > 1 ? sides[1] : null);
    }

    private Program.Periods periods() {
        List<Program.Period> listed = head.options.containsKey("starts") ? weeks(head.list("starts")) : listed();
        return new Program.Periods(
                every(),
                Integer.parseInt(head.option("fiscal", "1")),
                Integer.parseInt(head.option("grace", "0")),
                head.option("close", "manual").equals("automatic"),
                head.option("late", "carry").equals("carry"),
                listed,
                List.of());
    }

    private Every every() {
        if (head.options.containsKey("list")) {
            return Every.LISTED;
        }
        String word = head.word(2);
        return word.equals("4-4-5") ? Every.WEEKS_4_4_5 : Every.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private List<Program.Period> listed() {
        return head.list("list").stream()
                .map(text -> text.split(":"))
                .map(part -> new Program.Period(part[0], Dates.day(part[1]), Dates.day(part[2])))
                .toList();
    }

    /** Twelve periods a year, of four, four and five weeks; the last of a year reaches to the next year. */
    private static List<Program.Period> weeks(List<String> starts) {
        List<Program.Period> periods = new ArrayList<>();
        for (int year = 0; year < starts.size(); year++) {
            int from = Dates.day(starts.get(year));
            int end = year + 1 < starts.size() ? Dates.day(starts.get(year + 1)) : from + 364;
            for (int k = 1; k <= 12; k++) {
                int until = k == 12 ? end : from + (k % 3 == 0 ? 35 : 28);
                int named = LocalDate.ofEpochDay(end - 1).getYear();
                periods.add(new Program.Period(String.format(Locale.ROOT, "%d-P%02d", named, k), from, until));
                from = until;
            }
        }
        return periods;
    }

    private Program program() {
        return new Program(
                head.word(1),
                head.word(1),
                "UTC",
                head.option("currency", "USD"),
                range(head),
                periods(),
                new Program.Points(
                        "points",
                        Integer.parseInt(head.option("decimals", "0")),
                        Program.Rounding.valueOf(head.option("rounding", "half-up")
                                .toUpperCase(Locale.ROOT)
                                .replace('-', '_')),
                        null,
                        Words.number(head.option("minimum", "0"))),
                head.option("participants", "enrol").equals("wait"),
                head.option("products", "accept").equals("wait"),
                new Program.Returns(
                        head.option("returns", "accept").equals("wait"), Integer.parseInt(head.option("within", "-1"))),
                groups,
                kinds,
                measures,
                tracks,
                boards,
                "",
                budget(),
                effective(),
                claims);
    }

    private int effective() {
        String day = head.option("effective", "ever");
        return day.equals("ever") ? Program.EVER : day.equals("running") ? Program.RUNNING : Dates.day(day);
    }

    private Program.Budget budget() {
        String year = head.option("year-budget", null);
        String period = head.option("budget", year);
        return period == null ? null : new Program.Budget(Words.number(period), year != null);
    }
}
