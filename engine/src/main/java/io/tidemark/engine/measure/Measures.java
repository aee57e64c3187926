package io.tidemark.engine.measure;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.activity.ReturnShares;
import io.tidemark.engine.activity.Versions;
import io.tidemark.engine.credit.Credit;
import io.tidemark.engine.program.Facts;
import io.tidemark.engine.program.Program;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.agrona.collections.Int2ObjectHashMap;

/**
 * The measures of one program as functions of a credited activity. A contribution is exact: nothing is rounded, except
 * that an attribute of a partial return goes pro rata. Core thread only.
 */
public final class Measures {
    private static final int AMOUNT = 0;
    private static final int QUANTITY = 1;
    private static final int ATTRIBUTE = 2;
    private static final int COUNT = 3;
    /** A field whose values are counted: contributes nothing by itself. */
    private static final int DISTINCT = 4;
    /** Of which the last counts: contributes nothing by itself. */
    private static final int LAST = 5;

    /** One measure as it reads one kind of activity. */
    record Selector(
            int measure, int sign, int aggregate, int field, int group, WhereCheck[] where, int from, int until) {}

    /** Stands for the product where a field's name could stand. */
    private static final int PRODUCT = -1;

    /** Told of the values that a credited activity has in the fields whose values are counted. */
    public interface Values {
        /**
         * @param value what it is, and its further half
         * @param weight units of what is net of it
         */
        void value(int measure, long value, long further, long weight);
    }

    /** Told of what a credited activity reports to measures of which the last counts. */
    public interface Reports {
        /**
         * @param what product and location
         * @param units of the quantity
         */
        void report(int measure, long what, long units);
    }

    private final boolean counting;
    private final boolean keeping;
    private final int location;
    private final List<Program.Measure> measures;
    private final Map<String, Integer> positions = new HashMap<>();
    private final Groups groups;
    private final Facts facts;
    private final Selection ofSales;
    private final Selection ofReturns;
    private final Int2ObjectHashMap<Selection> ofOthers = new Int2ObjectHashMap<>();
    private final Contributions asked;

    public Measures(Program program, Facts facts) {
        this.facts = facts;
        this.measures = program.measures();
        this.counting = measures.stream().anyMatch(Program.Measure::isDistinct);
        this.keeping = measures.stream().anyMatch(Program.Measure::isLast);
        this.location = keeping ? facts.names.names.intern("location") : -1;
        this.groups = new Groups(program.groups(), facts);
        for (int k = 0; k < measures.size(); k++) {
            positions.put(measures.get(k).name(), k);
        }
        asked = new Contributions(measures.size());
        ofSales = selectors("sale");
        ofReturns = selectors("return");
        for (String kind : program.otherKinds()) {
            ofOthers.put(facts.names.names.intern(kind), selectors(kind));
        }
    }

    private Selection selectors(String kind) {
        List<Selector> selectors = new ArrayList<>();
        for (int k = 0; k < measures.size(); k++) {
            Program.Measure measure = measures.get(k);
            if (measure.isGiven()) {
                continue;
            }
            if (measure.kind() == null
                    ? kind.equals("sale") || kind.equals("return")
                    : measure.kind().equals(kind)) {
                selectors.add(selector(k, measure, measure.kind() == null && kind.equals("return") ? -1 : 1));
            }
        }
        return new Selection(selectors.toArray(Selector[]::new), groups);
    }

    private Selector selector(int k, Program.Measure measure, int sign) {
        int aggregate = COUNT;
        int field = 0;
        if (measure.isDistinct()) {
            aggregate = DISTINCT;
            field = measure.field().equals("sku") ? PRODUCT : facts.names.names.intern(measure.field());
        }
        if (measure.isLast()) {
            aggregate = LAST;
        }
        if (measure.aggregate() == Program.Aggregate.SUM) {
            switch (measure.field()) {
                case "amount" -> aggregate = AMOUNT;
                case "quantity" -> aggregate = QUANTITY;
                default -> {
                    aggregate = ATTRIBUTE;
                    field = facts.names.names.intern(measure.field());
                }
            }
        }
        int group = measure.group() == null ? -1 : groups.position(measure.group());
        WhereCheck[] where = measure.where().stream()
                .map(test -> new WhereCheck(test, facts))
                .toArray(WhereCheck[]::new);
        return new Selector(
                k,
                sign,
                aggregate,
                field,
                group,
                where,
                measure.window().from(),
                measure.window().until());
    }

    public int count() {
        return measures.size();
    }

    public Program.Measure measure(int k) {
        return measures.get(k);
    }

    /** Position of a measure by name. */
    public int position(String name) {
        return positions.get(name);
    }

    private Selection selectionOf(Credit credit) {
        if (credit.matchedReturn || credit.kind == facts.names.returned) {
            return ofReturns;
        }
        return credit.kind == facts.names.sale ? ofSales : ofOthers.get(credit.kind);
    }

    /**
     * What a credited activity contributes to each measure, times {@code factor} (1 or −1).
     *
     * @param into emptied, then filled
     */
    public void contribute(Credit credit, int factor, Contributions into) {
        into.clear();
        Selection selection = selectionOf(credit);
        if (selection == null) {
            return;
        }
        for (int word = 0; word < selection.words(); word++) {
            long selected = selection.word(credit.edition, word);
            for (; selected != 0; selected &= selected - 1) {
                Selector selector = selection.selector(word, Long.numberOfTrailingZeros(selected));
                if (credit.date >= selector.from
                        && credit.date < selector.until
                        && (selector.where.length == 0 || passes(selector.where, credit))) {
                    long value = value(selector, credit);
                    if (value != 0) {
                        into.add(selector.measure, factor * selector.sign * value);
                    }
                }
            }
        }
    }

    /** Whether any measure counts values. */
    public boolean countValues() {
        return counting;
    }

    /** Whether the last of any measure counts. */
    public boolean keepLast() {
        return keeping;
    }

    /** What a credited activity reports to the measures that select it and of which the last counts. */
    public void reports(Credit credit, Reports into) {
        each(LAST, credit, selector -> {
            long product = facts.products.productOf(credit.edition);
            int place = facts.versions.participant(credit.version, location);
            into.report(selector.measure, product << 32 | (place + 1), credit.quantity * credit.unitsPer);
        });
    }

    /** The values that a credited activity has in the fields whose values are counted, for the measures that select it. */
    public void values(Credit credit, int factor, Values into) {
        each(DISTINCT, credit, selector -> value(selector, credit, factor * selector.sign, into));
    }

    private void each(int aggregate, Credit credit, Consumer<Selector> into) {
        Selection selection = selectionOf(credit);
        for (int word = 0; selection != null && word < selection.words(); word++) {
            long selected = selection.word(credit.edition, word);
            for (; selected != 0; selected &= selected - 1) {
                Selector selector = selection.selector(word, Long.numberOfTrailingZeros(selected));
                boolean counts = selector.aggregate == aggregate
                        && credit.date >= selector.from
                        && credit.date < selector.until
                        && passes(selector.where, credit);
                if (counts) {
                    into.accept(selector);
                }
            }
        }
    }

    private void value(Selector selector, Credit credit, int sign, Values into) {
        Versions versions = facts.versions;
        long weight = sign * weight(credit);
        if (selector.field == PRODUCT) {
            // an effect remembers the edition, and with it the product that was meant
            int product = facts.products.productOf(credit.edition);
            if (product != 0) {
                into.value(selector.measure, product, 0, weight);
            }
            return;
        }
        int field = versions.fieldNamed(credit.version, selector.field);
        if (field >= 0) {
            int text = versions.fieldText(credit.version, field);
            into.value(selector.measure, text, versions.fieldNumber(credit.version, field), weight);
            return;
        }
        int participant = versions.participant(credit.version, selector.field);
        if (participant >= 0) {
            into.value(selector.measure, participant, Fixed.NONE + 1, weight);
        }
    }

    /** What is net of a value: the quantity that is said, also 0; without one the amount; without either every activity is one. */
    private long weight(Credit credit) {
        if (facts.versions.hasQuantity(credit.version)) {
            return credit.quantity * credit.unitsPer;
        }
        return facts.versions.hasAmount(credit.version) ? credit.amount : Fixed.ONE;
    }

    /** The same, added to a vector of all measures. */
    public void contribute(Credit credit, int factor, long[] sums) {
        contribute(credit, factor, asked);
        for (int k = 0; k < asked.count(); k++) {
            sums[asked.measure(k)] += asked.delta(k);
        }
    }

    private static boolean passes(WhereCheck[] where, Credit credit) {
        for (WhereCheck check : where) {
            if (!check.accepts(credit.version, credit.edition)) {
                return false;
            }
        }
        return true;
    }

    private long value(Selector selector, Credit credit) {
        return switch (selector.aggregate) {
            case AMOUNT -> credit.amount;
            case QUANTITY -> credit.quantity * credit.unitsPer;
            case COUNT -> Fixed.ONE;
            case DISTINCT, LAST -> 0;
            default -> attribute(selector.field, credit);
        };
    }

    /** A text that is no number contributes nothing. */
    private long attribute(int field, Credit credit) {
        Versions versions = facts.versions;
        int k = versions.fieldNamed(credit.version, field);
        long number = k < 0 ? Fixed.NONE : versions.fieldNumber(credit.version, k);
        if (number == Fixed.NONE) {
            return 0;
        }
        if (!credit.matchedReturn) {
            return number;
        }
        long sold = versions.quantity(credit.version);
        if (sold == 0) {
            return ReturnShares.proRata(
                    number, credit.before, credit.before + credit.amount, versions.amount(credit.version));
        }
        return ReturnShares.proRata(number, credit.before, credit.before + credit.quantity, sold);
    }
}
