package io.tidemark.gateway.ingest;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.activity.Activity;
import io.tidemark.engine.activity.Activity.Function;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads a row as an activity, or finds everything that is wrong with it. Bound to one file; of one thread. */
final class RowMapper {
    private static final char[] SALE = Activity.SALE.toCharArray();

    private final Header header;
    private final Profile profile;
    private final int lastDay;
    private final TextCache cache = new TextCache();
    private final NumberText numbers;
    private final AttributeText attributeText;
    private final DateReader dates;
    private final Conditions conditions;
    private final MissingIds missingIds;
    private final NumberField quantity;
    private final NumberField amount;
    private final int[] quantitySigns;
    private final int[] amountSigns;

    private final MappedRow mapped;
    private final TextField revision;
    private final TextField function;
    private final TextField date;
    private final boolean[] isAttribute;

    /**
     * @param feed the source of rows that name none
     * @param today epoch day; a row dated more than a day later is refused
     */
    RowMapper(Profile profile, Header header, String feed, int today) {
        this.profile = profile;
        this.header = header;
        this.lastDay = today == Integer.MAX_VALUE ? today : today + 1;
        this.numbers = new NumberText(profile.numbers());
        this.attributeText = new AttributeText(numbers, cache);
        this.dates = new DateReader(profile.dates(), profile.timezone());
        this.conditions = new Conditions(profile, header, numbers);
        this.missingIds = profile.onMissingId() == Profile.OnMissingId.HASH ? new MissingIds() : null;
        this.quantity =
                new NumberField(FieldNames.QUANTITY, profile.fields().get(FieldNames.QUANTITY), header, numbers);
        this.amount = new NumberField(FieldNames.AMOUNT, profile.fields().get(FieldNames.AMOUNT), header, numbers);
        this.quantitySigns = signs(quantity, profile.fields().get(FieldNames.QUANTITY));
        this.amountSigns = signs(amount, profile.fields().get(FieldNames.AMOUNT));
        TextField source = new TextField(
                FieldNames.SOURCE,
                profile.fields().get(FieldNames.SOURCE),
                profile.defaults().getOrDefault("source", feed),
                header);
        this.revision = field(FieldNames.REVISION);
        this.function = field(FieldNames.FUNCTION);
        this.date = field(FieldNames.DATE);
        TextField[] further = texts(furtherSources());
        this.mapped = new MappedRow(
                cache,
                source,
                field(FieldNames.ID),
                field(FieldNames.LINE),
                field(FieldNames.KIND),
                field(FieldNames.SKU),
                field(FieldNames.CURRENCY),
                field(FieldNames.ORIGINAL),
                texts(roleSources()),
                further);
        this.isAttribute = new boolean[further.length];
        for (int i = 0; i < further.length; i++) {
            isAttribute[i] = profile.attributes().containsKey(further[i].name()) && further[i].place() >= 0;
        }
    }

    private TextField field(String name) {
        return new TextField(
                name, profile.fields().get(name), profile.defaults().get(name), header);
    }

    private Map<String, Profile.Source> roleSources() {
        Map<String, Profile.Source> sources = new TreeMap<>(profile.roles());
        profile.defaults().keySet().stream()
                .filter(name -> !FieldNames.DEFAULTABLE.contains(name))
                .forEach(name -> sources.putIfAbsent(name, new Profile.Source(List.of(), false)));
        return sources;
    }

    private Map<String, Profile.Source> furtherSources() {
        Map<String, Profile.Source> sources = new TreeMap<>(profile.attributes());
        for (String name : FieldNames.FURTHER) {
            Profile.Source mapped = profile.fields().get(name);
            if (mapped != null || profile.defaults().containsKey(name)) {
                sources.put(name, mapped != null ? mapped : new Profile.Source(List.of(), false));
            }
        }
        return sources;
    }

    private TextField[] texts(Map<String, Profile.Source> sources) {
        List<TextField> fields = new ArrayList<>();
        sources.forEach((name, from) ->
                fields.add(new TextField(name, from, profile.defaults().get(name), header)));
        return fields.toArray(new TextField[0]);
    }

    /** By the number of the kind rule: the sign that the rule gives to the field. */
    private int[] signs(NumberField field, Profile.Source mapped) {
        int[] signs = new int[conditions.kinds().size()];
        for (Conditions.BoundKind rule : conditions.kinds()) {
            int sign = 1;
            for (String column : mapped == null ? List.<String>of() : mapped.columns()) {
                sign = rule.negate().contains(column) ? -sign : sign;
            }
            signs[rule.number()] = sign;
        }
        return signs;
    }

    boolean isSkipped(Row row) {
        return conditions.isSkipped(row);
    }

    /** Reads the row's numbers, for its totals; first of all that is asked about a row. */
    void readNumbers(Row row) {
        quantity.read(row);
        amount.read(row);
    }

    /** Units in the file's own sign, or {@link Fixed#NONE}. */
    long quantity() {
        return quantity.value();
    }

    long amount() {
        return amount.value();
    }

    boolean hasUnreadableNumber() {
        return quantity.isUnreadable() || amount.isUnreadable();
    }

    /** Reads the rest of the row. Answers whether it is an activity; where not, there is at least one fault. */
    boolean map(Row row, Faults faults) {
        Conditions.BoundKind rule = conditions.kind(row);
        id(row, faults);
        mapped.line.readKey(row, faults);
        mapped.source.readKey(row, faults);
        mapped.function = function(row, faults);
        mapped.revision = revision(row, faults);
        mapped.date = day(row, faults);
        kind(row, rule, faults);
        mapped.quantity = signed(quantity, quantitySigns, rule, row, faults);
        mapped.amount = signed(amount, amountSigns, rule, row, faults);
        sign(quantity, mapped.quantity, faults);
        sign(amount, mapped.amount, faults);
        mapped.sku.readKey(row, faults);
        currency(row, faults);
        mapped.original.readKey(row, faults);
        for (TextField role : mapped.roles) {
            role.readKey(row, faults);
        }
        readFurther(row, rule, faults);
        return faults.isEmpty();
    }

    /** The row that {@link #map} read last. */
    MappedRow mapped() {
        return mapped;
    }

    /** By field, what could be made of the row that {@link #map} refused last. */
    Understood understood(Faults faults) {
        return mapped.understood(new Understood(faults.all()), date.label(), quantity.label(), amount.label());
    }

    private void id(Row row, Faults faults) {
        TextField id = mapped.id;
        if (!id.anyBlank(row)) {
            id.readKey(row, faults);
        } else if (missingIds != null) {
            id.is(missingIds.id(row).toCharArray());
        } else {
            id.is(new char[0]);
            faults.add(
                    Reason.MISSING,
                    id.label(),
                    "",
                    "the row has no id",
                    "every row needs one; a profile can make ids (on-missing-id: hash) or pass over total lines (skip)");
        }
    }

    private Function function(Row row, Faults faults) {
        function.read(row);
        if (function.isEmpty()) {
            return Function.ORIGINAL;
        }
        String word = function.string(cache);
        switch (word) {
            case "original" -> {
                return Function.ORIGINAL;
            }
            case "correct" -> {
                return Function.CORRECT;
            }
            case "void" -> {
                return Function.VOID;
            }
            default -> {
                faults.add(
                        Reason.FUNCTION, function.label(), word, word + " is no function", "original, correct or void");
                return Function.ORIGINAL;
            }
        }
    }

    private int revision(Row row, Faults faults) {
        revision.read(row);
        if (revision.isEmpty()) {
            return Activity.NO_REVISION;
        }
        String text = revision.string(cache);
        int value = 0;
        for (int i = 0; i < text.length() && value >= 0; i++) {
            char c = text.charAt(i);
            value = c < '0' || c > '9' || i > 8 ? -1 : value * 10 + (c - '0');
        }
        if (value < 0) {
            faults.add(
                    Reason.REVISION,
                    revision.label(),
                    text,
                    text + " is no revision",
                    "a whole number from 0 to 999999999");
        }
        return value;
    }

    private int day(Row row, Faults faults) {
        if (date.anyBlank(row)) {
            faults.add(Reason.MISSING, date.label(), "", "the row has no date", "write it as " + dates.wanted());
            return 0;
        }
        date.read(row);
        int day = dates.day(date.chars(), date.from(), date.to());
        if (day == DatePattern.NONE) {
            dates.fault(date.chars(), date.from(), date.to(), date.label(), "write it as " + dates.wanted(), faults);
        } else if (day > lastDay) {
            String text = date.string(cache);
            faults.add(
                    Reason.DATED_AHEAD,
                    date.label(),
                    text,
                    text + " (" + LocalDate.ofEpochDay(day) + ") lies more than a day ahead",
                    "at latest " + LocalDate.ofEpochDay(lastDay) + "; check the order of day and month");
        }
        return day;
    }

    private void kind(Row row, Conditions.BoundKind rule, Faults faults) {
        TextField kind = mapped.kind;
        if (rule != null) {
            kind.is(rule.chars());
            return;
        }
        kind.read(row);
        if (kind.isEmpty()) {
            kind.is(SALE);
        } else if (!kind.is(Activity.SALE) && !kind.is(Activity.RETURN)) {
            checkKind(kind, faults);
        }
    }

    private void checkKind(TextField kind, Faults faults) {
        String text = kind.string(cache);
        kind.checkLength(text, IngestLimits.ID_BYTES, faults);
        if (!FieldNames.isKind(text)) {
            faults.add(
                    Reason.KIND,
                    kind.label(),
                    text,
                    text + " is no kind",
                    "sale, return or a kind that a program declares, in small letters; other words go under kinds: in the"
                            + " profile");
        }
    }

    private static long signed(NumberField field, int[] signs, Conditions.BoundKind rule, Row row, Faults faults) {
        if (field.isUnreadable()) {
            field.faults(row, faults);
        }
        long value = field.value();
        return rule == null || value == Fixed.NONE ? value : value * signs[rule.number()];
    }

    private void sign(NumberField field, long value, Faults faults) {
        if (value == Fixed.NONE || value >= 0) {
            return;
        }
        String shown = Fixed.format(value);
        String turned = Fixed.format(-value);
        String column = field.signColumn();
        if (mapped.kind.is(Activity.SALE)) {
            faults.add(
                    Reason.NEGATIVE_SALE,
                    field.label(),
                    shown,
                    "a sale of " + shown,
                    "make it a return of " + turned + "; in the profile: kinds: [{ kind: return, when: { " + column
                            + ": negative }, negate: [" + column + "] }]");
        } else if (mapped.kind.is(Activity.RETURN)) {
            faults.add(
                    Reason.NEGATIVE_RETURN,
                    field.label(),
                    shown,
                    "a return of " + shown,
                    "returns have positive numbers, " + turned + "; in the profile, on the rule under kinds: negate: ["
                            + column + "]");
        }
    }

    private void currency(Row row, Faults faults) {
        TextField currency = mapped.currency;
        currency.read(row);
        boolean code = currency.isEmpty() || currency.length() == 3;
        for (int i = currency.from(); i < currency.to(); i++) {
            code &= currency.chars()[i] >= 'A' && currency.chars()[i] <= 'Z';
        }
        if (!code) {
            String text = currency.string(cache);
            faults.add(
                    Reason.CURRENCY,
                    currency.label(),
                    text,
                    text + " is no currency",
                    "three capital letters such as USD");
        }
    }

    private void readFurther(Row row, Conditions.BoundKind rule, Faults faults) {
        for (int i = 0; i < mapped.further.length; i++) {
            TextField field = mapped.further[i];
            boolean negate = rule != null && rule.negate().contains(field.label());
            String text = isAttribute[i] ? attributeText.text(row, field.place(), negate) : field.text(row, cache);
            field.checkText(text, faults);
            mapped.furtherValues[i] = text;
        }
    }
}
