package io.tidemark.gateway.language;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.directory.ProductRow;
import io.tidemark.engine.program.Program;
import io.tidemark.engine.program.Program.FieldTest;
import io.tidemark.engine.program.Program.Group;
import io.tidemark.gateway.language.SourceNode.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Compares a program with the catalogue: a group that no product is in is probably a mistake in its text. */
public final class GroupCheck {
    private static final String SKU = "sku";

    private GroupCheck() {}

    /**
     * Adds a warning for each group that no row of the catalogue fulfils, whatever the row's date. An empty catalogue
     * says nothing about groups, and so gives no warnings.
     *
     * @param file the name under which the program was read
     */
    public static void checkGroups(String file, Program program, Iterable<ProductRow> catalogue, Problems problems) {
        List<Group> empty = new ArrayList<>(program.groups());
        Set<String> attributes = new TreeSet<>();
        for (ProductRow row : catalogue) {
            attributes.add(SKU);
            attributes.addAll(row.attributes().keySet());
            empty.removeIf(group -> group.tests().stream().allMatch(test -> holds(test, row)));
        }
        if (attributes.isEmpty() || empty.isEmpty()) {
            return;
        }
        // the positions are those of the text the program was read from; what is wrong with it was said then
        SourceNode root = SourceReader.read(file, program.source(), new Problems());
        SourceNode groups = root instanceof Mapping mapping ? mapping.value("groups") : null;
        for (Group group : empty) {
            problems.warning(
                    position(file, groups, group.name()),
                    "the group " + group.name() + " holds no product of the catalogue",
                    advice(group, attributes));
        }
    }

    private static Position position(String file, SourceNode groups, String name) {
        SourceNode.Entry entry = groups instanceof Mapping mapping ? mapping.entry(name) : null;
        return entry == null ? new Position(file, 1, 1) : entry.keyPosition();
    }

    private static String advice(Group group, Set<String> attributes) {
        for (FieldTest test : group.tests()) {
            if (!attributes.contains(test.field())) {
                return "no product has the field " + Scalars.shown(test.field()) + "; "
                        + Nearest.hint(test.field(), attributes);
            }
        }
        return "compare its values with the product file; texts must be equal letter by letter";
    }

    private static boolean holds(FieldTest test, ProductRow row) {
        String text = test.field().equals(SKU) ? row.sku() : row.attributes().get(test.field());
        if (test.atLeast() == null && test.atMost() == null) {
            // a field that is absent equals nothing
            return (text != null && test.values().contains(text)) != test.negated();
        }
        long number = text == null ? Fixed.NONE : Fixed.parse(text);
        return number != Fixed.NONE
                && (test.atLeast() == null || number >= test.atLeast())
                && (test.atMost() == null || number <= test.atMost());
    }
}
