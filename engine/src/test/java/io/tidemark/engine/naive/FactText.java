package io.tidemark.engine.naive;

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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Facts in a line each:
 *
 * <pre>
 * sale ID[/LINE] DATE role:id … [SKU [QUANTITY [AMOUNT]]] [of=ORIGINAL] [rev=N] [source=S] [currency=C] [field=text …]
 * return …                        likewise; - is an absent word
 * do KIND ID …                    an activity of any kind
 * correct sale ID …               the same as a correction
 * void ID [rev=N] [source=S]      of what the table said last about the identity
 * report KEY replace|cancel|original|add [number=N] [source=S] [open] SPAN … | sale … | return …
 *                                 a report with its lines; a SPAN is role:id@FROM..UNTIL, *@… of every place, -@… of lines without
 * participant role:id [from=DATE] [name=N] [parent=role:id] [enrolled=DATE] [left=DATE] [attribute=text …]
 * xref distributor:id THEIR-SKU SKU [UNITS] [from=DATE]
 * product SKU [from=DATE] [attribute=text …]
 * target role:id NAME PERIOD VALUE
 * status role:id STATUS DATE [IS]        without IS it ends
 * approve|reject|undo ID[/LINE] STEP [program=P] [source=S]     what a step decides about a claim
 * match role:id [id] [source=S]            whom a feed means by an id; without the second it means nobody else any more
 * assign role:id|role territory=T|codes=FIRST..LAST [from=DATE]
 * </pre>
 */
public final class FactText {
    private static final Set<String> VERBS = Set.of(
            "sale",
            "return",
            "do",
            "correct",
            "void",
            "participant",
            "product",
            "report",
            "xref",
            "target",
            "status",
            "assign",
            "match");
    private static final Set<String> OWN = Set.of("of", "rev", "source", "currency");

    private final Map<Identity, Activity> said = new HashMap<>();

    static boolean isFactLine(String line) {
        return VERBS.contains(line.strip().split("\\s+")[0]);
    }

    /** What a line says; it may be about an activity that an earlier one stated. */
    public Fact fact(String line) {
        Words words = new Words(line);
        return switch (words.word(0)) {
            case "participant" -> new Fact.Person(person(words));
            case "product" -> new Fact.Item(item(words));
            case "report" -> report(line);
            case "target" -> new Fact.Row(target(words));
            case "approve" -> new Fact.Row(decision(words, ClaimDecision.Verdict.APPROVED));
            case "reject" -> new Fact.Row(decision(words, ClaimDecision.Verdict.REJECTED));
            case "undo" -> new Fact.Row(decision(words, ClaimDecision.Verdict.NONE));
            case "assign" -> new Fact.Row(assignment(words));
            case "match" -> new Fact.Row(match(words));
            case "status" -> new Fact.Row(status(words));
            case "xref" -> new Fact.CrossReference(crossReference(words));
            default -> new Fact.Act(remembered(activity(words)));
        };
    }

    private Activity remembered(Activity activity) {
        said.put(Identity.of(activity), activity);
        return activity;
    }

    private Activity activity(Words words) {
        List<String> plain = new ArrayList<>(words.plain);
        String verb = plain.get(0);
        if (verb.equals("void")) {
            return voided(words);
        }
        if (verb.equals("correct")) {
            plain.remove(0);
        }
        if (plain.get(0).equals("do")) {
            plain.remove(0);
        }
        Function function = verb.equals("correct") ? Function.CORRECT : Function.ORIGINAL;
        return stated(words, plain, function);
    }

    private static Activity stated(Words words, List<String> plain, Function function) {
        String[] reference = split(plain.get(1));
        SortedMap<String, String> roles = new TreeMap<>();
        List<String> rest = new ArrayList<>();
        for (String word : plain.subList(3, plain.size())) {
            int colon = word.indexOf(':');
            if (colon > 0) {
                roles.put(word.substring(0, colon), word.substring(colon + 1));
            } else {
                rest.add(word);
            }
        }
        return new Activity(
                words.option("source", "pos"),
                reference[0],
                reference[1],
                function,
                Integer.parseInt(words.option("rev", "" + Activity.NO_REVISION)),
                plain.get(0),
                Dates.day(plain.get(2)),
                roles,
                word(rest, 0),
                number(rest, 1),
                number(rest, 2),
                words.option("currency", ""),
                words.option("of", ""),
                fields(words, OWN));
    }

    private static CrossReferenceRow crossReference(Words words) {
        return new CrossReferenceRow(
                who(words.word(1)).id(),
                words.word(2),
                words.word(3),
                words.plain.size() > 4 ? Integer.parseInt(words.word(4)) : 1,
                words.date("from", Integer.MIN_VALUE));
    }

    private static TargetRow target(Words words) {
        Who who = who(words.word(1));
        return new TargetRow(who.kind(), who.id(), words.word(2), words.word(3), Words.number(words.word(4)));
    }

    private static ClaimDecision decision(Words words, ClaimDecision.Verdict verdict) {
        String[] claim = split(words.word(1));
        return new ClaimDecision(
                words.option("program", "demo"),
                words.option("source", "pos"),
                claim[0],
                claim[1],
                words.word(2),
                verdict,
                "because",
                "somebody");
    }

    private static AssignmentRow assignment(Words words) {
        String[] who = (words.word(1) + ":").split(":", -1);
        String[] codes = words.option("codes", "..").split("\\.\\.", -1);
        return new AssignmentRow(
                words.option("territory", ""),
                codes[0],
                codes[1],
                who[0],
                who[1],
                words.date("from", Integer.MIN_VALUE));
    }

    private static MatchRow match(Words words) {
        Who who = who(words.word(1));
        return new MatchRow(words.option("source", "pos"), who.kind(), who.id(), word(words.plain, 2), "somebody");
    }

    private static StatusRow status(Words words) {
        Who who = who(words.word(1));
        return new StatusRow(who.kind(), who.id(), words.word(2), word(words.plain, 4), Dates.day(words.word(3)));
    }

    private Fact report(String line) {
        String[] parts = line.split(" \\| ");
        Words head = new Words(parts[0]);
        List<Activity> lines = new ArrayList<>();
        for (int k = 1; k < parts.length; k++) {
            lines.add(remembered(activity(new Words(parts[k].strip()))));
        }
        List<Report.Span> spans = head.plain.subList(3, head.plain.size()).stream()
                .filter(word -> !word.equals("open"))
                .map(FactText::span)
                .toList();
        Report report = new Report(
                head.option("source", "pos"),
                head.word(1).hashCode(),
                Report.Function.valueOf(head.word(2).toUpperCase(java.util.Locale.ROOT)),
                head.options.containsKey("number") ? Long.parseLong(head.option("number", "")) : Report.NO_NUMBER,
                spans);
        return new Fact.Sent(report, lines, !head.plain.contains("open"));
    }

    private static Report.Span span(String word) {
        String[] sides = word.split("@");
        String[] days = sides[1].split("\\.\\.");
        int from = Dates.day(days[0]);
        int until = Dates.day(days[1]);
        if (sides[0].equals("*")) {
            return Report.Span.everywhere(from, until);
        }
        Who place = sides[0].equals("-") ? new Who("", "") : who(sides[0]);
        return new Report.Span(place.kind(), place.id(), from, until);
    }

    private static String[] split(String reference) {
        int slash = reference.lastIndexOf('/');
        return slash < 0
                ? new String[] {reference.equals("-") ? "" : reference, ""}
                : new String[] {reference.substring(0, slash), reference.substring(slash + 1)};
    }

    private static String word(List<String> words, int index) {
        return index >= words.size() || words.get(index).equals("-") ? "" : words.get(index);
    }

    private static Long number(List<String> words, int index) {
        String word = word(words, index);
        return word.isEmpty() ? null : (Long) Words.number(word);
    }

    private static SortedMap<String, String> fields(Words words, Set<String> without) {
        SortedMap<String, String> fields = new TreeMap<>(words.options);
        fields.keySet().removeAll(without);
        return fields;
    }

    private Activity voided(Words words) {
        String[] reference = split(words.word(1));
        Identity identity = new Identity(words.option("source", "pos"), reference[0], reference[1]);
        Activity last = said.get(identity);
        if (last == null) {
            throw new IllegalArgumentException("the table has not said what is voided: " + words.line);
        }
        return new Activity(
                last.source(),
                last.id(),
                last.line(),
                Function.VOID,
                Integer.parseInt(words.option("rev", "" + Activity.NO_REVISION)),
                last.kind(),
                last.date(),
                last.roles(),
                last.sku(),
                last.quantity(),
                last.amount(),
                last.currency(),
                last.original(),
                last.fields());
    }

    private static ParticipantRow person(Words words) {
        Who who = who(words.word(1));
        Who parent = words.options.containsKey("parent") ? who(words.options.get("parent")) : new Who("", "");
        return new ParticipantRow(
                who.kind(),
                who.id(),
                words.date("from", Integer.MIN_VALUE),
                words.option("name", ""),
                parent.kind(),
                parent.id(),
                words.date("enrolled", Integer.MIN_VALUE),
                words.date("left", Integer.MAX_VALUE),
                fields(words, Set.of("from", "name", "parent", "enrolled", "left")));
    }

    /** {@code role:id}, of the kind that the role names. */
    static Who who(String text) {
        int colon = text.indexOf(':');
        return new Who(ParticipantRow.kindOfRole(text.substring(0, colon)), text.substring(colon + 1));
    }

    private static ProductRow item(Words words) {
        return new ProductRow(words.word(1), words.date("from", Integer.MIN_VALUE), fields(words, Set.of("from")));
    }
}
