package io.tidemark.tools.simulate;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.activity.Activity;
import io.tidemark.engine.activity.Activity.Function;
import io.tidemark.engine.directory.ParticipantRow;
import io.tidemark.engine.directory.ProductRow;
import io.tidemark.engine.program.Program;
import io.tidemark.gateway.language.Problems;
import io.tidemark.gateway.language.ProgramReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Sales of a small shop, with corrections, returns and lines that come twice: a function of the random it is given. */
final class FactsDraw {
    private static final int TODAY = (int) LocalDate.of(2026, 3, 31).toEpochDay();
    private static final Program PROGRAM = program();

    private final SplittableRandom random;
    /** Notes on every activity: now and then so many that the journal's files roll. */
    private final int notes;

    FactsDraw(SplittableRandom random) {
        this.random = random;
        this.notes = random.nextInt(5) == 0 ? 12 : 0;
    }

    private static Program program() {
        try (InputStream in = FactsDraw.class.getResourceAsStream("/simulate/program.yaml")) {
            Problems problems = new Problems();
            Program program =
                    ProgramReader.read("program.yaml", new String(in.readAllBytes(), StandardCharsets.UTF_8), problems);
            if (program == null) {
                throw new IllegalStateException("the simulated program: " + problems.all());
            }
            return program;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    SimFacts facts() {
        List<Activity> activities = new ArrayList<>();
        int sales = 60 + random.nextInt(140);
        for (int k = 0; k < sales; k++) {
            sale(k, activities);
        }
        return new SimFacts(List.of(PROGRAM), participants(), products(), activities, TODAY);
    }

    private void sale(int number, List<Activity> into) {
        String id = "S" + number;
        String rep = "rep-" + random.nextInt(9);
        int date = TODAY - random.nextInt(150);
        long quantity = (1 + random.nextInt(9)) * Fixed.ONE;
        long amount = (1 + random.nextInt(50_000)) * 100L;
        Activity sale =
                activity(id, Function.ORIGINAL, Activity.NO_REVISION, Activity.SALE, date, rep, quantity, amount);
        into.add(sale);
        if (random.nextInt(4) == 0) {
            into.add(activity(id, Function.CORRECT, 1, Activity.SALE, date, rep, quantity, amount / 2));
        }
        if (random.nextInt(10) == 0) {
            into.add(activity(id, Function.VOID, 2, Activity.SALE, date, rep, quantity, amount));
        }
        if (random.nextInt(6) == 0) {
            into.add(returned(number, id, rep, date));
        }
        if (random.nextInt(8) == 0) {
            into.add(into.get(random.nextInt(into.size())));
        }
    }

    private Activity returned(int number, String sale, String rep, int date) {
        TreeMap<String, String> roles = new TreeMap<>();
        roles.put("rep", rep);
        return new Activity(
                "pos",
                "R" + number,
                "",
                Function.ORIGINAL,
                Activity.NO_REVISION,
                Activity.RETURN,
                date,
                roles,
                "",
                Fixed.ONE,
                10 * Fixed.ONE,
                "",
                sale,
                Collections.emptySortedMap());
    }

    private Activity activity(
            String id, Function function, int revision, String kind, int date, String rep, long quantity, long amount) {
        TreeMap<String, String> roles = new TreeMap<>();
        roles.put("rep", rep);
        return new Activity(
                "pos",
                id,
                "",
                function,
                revision,
                kind,
                date,
                roles,
                "SKU-" + id.hashCode() % 7,
                quantity,
                amount,
                "",
                "",
                notes(id + revision));
    }

    private TreeMap<String, String> notes(String of) {
        TreeMap<String, String> fields = new TreeMap<>();
        for (int k = 0; k < notes; k++) {
            fields.put("note-" + k, (of + "-" + k + " ").repeat(100));
        }
        return fields;
    }

    private List<ParticipantRow> participants() {
        List<ParticipantRow> rows = new ArrayList<>();
        for (int k = 0; k < 9; k++) {
            rows.add(new ParticipantRow(
                    "distributor-rep",
                    "rep-" + k,
                    Integer.MIN_VALUE,
                    "Rep " + k,
                    "",
                    "",
                    Integer.MIN_VALUE,
                    k == 0 ? TODAY - 80 : Integer.MAX_VALUE,
                    Collections.emptySortedMap()));
        }
        return rows;
    }

    private static List<ProductRow> products() {
        TreeMap<String, String> attributes = new TreeMap<>();
        attributes.put("category", "pumps");
        return List.of(new ProductRow("SKU-1", Integer.MIN_VALUE, attributes));
    }
}
