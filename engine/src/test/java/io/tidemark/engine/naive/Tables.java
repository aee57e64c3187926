package io.tidemark.engine.naive;

import io.tidemark.engine.naive.Table.Line;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Worked examples as readable tables, run against any {@link Scorer}. A file holds several:
 *
 * <pre>
 * table NAME
 * in any order                              (optional: the facts below in every order)
 * program … measure … track … rule … tier … board …        as in ProgramText
 * today DATE                                (otherwise 2026-12-31)
 * sale … return … correct … void … participant … product …  as in FactText
 * … =&gt; duplicate|conflict|refused REASON    behind a fact: its verdict, otherwise accepted
 * expect role:id PERIOD [TRACK] name=value … of measures, rules, points, held, tier, activities,
 *                                            missing.CONDITION, posted.RULE
 * why ID[/LINE] [TRACK] = REASON|role:id
 * close PERIOD [= REASON]
 * statement role:id PERIOD[/VERSION] = PAID: rank BOARD N, rule TRACK RULE N, prize BOARD PLACE N, rounding N, …
 * no-statement role:id PERIOD[/VERSION]
 * rows BOARD PERIOD [SEGMENT] = 1 id value, 2 id value
 * </pre>
 *
 * What stands behind {@code #} is for readers.
 */
public final class Tables {
    private static final List<String> FILES = List.of(
            "rules.table",
            "conditions.table",
            "windows.table",
            "returns.table",
            "versions.table",
            "publishing.table",
            "credit.table",
            "shares.table",
            "holders.table",
            "reports.table",
            "xref.table",
            "periods.table",
            "boards.table",
            "numbers.table",
            "steps.table",
            "modifiers.table",
            "ladders.table",
            "matching.table",
            "identity.table",
            "hierarchy.table",
            "ranks.table",
            "calendars.table",
            "next.table",
            "once.table",
            "tiered.table",
            "restated.table",
            "given.table",
            "statuses.table",
            "assignments.table",
            "matches.table",
            "claims.table",
            "distinct.table",
            "last.table",
            "close.table");

    private Tables() {}

    /** Every table as a test against a fresh scorer. */
    public static Stream<DynamicTest> against(Supplier<Scorer> scorers) {
        return all().stream()
                .map(table -> DynamicTest.dynamicTest(table.name(), () -> new TableRun(table, scorers).run()));
    }

    public static List<Table> all() {
        return FILES.stream().flatMap(file -> parse(read(file)).stream()).toList();
    }

    private static String read(String file) {
        try (InputStream in = Tables.class.getResourceAsStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Table> parse(String text) {
        List<Table> tables = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).replaceAll("(^|\\s)#.*", "").strip();
            if (line.startsWith("table ")) {
                tables.add(new Table(line.substring(6), new ArrayList<>(), false));
            } else if (line.equals("in any order")) {
                Table last = tables.remove(tables.size() - 1);
                tables.add(new Table(last.name(), last.lines(), true));
            } else if (!line.isEmpty()) {
                tables.get(tables.size() - 1).lines().add(new Line(i + 1, line));
            }
        }
        return tables;
    }
}
