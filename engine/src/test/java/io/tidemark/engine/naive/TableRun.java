package io.tidemark.engine.naive;

import io.tidemark.engine.naive.Table.Line;
import io.tidemark.engine.program.Program;
import io.tidemark.engine.program.Program.Track;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One table against fresh scorers. */
final class TableRun {
    private final Table table;
    private final Supplier<Scorer> scorers;

    private Scorer scorer;
    private Program program;
    private StringBuilder programText;

    TableRun(Table table, Supplier<Scorer> scorers) {
        this.table = table;
        this.scorers = scorers;
    }

    void run() {
        if (!table.anyOrder()) {
            run(table.lines());
            return;
        }
        List<Line> facts = lines(true);
        for (List<Line> order : orders(facts)) {
            List<Line> all = new ArrayList<>(lines(false));
            all.addAll(firstExpectation(all), order);
            run(all);
        }
    }

    private List<Line> lines(boolean facts) {
        return table.lines().stream()
                .filter(line -> FactText.isFactLine(line.text()) == facts)
                .toList();
    }

    private static int firstExpectation(List<Line> lines) {
        int index = 0;
        while (!isExpectation(lines.get(index).text())) {
            index++;
        }
        return index;
    }

    private static boolean isExpectation(String text) {
        return Stream.of("expect ", "why ", "rows ", "close ", "statement ", "no-statement ")
                .anyMatch(text::startsWith);
    }

    /** Every order of up to five facts; of more, every rotation and its reverse. */
    static <T> List<List<T>> orders(List<T> items) {
        List<List<T>> orders = new ArrayList<>();
        if (items.size() <= 5) {
            permute(List.of(), items, orders);
            return orders;
        }
        for (int i = 0; i < items.size(); i++) {
            List<T> rotated = new ArrayList<>(items.subList(i, items.size()));
            rotated.addAll(items.subList(0, i));
            orders.add(rotated);
            List<T> reversed = new ArrayList<>(rotated);
            java.util.Collections.reverse(reversed);
            orders.add(reversed);
        }
        return orders;
    }

    private static <T> void permute(List<T> chosen, List<T> left, List<List<T>> orders) {
        if (left.isEmpty()) {
            orders.add(chosen);
        }
        for (int i = 0; i < left.size(); i++) {
            List<T> next = new ArrayList<>(chosen);
            next.add(left.get(i));
            List<T> rest = new ArrayList<>(left);
            rest.remove(i);
            permute(next, rest, orders);
        }
    }

    private void run(List<Line> lines) {
        scorer = scorers.get();
        scorer.today(Dates.day("2026-12-31"));
        programText = null;
        FactText facts = new FactText();
        // voids repeat what was said of their identity, which in another order stands behind them
        table.lines().stream()
                .map(Line::text)
                .filter(text -> table.anyOrder() && FactText.isFactLine(text) && !text.startsWith("void"))
                .forEach(text -> facts.fact(withoutVerdict(text)));
        for (Line line : lines) {
            try {
                line(line.text(), facts);
            } catch (RuntimeException e) {
                throw new AssertionError(table.name() + ", line " + line.number() + ": " + line.text() + "\n  " + e, e);
            } catch (AssertionError e) {
                String order = table.anyOrder() ? "\n  in the order " + lines : "";
                throw new AssertionError(
                        table.name() + ", line " + line.number() + ": " + line.text() + "\n  " + e.getMessage() + order,
                        e);
            }
        }
    }

    private void line(String text, FactText facts) {
        if (ProgramText.isProgramLine(text)) {
            addProgramLine(text);
            return;
        }
        publishPending();
        String[] words = text.split("\\s+");
        switch (words[0]) {
            case "today" -> scorer.today(Dates.day(words[1]));
            case "expect" -> expect(new Words(text));
            case "why" -> why(words);
            case "rows" -> rows(text);
            case "close" ->
                same("close", words.length > 3 ? words[3] : "accepted", scorer.close(program.id(), words[1]));
            case "statement" -> statement(text);
            case "no-statement" -> same("statements", "", statements(words[1], words[2]));
            default -> apply(text, facts);
        }
    }

    private void addProgramLine(String text) {
        if (text.startsWith("program ")) {
            publishPending();
            programText = new StringBuilder();
        }
        programText.append(text).append('\n');
    }

    private void publishPending() {
        if (programText != null) {
            program = ProgramText.parse(programText.toString());
            scorer.publish(program);
            programText = null;
        }
    }

    private static String withoutVerdict(String text) {
        return text.split(" => ")[0];
    }

    private void apply(String text, FactText facts) {
        String[] sides = text.split(" => ");
        Verdict verdict = scorer.apply(facts.fact(sides[0]));
        if (!table.anyOrder()) {
            same("verdict", sides.length > 1 ? sides[1] : "accepted", verdict.toString());
        }
    }

    private void expect(Words words) {
        Who who = FactText.who(words.word(1));
        Track track = words.plain.size() > 3 ? trackNamed(words.word(3)) : trackOf(who);
        Place place = new Place(program.id(), track.name(), who, words.word(2));
        words.options.forEach((name, value) -> same(name, value, actual(place, track, name)));
    }

    private Track trackOf(Who who) {
        return program.tracks().stream()
                .filter(track -> track.kind().equals(who.kind()))
                .findFirst()
                .orElseThrow();
    }

    private Track trackNamed(String name) {
        return program.tracks().stream()
                .filter(track -> track.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private String actual(Place place, Track track, String name) {
        if (name.startsWith("missing.")) {
            return scorer.missing(place, name.substring(8));
        }
        if (name.startsWith("posted.")) {
            Map<String, String> posted = scorer.posted(place);
            return posted.getOrDefault(name.substring(7), "0");
        }
        return switch (name) {
            case "points" -> scorer.points(place);
            case "held" -> scorer.held(place);
            case "pending" -> scorer.pending(place);
            case "tier" -> scorer.tier(place);
            case "activities" -> "" + scorer.activities(place);
            case "next" -> String.join(",", scorer.nextUnits(place)).replace(' ', '|');
            default ->
                track.rules().stream().anyMatch(rule -> rule.name().equals(name))
                        ? scorer.rule(place, name)
                        : scorer.measure(place, name);
        };
    }

    private void why(String[] words) {
        List<String> all = Arrays.asList(words);
        int equals = all.indexOf("=");
        String reference = words[1];
        int slash = reference.lastIndexOf('/');
        Identity identity = slash < 0
                ? new Identity("pos", reference, "")
                : new Identity("pos", reference.substring(0, slash), reference.substring(slash + 1));
        String track = equals > 2 ? words[2] : program.tracks().get(0).name();
        String expected = String.join(" ", all.subList(equals + 1, all.size()));
        same(
                "credit",
                Arrays.stream(expected.split(","))
                        .map(one -> one.contains(":") && !one.contains(" ")
                                ? FactText.who(one).toString()
                                : one)
                        .collect(Collectors.joining(",")),
                scorer.credit(program.id(), track, identity));
    }

    private void rows(String text) {
        String[] sides = (text + " ").split(" = ?", 2);
        String[] words = sides[0].split("\\s+");
        List<String> rows = scorer.board(program.id(), words[1], words[2], words.length > 3 ? words[3] : "");
        same("rows", sides[1].strip(), String.join(", ", rows));
    }

    /** Of every line but measures and tiers. */
    private void statement(String text) {
        String[] sides = text.split(" = ", 2);
        String[] words = sides[0].split("\\s+");
        same("statement", sides[1].strip(), statements(words[1], words[2]));
    }

    private String statements(String who, String which) {
        String begin = program.id() + "|" + (which.contains("/") ? which.replace('/', '|') : which + "|1") + "|"
                + FactText.who(who) + "|";
        return scorer.statements(program.id()).stream()
                .filter(paper -> paper.startsWith(begin))
                .map(paper -> shown(paper.substring(begin.length()).lines().toList()))
                .collect(java.util.stream.Collectors.joining(" AND "));
    }

    private static String shown(List<String> lines) {
        StringBuilder text = new StringBuilder(units(lines.get(0)));
        String between = ": ";
        for (String line : lines.subList(1, lines.size())) {
            String[] parts = line.split("\\|");
            if (!parts[0].equals("measure") && !parts[0].equals("tier")) {
                String value = parts[0].equals("rank") ? parts[3] : units(parts[3]);
                text.append(between).append(parts[0]).append(' ');
                text.append(parts[1].isEmpty() ? "" : parts[1] + " ");
                text.append(parts[2].isEmpty() ? "" : parts[2] + " ").append(value);
                between = ", ";
            }
        }
        return text.toString();
    }

    private static String units(String units) {
        return io.tidemark.engine.Fixed.format(new java.math.BigInteger(units));
    }

    private static void same(String what, String expected, String actual) {
        if (!expected.equals(actual)) {
            throw new AssertionError(what + ": expected " + expected + " but was " + actual);
        }
    }
}
