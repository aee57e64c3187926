package io.tidemark.engine.naive;

import io.tidemark.engine.activity.Activity;
import io.tidemark.engine.program.Program;
import io.tidemark.engine.program.Program.Aggregate;
import io.tidemark.engine.program.Program.Group;
import io.tidemark.engine.program.Program.Measure;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/** What one effect adds to each measure of a program. */
final class Measuring {
    private final Program program;
    private final Directory directory;

    Measuring(Program program, Directory directory) {
        this.program = program;
        this.directory = directory;
    }

    /** Every measure at zero, in the program's order. */
    Map<String, BigDecimal> zeros() {
        Map<String, BigDecimal> zeros = new java.util.LinkedHashMap<>();
        program.measures().forEach(measure -> zeros.put(measure.name(), BigDecimal.ZERO));
        return zeros;
    }

    /**
     * The measures that read the effect.
     *
     * @param by who is credited, and in which role
     */
    Map<String, BigDecimal> contributions(Effect effect, String by) {
        Map<String, BigDecimal> contributions = new TreeMap<>();
        for (Measure measure : program.measures()) {
            if (measure.isDistinct()) {
                String value = reads(measure, effect) ? valueOf(measure, effect) : null;
                if (value != null) {
                    contributions.put(distinct(measure.name(), value), weight(measure, effect));
                }
            } else if (measure.isLast() && reads(measure, effect)) {
                contributions.put(last(measure.name(), effect, by), effect.quantity());
            } else if (measure.isSummed() && reads(measure, effect)) {
                contributions.put(measure.name(), value(measure, effect));
            }
        }
        return contributions;
    }

    /** Under which what is net of a value of a field is summed. */
    static String distinct(String measure, String value) {
        return measure + "\u0000" + value;
    }

    /** Under which a report is kept: of what, then when and which, in the order in which the last counts. */
    private static String last(String measure, Effect effect, String by) {
        String location = effect.roles().getOrDefault("location", "");
        return String.join("\u0000", measure, effect.sku(), location, by)
                + LAST_OF
                + Integer.toString(effect.date())
                + LAST_OF
                + effect.identity().source()
                + LAST_OF
                + effect.identity().id()
                + LAST_OF
                + effect.identity().line();
    }

    /** Ends what a report is of, its date, and the parts of its identity. */
    static final String LAST_OF = "\u0001";

    private static String valueOf(Measure measure, Effect effect) {
        String value = measure.field().equals("sku") ? effect.sku() : field(effect, measure.field());
        return value == null || value.isEmpty() ? null : value;
    }

    /** The quantity; without one the amount; without either every activity is one. */
    private static BigDecimal weight(Measure measure, Effect effect) {
        boolean takesBack = measure.kind() == null && effect.kind().equals(Activity.RETURN);
        BigDecimal weight = switch (effect.basis()) {
            case QUANTITY -> effect.quantity();
            case AMOUNT -> effect.amount();
            default -> BigDecimal.ONE;
        };
        return takesBack ? weight.negate() : weight;
    }

    private boolean reads(Measure measure, Effect effect) {
        return readsKind(measure, effect.kind())
                && measure.window().contains(effect.date())
                && FieldTests.allHold(measure.where(), field -> field(effect, field))
                && (measure.group() == null || isIn(measure.group(), effect));
    }

    private static boolean readsKind(Measure measure, String kind) {
        return measure.kind() != null
                ? measure.kind().equals(kind)
                : kind.equals(Activity.SALE) || kind.equals(Activity.RETURN);
    }

    private static String field(Effect effect, String name) {
        String text = effect.fields().get(name);
        return text != null ? text : effect.roles().get(name);
    }

    private boolean isIn(String groupName, Effect effect) {
        if (effect.sku().isEmpty()) {
            return false;
        }
        Group group = program.groups().stream()
                .filter(candidate -> candidate.name().equals(groupName))
                .findFirst()
                .orElseThrow();
        Map<String, String> product = directory.product(effect.sku(), effect.date());
        return FieldTests.allHold(group.tests(), field -> field.equals("sku") ? effect.sku() : product.get(field));
    }

    private static BigDecimal value(Measure measure, Effect effect) {
        if (measure.aggregate() == Aggregate.COUNT) {
            return BigDecimal.ONE;
        }
        BigDecimal stated = switch (measure.field()) {
            case "quantity" -> effect.quantity();
            case "amount" -> effect.amount();
            default -> effect.numbers().getOrDefault(measure.field(), BigDecimal.ZERO);
        };
        boolean takesBack = measure.kind() == null && effect.kind().equals(Activity.RETURN);
        return takesBack ? stated.negate() : stated;
    }
}
