package io.tidemark.gateway.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tidemark.engine.Fixed;
import io.tidemark.engine.program.Program;
import java.io.IOException;

/** A condition with the keys of the language, in the JSON of answers. */
final class ConditionJson {
    private ConditionJson() {}

    static void write(JsonGenerator json, Program.Condition condition) throws IOException {
        json.writeStartObject();
        if (condition instanceof Program.Compared compared) {
            json.writeStringField("measure", compared.measure());
            if (compared.isRatio()) {
                json.writeStringField("to", compared.over());
            }
            json.writeStringField(compared.atLeast() ? "atLeast" : "atMost", Fixed.format(compared.bound()));
            over(json, compared.window());
        } else if (condition instanceof Program.PointsOf points) {
            json.writeStringField("pointsOf", points.rule());
            json.writeStringField("atLeast", Fixed.format(points.bound()));
            over(json, points.window());
        } else if (condition instanceof Program.Some some) {
            json.writeNumberField("holding", some.least());
            json.writeArrayFieldStart("of");
            for (Program.Condition one : some.of()) {
                write(json, one);
            }
            json.writeEndArray();
        } else if (condition instanceof Program.Not not) {
            json.writeFieldName("not");
            write(json, not.of());
        } else if (condition instanceof Program.HasStatus status) {
            json.writeStringField("status", status.status());
            json.writeStringField("is", status.is());
            whose(json, status.whose());
        } else if (condition instanceof Program.HoldsTier tier) {
            json.writeStringField("tier", tier.tier());
            whose(json, tier.whose());
        }
        json.writeEndObject();
    }

    private static void over(JsonGenerator json, Program.Window window) throws IOException {
        if (window != null) {
            json.writeStringField("over", words(window));
        }
    }

    private static void whose(JsonGenerator json, String whose) throws IOException {
        if (whose != null) {
            json.writeStringField("whose", whose);
        }
    }

    /** {@code period}, {@code year} or {@code last: 4}. */
    static String words(Program.Window window) {
        return switch (window.span()) {
            case PERIOD -> "period";
            case YEAR -> "year";
            case LAST -> "last: " + window.periods();
        };
    }
}
