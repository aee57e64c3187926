package io.tidemark.gateway.ingest;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.activity.Activity;
import io.tidemark.engine.activity.Activity.Function;
import java.util.List;

/**
 * A row that is an activity, as it stands in its reader: texts are characters in the row's buffer, numbers and dates are read.
 * Overwritten by the file's next row; {@link #activity} makes an object that stays. Of one thread.
 */
public final class MappedRow {
    private final TextCache cache;
    final TextField source;
    final TextField id;
    final TextField line;
    final TextField kind;
    final TextField sku;
    final TextField currency;
    final TextField original;
    /** In the order of their names; one without a text is none. */
    final TextField[] roles;
    /** Attributes and further fields, as {@link #roles}; their texts stand in {@link #furtherValues}. */
    final TextField[] further;

    final String[] furtherValues;
    private final String[] roleValues;
    private final SortedTexts.Shape roleShape;
    private final SortedTexts.Shape furtherShape;

    Function function = Function.ORIGINAL;
    int revision;
    int date;
    long quantity;
    long amount;

    MappedRow(
            TextCache cache,
            TextField source,
            TextField id,
            TextField line,
            TextField kind,
            TextField sku,
            TextField currency,
            TextField original,
            TextField[] roles,
            TextField[] further) {
        this.cache = cache;
        this.source = source;
        this.id = id;
        this.line = line;
        this.kind = kind;
        this.sku = sku;
        this.currency = currency;
        this.original = original;
        this.roles = roles;
        this.further = further;
        this.roleValues = new String[roles.length];
        this.furtherValues = new String[further.length];
        this.roleShape = shape(roles);
        this.furtherShape = shape(further);
    }

    private static SortedTexts.Shape shape(TextField[] fields) {
        return new SortedTexts.Shape(
                List.of(fields).stream().map(TextField::name).toArray(String[]::new));
    }

    /** Epoch day. */
    public int date() {
        return date;
    }

    /** The text of an attribute or a further field, or empty. */
    public String further(String name) {
        for (int i = 0; i < further.length; i++) {
            if (further[i].name().equals(name)) {
                return furtherValues[i];
            }
        }
        return "";
    }

    /** The row as an object of its own. */
    public Activity activity() {
        for (int i = 0; i < roles.length; i++) {
            roleValues[i] = roles[i].string(cache);
        }
        return new Activity(
                source.string(cache),
                id.string(cache),
                line.string(cache),
                function,
                revision,
                kind.string(cache),
                date,
                roleShape.map(roleValues),
                sku.string(cache),
                quantity == Fixed.NONE ? null : Long.valueOf(quantity),
                amount == Fixed.NONE ? null : Long.valueOf(amount),
                currency.string(cache),
                original.string(cache),
                furtherShape.map(furtherValues));
    }

    /** Puts in what has no fault. */
    Understood understood(Understood most, String dateLabel, String quantityLabel, String amountLabel) {
        put(most, source);
        put(most, id);
        put(most, line);
        put(most, kind);
        most.day(dateLabel, date);
        put(most, sku);
        most.number(FieldNames.QUANTITY, quantityLabel, quantity).number(FieldNames.AMOUNT, amountLabel, amount);
        put(most, currency);
        put(most, original);
        for (TextField role : roles) {
            most.role(role.name(), role.label(), role.string(cache));
        }
        for (int i = 0; i < further.length; i++) {
            most.further(further[i].name(), further[i].label(), furtherValues[i]);
        }
        return most;
    }

    private void put(Understood most, TextField field) {
        most.put(field.name(), field.label(), field.string(cache));
    }
}
