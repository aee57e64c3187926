package io.tidemark.gateway.ingest;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tidemark.engine.Fixed;
import io.tidemark.engine.activity.Activity;
import java.io.IOException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a row says, field by field: the whole of it, or of one that was refused the part that has no fault. Written as an
 * activity of {@code POST /v1/activities} is. Immutable once handed on.
 */
public final class Understood {
    /** Nothing of a row. */
    public static final Understood NOTHING = new Understood(List.of());

    private final List<Fault> faults;
    private final Map<String, String> fields = new LinkedHashMap<>();
    private final Map<String, String> roles = new LinkedHashMap<>();
    private final Map<String, String> attributes = new LinkedHashMap<>();

    /** @param faults columns that have one are left out */
    Understood(List<Fault> faults) {
        this.faults = faults;
    }

    /** All of an activity. */
    public static Understood of(Activity activity) {
        Understood all = new Understood(List.of())
                .put(FieldNames.SOURCE, "", activity.source())
                .put(FieldNames.ID, "", activity.id())
                .put(FieldNames.LINE, "", activity.line())
                .put(FieldNames.KIND, "", activity.kind())
                .day("", activity.date())
                .put(FieldNames.SKU, "", activity.sku())
                .number(FieldNames.QUANTITY, "", activity.quantity())
                .number(FieldNames.AMOUNT, "", activity.amount())
                .put(FieldNames.CURRENCY, "", activity.currency())
                .put(FieldNames.ORIGINAL, "", activity.original());
        activity.roles().forEach((role, who) -> all.role(role, "", who));
        activity.fields().forEach((name, text) -> all.further(name, "", text));
        return all;
    }

    private boolean isFine(String column) {
        return faults.stream().noneMatch(fault -> fault.column().equals(column));
    }

    Understood put(String field, String column, String text) {
        return put(fields, field, column, text);
    }

    private Understood put(Map<String, String> part, String field, String column, String text) {
        if (text != null && !text.isEmpty() && isFine(column)) {
            part.put(field, text);
        }
        return this;
    }

    Understood day(String column, int day) {
        return put(
                FieldNames.DATE,
                column,
                isFine(column) ? LocalDate.ofEpochDay(day).toString() : "");
    }

    Understood number(String field, String column, Long units) {
        return put(field, column, units == null || units == Fixed.NONE ? "" : Fixed.format(units));
    }

    Understood role(String role, String column, String text) {
        return put(FieldNames.ROLES.contains(role) ? fields : roles, role, column, text);
    }

    Understood further(String name, String column, String text) {
        return put(FieldNames.FURTHER.contains(name) ? fields : attributes, name, column, text);
    }

    /** Writes the fields into an open object. */
    public void write(JsonGenerator json) throws IOException {
        texts(json, fields);
        object(json, "roles", roles);
        object(json, "attributes", attributes);
    }

    private static void object(JsonGenerator json, String name, Map<String, String> texts) throws IOException {
        if (!texts.isEmpty()) {
            json.writeObjectFieldStart(name);
            texts(json, texts);
            json.writeEndObject();
        }
    }

    private static void texts(JsonGenerator json, Map<String, String> texts) throws IOException {
        for (Map.Entry<String, String> text : texts.entrySet()) {
            json.writeStringField(text.getKey(), text.getValue());
        }
    }

    /** {@code id[/line]}, or empty where the id was not understood. */
    public String reference() {
        String id = fields.getOrDefault(FieldNames.ID, "");
        String line = fields.getOrDefault(FieldNames.LINE, "");
        return id.isEmpty() || line.isEmpty() ? id : id + "/" + line;
    }

    /** The name space of the id, or empty. */
    public String source() {
        return fields.getOrDefault(FieldNames.SOURCE, "");
    }
}
