package io.tidemark.engine;

import io.tidemark.engine.activity.Activity;
import io.tidemark.engine.activity.Activity.Function;
import io.tidemark.engine.activity.Report;
import io.tidemark.engine.directory.AssignmentRow;
import io.tidemark.engine.directory.ClaimDecision;
import io.tidemark.engine.directory.CrossReferenceRow;
import io.tidemark.engine.directory.MatchRow;
import io.tidemark.engine.directory.ParticipantRow;
import io.tidemark.engine.directory.ProductRow;
import io.tidemark.engine.directory.StatusRow;
import io.tidemark.engine.directory.TargetRow;
import io.tidemark.engine.naive.Fact;
import io.tidemark.engine.program.Program;
import io.tidemark.engine.program.RuleSpec;
import io.tidemark.engine.program.RuleSpec.Argument;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the golden frames were made of: every template, every field present and absent, text beyond ASCII. */
final class GoldenInput {
    static final int TODAY = day("2026-03-31");

    private GoldenInput() {}

    private static int day(String date) {
        return (int) LocalDate.parse(date).toEpochDay();
    }

    /** One frame per template, by the name of its file; they follow each other. */
    static Map<String, byte[]> frames() {
        FrameScript script = new FrameScript(TODAY);
        script.facts(people(), 1);
        script.facts(products(), 1);
        script.publish(List.of(program()));
        script.facts(activities(), 256);
        script.tick();
        script.desk();
        script.facts(List.of(report()), 256);
        script.facts(
                List.of(new Fact.CrossReference(new CrossReferenceRow("D-1", "PU-1", "PU-1", 12, day("2026-01-01")))),
                1);
        script.facts(
                List.of(new Fact.Row(new TargetRow("distributor-rep", "291", "quota", "2026-Q1", 30_000_000L))), 1);
        script.facts(List.of(new Fact.Row(new StatusRow("distributor", "D-1", "märz", "ok", day("2026-03-01")))), 1);
        script.facts(
                List.of(new Fact.Row(new AssignmentRow("", "60600", "60699", "rep", "291", day("2026-03-01")))), 1);
        script.facts(
                List.of(new Fact.Row(new ClaimDecision(
                        "golden", "pos", "C1", "", "office", ClaimDecision.Verdict.REJECTED, "ungültig", "Ann"))),
                1);
        script.day(day("2026-04-01"));
        script.close("golden", "2026-Q1");
        script.facts(List.of(new Fact.Row(new MatchRow("pos", "distributor-rep", "Müller, A.", "291", "Jörg"))), 1);
        Map<String, byte[]> named = new TreeMap<>();
        List<String> names = List.of(
                "1-participant",
                "2-participant",
                "3-product",
                "4-publish",
                "5-activities",
                "6-tick",
                "7-desk",
                "8-desk",
                "9-report-begins",
                "9-report-lines",
                "9-report-whole",
                "9-xref",
                "9-y-target",
                "9-z-status",
                "9-zz-assignment",
                "9-zzz-decision",
                "9-zzzz-close",
                "9-zzzzz-match");
        for (int k = 0; k < names.size(); k++) {
            named.put(names.get(k), script.frames().get(k));
        }
        return named;
    }

    /** Restates the sale of two thousands and a half under another amount; the other line of its day goes. */
    private static Fact report() {
        Activity line = activity("S1", "1", Function.ORIGINAL, -1, Activity.SALE, 120_000L, 30_000_000L, "");
        int from = line.date() - 5;
        Report report = new Report(
                line.source(),
                0x7060_5040_3020_1000L,
                Report.Function.REPLACE,
                7,
                List.of(
                        new Report.Span("distributor", "D-1", from, from + 40),
                        new Report.Span("", "", from, from + 40),
                        Report.Span.everywhere(from + 100, from + 400)));
        return new Fact.Sent(report, List.of(line), true);
    }

    private static List<Fact> people() {
        return List.of(
                new Fact.Person(new ParticipantRow(
                        "distributor",
                        "D-1",
                        Integer.MIN_VALUE,
                        "Meyer & Söhne",
                        "",
                        "",
                        Integer.MIN_VALUE,
                        Integer.MAX_VALUE,
                        new TreeMap<>())),
                new Fact.Person(new ParticipantRow(
                        "distributor-rep",
                        "291",
                        day("2026-01-01"),
                        "Jae Pak",
                        "distributor",
                        "D-1",
                        day("2025-12-01"),
                        day("2026-12-31"),
                        new TreeMap<>(Map.of("region", "north", "grade", "2.5")))));
    }

    private static List<Fact> products() {
        return List.of(new Fact.Item(new ProductRow(
                "PU-1", Integer.MIN_VALUE, new TreeMap<>(Map.of("category", "pumps", "margin", "0.25")))));
    }

    private static List<Fact> activities() {
        Activity sale = activity("S1", "1", Function.ORIGINAL, -1, Activity.SALE, 120_000L, 36_500_000L, "");
        return List.of(
                new Fact.Act(sale),
                new Fact.Act(sale),
                new Fact.Act(activity("S1", "2", Function.ORIGINAL, -1, Activity.SALE, null, 1L, "")),
                new Fact.Act(activity("S1", "2", Function.CORRECT, 3, Activity.SALE, 10_000L, 25_000L, "")),
                new Fact.Act(activity("S2", "", Function.ORIGINAL, -1, Activity.SALE, 10_000L, null, "")),
                new Fact.Act(activity("S2", "", Function.VOID, -1, Activity.SALE, 10_000L, null, "")),
                new Fact.Act(activity("R1", "", Function.ORIGINAL, -1, Activity.RETURN, 50_000L, null, "S1/1")),
                new Fact.Act(activity("S3", "", Function.ORIGINAL, -1, Activity.SALE, -1L, 1L, "")),
                new Fact.Act(activity("\uD83D\uDE00", "é", Function.ORIGINAL, -1, "training", 0L, 0L, "")));
    }

    private static Activity activity(
            String id,
            String line,
            Function function,
            int revision,
            String kind,
            Long quantity,
            Long amount,
            String original) {
        boolean bare = kind.equals(Activity.RETURN);
        SortedMap<String, String> roles = new TreeMap<>(bare ? Map.of() : Map.of("rep", "291", "distributor", "D-1"));
        SortedMap<String, String> fields =
                new TreeMap<>(bare ? Map.of() : Map.of("cost", "12.5", "territory", "t1", "batch", "007"));
        return new Activity(
                "pos",
                id,
                line,
                function,
                revision,
                kind,
                day("2026-02-14"),
                roles,
                bare ? "" : "PU-1",
                quantity,
                amount,
                bare ? "" : "USD",
                original,
                fields);
    }

    private static Program program() {
        Program.DateRange always = Program.DateRange.ALWAYS;
        Program.FieldTest pumps = new Program.FieldTest("category", List.of("pumps"), false, null, null);
        Program.Condition enough = new Program.Compared("enough", "volume", null, true, 1_000_000);
        return new Program(
                "golden",
                "Golden",
                "UTC",
                "USD",
                always,
                new Program.Periods(Program.Every.QUARTER, 1, 10, false, true),
                new Program.Points("points", 0, Program.Rounding.HALF_UP, null, 0),
                false,
                false,
                new Program.Returns(true, 90),
                List.of(new Program.Group("pumps", List.of(pumps))),
                List.of(),
                List.of(
                        new Program.Measure(
                                "volume", Program.Aggregate.SUM, "amount", null, "pumps", List.of(), always),
                        new Program.Measure("units", Program.Aggregate.SUM, "quantity", null, null, List.of(), always)),
                List.of(new Program.Track(
                        "reps",
                        "distributor-rep",
                        List.of(),
                        "rep",
                        List.of(rate(enough), bonus(enough)),
                        List.of(new Program.Tier("silver", List.of()), new Program.Tier("gold", List.of(enough))))),
                List.of(new Program.Board("reps", "reps", Program.Rank.POINTS, List.of("units"), null, "region", null)),
                "");
    }

    private static Program.Rule rate(Program.Condition enough) {
        Map<String, Argument> rate =
                Map.of("by", new Argument.MeasureName("volume"), "points", new Argument.Number(10_000));
        return new Program.Rule("base", new RuleSpec("rate", rate), 50_000_000L, List.of(enough), null);
    }

    private static Program.Rule bonus(Program.Condition enough) {
        Map<String, Argument> bonus =
                Map.of("when", new Argument.Conditions(List.of(enough)), "points", new Argument.Number(2_500_000));
        return new Program.Rule("bonus", new RuleSpec("bonus", bonus), null, List.of(), null);
    }
}
