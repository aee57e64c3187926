package io.tidemark.engine.naive;

import io.tidemark.engine.Fixed;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Facts, each from a seed of its own: a fact can be left out without changing the others. The content of a version is a
 * function of its identity and number (and of the seed, where order may matter), so that the same version comes twice.
 */
final class FactDraw {
    private final long world;
    private final Options options;

    FactDraw(long world, Options options) {
        this.world = world;
        this.options = options;
    }

    Fact fact(long seed) {
        Draw draw = new Draw(seed);
        int what = draw.between(1, 100);
        if (what <= 12) {
            return new Fact.Person(person(draw));
        }
        if (what <= 18) {
            return new Fact.Item(item(draw));
        }
        if (what <= 21) {
            return new Fact.CrossReference(crossReference(draw));
        }
        if (what == 22) {
            return new Fact.Row(draw.percent(60) ? decision(draw) : match(draw));
        }
        if (options.extreme() && what <= 26 && draw.percent(60)) {
            return new Fact.Act(activity(draw)); // large numbers add up in activities
        }
        if (what <= 26) {
            return new Fact.Row(draw.percent(40) ? target(draw) : draw.percent(50) ? status(draw) : assignment(draw));
        }
        return what <= 33 ? report(draw) : new Fact.Act(activity(draw));
    }

    private CrossReferenceRow crossReference(Draw draw) {
        String distributor = draw.of(World.DISTRIBUTORS);
        String theirs = draw.of(World.SKUS);
        int from = rowFrom(draw);
        Draw content = contentOf(draw, !options.orderIndependentOnly(), "xref", distributor, theirs, from);
        int most = content.percent(10) ? CrossReferenceRow.MOST_UNITS : 24;
        return new CrossReferenceRow(distributor, theirs, content.of(World.SKUS), content.between(1, most), from);
    }

    private TargetRow target(Draw draw) {
        String role = draw.of("rep", "rep", "distributor", "contractor", "location");
        String id = draw.of(World.IDS.get(role));
        String name = draw.of(World.NUMBERS);
        String period = draw.of(World.PERIODS);
        Draw content = contentOf(draw, !options.orderIndependentOnly(), "target", role, id, name, period);
        long units = options.extreme() && content.percent(30) ? Fixed.MAX_ACTIVITY : content.units(900);
        return new TargetRow(ParticipantRow.kindOfRole(role), id, name, period, content.percent(10) ? -units : units);
    }

    private ClaimDecision decision(Draw draw) {
        String program = draw.of("one", "one", "two");
        String source = draw.of(World.SOURCES);
        String id = draw.of(World.CLAIMS);
        String line = draw.percent(60) ? "" : draw.of(World.LINES);
        String step = draw.of(World.STEPS);
        Draw content = contentOf(draw, !options.orderIndependentOnly(), "decision", program, source, id, line, step);
        ClaimDecision.Verdict verdict = content.percent(70)
                ? ClaimDecision.Verdict.APPROVED
                : content.of(ClaimDecision.Verdict.REJECTED, ClaimDecision.Verdict.NONE);
        return new ClaimDecision(program, source, id, line, step, verdict, "", "");
    }

    private AssignmentRow assignment(Draw draw) {
        String role = draw.of("rep", "rep", "contractor", "distributor", World.SECOND_REP);
        boolean ofCodes = draw.percent(45);
        String territory = ofCodes ? "" : draw.of(World.TERRITORIES);
        String first = ofCodes ? draw.of(World.CODES) : "";
        String last = ofCodes ? draw.of(World.CODES) : "";
        int from = rowFrom(draw);
        Draw content =
                contentOf(draw, !options.orderIndependentOnly(), "assignment", role, territory, first, last, from);
        List<String> ids = World.IDS.get(role.equals(World.SECOND_REP) ? "rep" : role);
        return new AssignmentRow(territory, first, last, role, content.percent(15) ? "" : content.of(ids), from);
    }

    private MatchRow match(Draw draw) {
        String role = draw.of("rep", "rep", "distributor", "contractor", "location");
        String source = draw.of(World.SOURCES);
        String id = draw.of(World.IDS.get(role));
        Draw content = contentOf(draw, !options.orderIndependentOnly(), "match", source, role, id);
        String meant = content.percent(10) ? "" : content.of(World.IDS.get(role));
        return new MatchRow(source, ParticipantRow.kindOfRole(role), id, meant, "");
    }

    private StatusRow status(Draw draw) {
        String role = draw.of("rep", "rep", "distributor", "distributor", "contractor", "location");
        String id = draw.of(World.IDS.get(role));
        String status = draw.of(World.STATUSES);
        int date = draw.percent(20) ? Integer.MIN_VALUE : World.FIRST_DAY + draw.between(0, 420);
        Draw content = contentOf(draw, !options.orderIndependentOnly(), "status", role, id, status, date);
        return new StatusRow(
                ParticipantRow.kindOfRole(role), id, status, content.percent(10) ? "" : content.of(World.VALUES), date);
    }

    /** A report is the same whenever its key is drawn; numbered by its key where order must not matter. */
    private Fact report(Draw draw) {
        boolean anyOrder = options.orderIndependentOnly();
        int key = draw.between(1, 8);
        Draw content = new Draw(world * 31 + Objects.hash("report", key));
        Report.Function function = content.of(
                Report.Function.REPLACE,
                Report.Function.REPLACE,
                Report.Function.CANCEL,
                Report.Function.ADD,
                Report.Function.ORIGINAL);
        String source = anyOrder ? World.REPORTING : content.of(World.SOURCES);
        boolean numbered = anyOrder || content.percent(60);
        List<Report.Span> spans = new ArrayList<>();
        for (int k = function.restates() ? content.between(1, 3) : 0; k > 0; k--) {
            spans.add(span(content));
        }
        List<Activity> lines = new ArrayList<>();
        for (int k = function == Report.Function.CANCEL ? 0 : content.between(0, 6); k > 0; k--) {
            lines.add(line(content, source, function.restates() ? key : 0));
        }
        Report report = new Report(source, key, function, numbered ? key : Report.NO_NUMBER, spans);
        return new Fact.Sent(report, lines, anyOrder || !content.percent(10));
    }

    private static Report.Span span(Draw draw) {
        int from = draw.between(World.FIRST_DAY, World.LAST_DAY - 30);
        int until = from + 1 + draw.between(0, draw.percent(50) ? 60 : 1200);
        return switch (draw.between(1, 6)) {
            case 1 -> Report.Span.everywhere(from, until);
            case 2 -> new Report.Span("", "", from, until);
            case 3, 4 -> new Report.Span("distributor", draw.of(World.DISTRIBUTORS), from, until);
            default -> new Report.Span("location", draw.of(World.LOCATIONS), from, until);
        };
    }

    /** What a replace says of an identity is its own; other reports say the same of it. */
    private Activity line(Draw draw, String source, int replace) {
        List<String> ids = draw.of(World.SALES, World.SALES, World.RETURNS, World.OTHERS);
        String id = draw.of(ids);
        String line = draw.percent(70) ? "" : draw.of(World.LINES);
        Draw identity = new Draw(world * 31 + Objects.hash(source, id, line));
        Draw content = new Draw(world * 31 + Objects.hash(source, id, line, replace));
        return new ActivityDraw(options, identity, content)
                .activity(source, id, line, Function.ORIGINAL, Activity.NO_REVISION);
    }

    /** A draw that is the same for the same key; where order may matter it now and then is another one. */
    private Draw contentOf(Draw draw, boolean mayDiffer, Object... key) {
        int salt = mayDiffer && draw.percent(30) ? draw.between(1, 2) : 0;
        return new Draw(world * 31 + Objects.hash(Objects.hash(key), salt));
    }

    private Activity activity(Draw draw) {
        int what = draw.between(1, 100);
        List<String> ids =
                what <= 53 ? World.SALES : what <= 80 ? World.RETURNS : what <= 89 ? World.CLAIMS : World.OTHERS;
        String source = draw.of(World.SOURCES);
        String id = draw.of(ids);
        String line = draw.percent(60) ? "" : draw.of(World.LINES);
        boolean original = draw.percent(72);
        int revision = original ? Activity.NO_REVISION : revision(draw);
        boolean mayDiffer = !options.orderIndependentOnly() || (!original && options.equalRevisions());
        Draw identity = new Draw(world * 31 + Objects.hash(source, id, line));
        Draw content = contentOf(draw, mayDiffer, source, id, line, original, revision);
        Function function = original ? Function.ORIGINAL : content.percent(40) ? Function.VOID : Function.CORRECT;
        return new ActivityDraw(options, identity, content).activity(source, id, line, function, revision);
    }

    private int revision(Draw draw) {
        return !options.orderIndependentOnly() && draw.percent(50) ? Activity.NO_REVISION : draw.between(1, 4);
    }

    private static int rowFrom(Draw draw) {
        return draw.percent(40) ? Integer.MIN_VALUE : World.FIRST_DAY + 80 * draw.between(0, 5);
    }

    private ParticipantRow person(Draw draw) {
        String role = draw.of("rep", "rep", "contractor", "location", "distributor", "area");
        String id = draw.of(World.IDS.get(role));
        int from = rowFrom(draw);
        Draw content = contentOf(draw, !options.orderIndependentOnly(), role, id, from);
        List<String> above = World.PARENTS.get(role);
        String parent = above.isEmpty() || content.percent(15) ? "" : content.of(above);
        SortedMap<String, String> attributes = new TreeMap<>();
        if (content.percent(80)) {
            attributes.put("region", content.of(World.REGIONS));
        }
        if (content.percent(40)) {
            attributes.put("territory", content.of(World.TERRITORIES));
        }
        if (content.percent(60)) {
            attributes.put("grade", Fixed.format(content.units(10)));
        }
        return new ParticipantRow(
                ParticipantRow.kindOfRole(role),
                id,
                from,
                content.of("", "Ann", "Bo", "Ann"),
                parent,
                parent.isEmpty() ? "" : content.of(World.IDS.get(parent)),
                content.percent(75) ? Integer.MIN_VALUE : World.FIRST_DAY + content.between(0, 200),
                content.percent(75) ? Integer.MAX_VALUE : World.LAST_DAY - content.between(0, 200),
                attributes);
    }

    private ProductRow item(Draw draw) {
        String sku = draw.of(World.SKUS);
        int from = rowFrom(draw);
        Draw content = contentOf(draw, !options.orderIndependentOnly(), sku, from);
        SortedMap<String, String> attributes = new TreeMap<>();
        attributes.put("category", content.of(World.CATEGORIES));
        if (content.percent(70)) {
            attributes.put("brand", content.of(World.BRANDS));
        }
        if (content.percent(70)) {
            attributes.put("margin", content.of("0.1", "0.25", "0.3", "0.5", "unknown"));
        }
        return new ProductRow(sku, from, attributes);
    }
}
