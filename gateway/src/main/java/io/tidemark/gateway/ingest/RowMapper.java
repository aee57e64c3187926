package io.tidemark.gateway.ingest;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.activity.Activity;
import io.tidemark.engine.activity.Activity.Function;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Turns a row into an activity, or finds everything that is wrong with it. Bound to one file; of one thread. */
final class RowMapper {
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

    private final TextField source;
    private final TextField id;
    private final TextField line;
    private final TextField revision;
    private final TextField function;
    private final TextField kind;
    private final TextField date;
    private final TextField sku;
    private final TextField currency;
    private final TextField original;
    private final TextField[] roles;
    private final TextField[] further;
    private final boolean[] isAttribute;
    private final String[] roleValues;
    private final String[] furtherValues;
    private final SortedTexts.Shape roleShape;
    private final SortedTexts.Shape furtherShape;
    private Activity partial;

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
        this.dates = new DateReader(profile.dates(), profile.timezone(), new TextCache());
        this.conditions = new Conditions(profile, header, numbers);
        this.missingIds = profile.onMissingId() == Profile.OnMissingId.HASH ? new MissingIds() : null;
        this.quantity =
                new NumberField(FieldNames.QUANTITY, profile.fields().get(FieldNames.QUANTITY), header, numbers);
        this.amount = new NumberField(FieldNames.AMOUNT, profile.fields().get(FieldNames.AMOUNT), header, numbers);
        this.quantitySigns = signs(quantity, profile.fields().get(FieldNames.QUANTITY));
        this.amountSigns = signs(amount, profile.fields().get(FieldNames.AMOUNT));
        this.source = new TextField(
                FieldNames.SOURCE,
                profile.fields().get(FieldNames.SOURCE),
                profile.defaults().getOrDefault("source", feed),
                header);
        this.id = field(FieldNames.ID);
        this.line = field(FieldNames.LINE);
        this.revision = field(FieldNames.REVISION);
        this.function = field(FieldNames.FUNCTION);
        this.kind = field(FieldNames.KIND);
        this.date = field(FieldNames.DATE);
        this.sku = field(FieldNames.SKU);
        this.currency = field(FieldNames.CURRENCY);
        this.original = field(FieldNames.ORIGINAL);
        this.roles = texts(roleSources());
        this.further = texts(furtherSources());
        this.isAttribute = new boolean[further.length];
        for (int i = 0; i < further.length; i++) {
            isAttribute[i] = profile.attributes().containsKey(further[i].name()) && further[i].place() >= 0;
        }
        this.roleValues = new String[roles.length];
        this.furtherValues = new String[further.length];
        this.roleShape = shape(roles);
        this.furtherShape = shape(further);
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

    private static SortedTexts.Shape shape(TextField[] fields) {
        return new SortedTexts.Shape(
                List.of(fields).stream().map(TextField::name).toArray(String[]::new));
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

    /** The activity, or null with at least one fault. */
    Activity map(Row row, Faults faults) {
        Conditions.BoundKind rule = conditions.kind(row);
        String rowId = id(row, faults);
        String rowLine = line.key(row, cache, faults);
        String rowSource = source.key(row, cache, faults);
        Function rowFunction = function(row, faults);
        int rowRevision = revision(row, faults);
        int day = day(row, faults);
        String rowKind = rule != null ? rule.kind() : kind(row, faults);
        Long rowQuantity = signed(quantity, quantitySigns, rule, row, faults);
        Long rowAmount = signed(amount, amountSigns, rule, row, faults);
        sign(rowKind, quantity, rowQuantity, faults);
        sign(rowKind, amount, rowAmount, faults);
        String rowSku = sku.key(row, cache, faults);
        String rowCurrency = currency(row, faults);
        String rowOriginal = original.key(row, cache, faults);
        readRoles(row, faults);
        readFurther(row, rule, faults);
        Activity made = new Activity(
                rowSource,
                rowId,
                rowLine,
                rowFunction,
                rowRevision,
                rowKind,
                day,
                roleShape.map(roleValues),
                rowSku,
                rowQuantity,
                rowAmount,
                rowCurrency,
                rowOriginal,
                furtherShape.map(furtherValues));
        partial = faults.isEmpty() ? null : made;
        return faults.isEmpty() ? made : null;
    }

    /** By field, what could be made of the row that {@link #map} refused last. */
    Understood understood(Faults faults) {
        Understood most = new Understood(faults.all())
                .put(FieldNames.SOURCE, source.label(), partial.source())
                .put(FieldNames.ID, id.label(), partial.id())
                .put(FieldNames.LINE, line.label(), partial.line())
                .put(FieldNames.KIND, kind.label(), partial.kind())
                .day(date.label(), partial.date())
                .put(FieldNames.SKU, sku.label(), partial.sku())
                .number(FieldNames.QUANTITY, quantity.label(), partial.quantity())
                .number(FieldNames.AMOUNT, amount.label(), partial.amount())
                .put(FieldNames.CURRENCY, currency.label(), partial.currency())
                .put(FieldNames.ORIGINAL, original.label(), partial.original());
        for (int i = 0; i < roles.length; i++) {
            most.role(roles[i].name(), roles[i].label(), roleValues[i]);
        }
        for (int i = 0; i < further.length; i++) {
            most.further(further[i].name(), further[i].label(), furtherValues[i]);
        }
        return most;
    }

    private String id(Row row, Faults faults) {
        if (!id.anyBlank(row)) {
            return id.key(row, cache, faults);
        }
        if (missingIds != null) {
            return missingIds.id(row);
        }
        faults.add(
                Reason.MISSING,
                id.label(),
                "",
                "the row has no id",
                "every row needs one; a profile can make ids (on-missing-id: hash) or pass over total lines (skip)");
        return "";
    }

    private Function function(Row row, Faults faults) {
        String word = function.text(row, cache);
        switch (word) {
            case "", "original" -> {
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
        String text = revision.text(row, cache);
        if (text.isEmpty()) {
            return Activity.NO_REVISION;
        }
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
        int place = date.place();
        if (date.anyBlank(row)) {
            faults.add(Reason.MISSING, date.label(), "", "the row has no date", "write it as " + dates.wanted());
            return 0;
        }
        int day;
        if (place >= 0) {
            day = dates.day(row.chars(), row.from(place), row.to(place));
        } else {
            char[] joined = date.text(row, cache).toCharArray();
            day = dates.day(joined, 0, joined.length);
        }
        if (day == DatePattern.NONE) {
            String text = date.text(row, cache);
            faults.add(Reason.DATE, date.label(), text, text + " is not a date", "write it as " + dates.wanted());
        } else if (day > lastDay) {
            String text = date.text(row, cache);
            faults.add(
                    Reason.DATED_AHEAD,
                    date.label(),
                    text,
                    text + " (" + LocalDate.ofEpochDay(day) + ") lies more than a day ahead",
                    "at latest " + LocalDate.ofEpochDay(lastDay) + "; check the order of day and month");
        }
        return day;
    }

    private String kind(Row row, Faults faults) {
        String text = kind.text(row, cache);
        if (text.isEmpty()) {
            return Activity.SALE;
        }
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
        return text;
    }

    private static Long signed(NumberField field, int[] signs, Conditions.BoundKind rule, Row row, Faults faults) {
        if (field.isUnreadable()) {
            field.faults(row, faults);
        }
        long value = field.value();
        if (value == Fixed.NONE) {
            return null;
        }
        return rule == null ? value : value * signs[rule.number()];
    }

    private static void sign(String rowKind, NumberField field, Long value, Faults faults) {
        if (value == null || value >= 0) {
            return;
        }
        String shown = Fixed.format(value);
        String turned = Fixed.format(-value);
        String column = field.signColumn();
        if (rowKind.equals(Activity.SALE)) {
            faults.add(
                    Reason.NEGATIVE_SALE,
                    field.label(),
                    shown,
                    "a sale of " + shown,
                    "make it a return of " + turned + "; in the profile: kinds: [{ kind: return, when: { " + column
                            + ": negative }, negate: [" + column + "] }]");
        } else if (rowKind.equals(Activity.RETURN)) {
            faults.add(
                    Reason.NEGATIVE_RETURN,
                    field.label(),
                    shown,
                    "a return of " + shown,
                    "returns have positive numbers, " + turned + "; in the profile, on the rule under kinds: negate: ["
                            + column + "]");
        }
    }

    private String currency(Row row, Faults faults) {
        String text = currency.text(row, cache);
        boolean code = text.isEmpty() || text.length() == 3;
        for (int i = 0; i < text.length(); i++) {
            code &= text.charAt(i) >= 'A' && text.charAt(i) <= 'Z';
        }
        if (!code) {
            faults.add(
                    Reason.CURRENCY,
                    currency.label(),
                    text,
                    text + " is no currency",
                    "three capital letters such as USD");
        }
        return text;
    }

    private void readRoles(Row row, Faults faults) {
        for (int i = 0; i < roles.length; i++) {
            roleValues[i] = roles[i].key(row, cache, faults);
        }
    }

    private void readFurther(Row row, Conditions.BoundKind rule, Faults faults) {
        for (int i = 0; i < further.length; i++) {
            TextField field = further[i];
            boolean negate = rule != null && rule.negate().contains(field.label());
            String text = isAttribute[i] ? attributeText.text(row, field.place(), negate) : field.text(row, cache);
            field.checkLength(text, IngestLimits.TEXT_BYTES, faults);
            furtherValues[i] = text;
        }
    }
}
