package io.tidemark.gateway.ingest;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tidemark.engine.Fixed;
import io.tidemark.engine.activity.Activity;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;

/** Writes activities as {@link ActivityJson} reads them: the same activity comes back. */
public final class ActivityWriter {
    private ActivityWriter() {}

    /** Writes one object. */
    public static void write(JsonGenerator json, Activity activity) throws IOException {
        json.writeStartObject();
        text(json, FieldNames.SOURCE, activity.source());
        text(json, FieldNames.ID, activity.id());
        text(json, FieldNames.LINE, activity.line());
        if (activity.function() != Activity.Function.ORIGINAL) {
            text(json, FieldNames.FUNCTION, activity.function().name().toLowerCase(Locale.ROOT));
        }
        if (activity.revision() != Activity.NO_REVISION) {
            json.writeNumberField(FieldNames.REVISION, activity.revision());
        }
        text(json, FieldNames.KIND, activity.kind());
        text(json, FieldNames.DATE, LocalDate.ofEpochDay(activity.date()).toString());
        text(json, FieldNames.SKU, activity.sku());
        number(json, FieldNames.QUANTITY, activity.quantity());
        number(json, FieldNames.AMOUNT, activity.amount());
        text(json, FieldNames.CURRENCY, activity.currency());
        text(json, FieldNames.ORIGINAL, activity.original());
        pairs(json, "roles", activity.roles());
        pairs(json, "attributes", activity.fields());
        json.writeEndObject();
    }

    private static void text(JsonGenerator json, String name, String text) throws IOException {
        if (!text.isEmpty()) {
            json.writeStringField(name, text);
        }
    }

    private static void number(JsonGenerator json, String name, Long units) throws IOException {
        if (units != null) {
            json.writeStringField(name, Fixed.format(units));
        }
    }

    /** What has a place of its own stands there, the rest in a section. */
    private static void pairs(JsonGenerator json, String section, Map<String, String> pairs) throws IOException {
        boolean further = false;
        for (Map.Entry<String, String> pair : pairs.entrySet()) {
            if (ActivityFields.PLACES.containsKey(pair.getKey())) {
                json.writeStringField(pair.getKey(), pair.getValue());
            } else {
                further = true;
            }
        }
        if (!further) {
            return;
        }
        json.writeObjectFieldStart(section);
        for (Map.Entry<String, String> pair : pairs.entrySet()) {
            if (!ActivityFields.PLACES.containsKey(pair.getKey())) {
                json.writeStringField(pair.getKey(), pair.getValue());
            }
        }
        json.writeEndObject();
    }
}
