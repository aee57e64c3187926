package io.tidemark.tools.draft;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.tidemark.gateway.answer.AnswerJson;
import io.tidemark.gateway.draft.Comparison;
import io.tidemark.gateway.draft.ComparisonJson;
import io.tidemark.gateway.draft.Figures;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;

/** One document; decimals are strings, as in the service's answers. */
final class SimulateJson implements SimulateOutput {
    private final PrintStream out;

    SimulateJson(PrintStream out) {
        this.out = out;
    }

    @Override
    public void print(Shadow shadow, List<Comparison> comparisons, int most) {
        try (JsonGenerator json = new JsonFactory()
                .createGenerator(out)
                .configure(JsonGenerator.Feature.AUTO_CLOSE_TARGET, false)
                .useDefaultPrettyPrinter()) {
            Figures inForce = comparisons.get(0).inForce();
            json.writeStartObject();
            json.writeStringField("program", inForce.program().id());
            json.writeNumberField("sequence", shadow.recorded());
            json.writeObjectFieldStart("inForce");
            ComparisonJson.figures(json, inForce);
            json.writeEndObject();
            AnswerJson.list(json, "drafts", comparisons, comparison -> draft(json, comparison, most));
            json.writeEndObject();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        out.print('\n');
    }

    private static void draft(JsonGenerator json, Comparison comparison, int most) throws IOException {
        json.writeStringField("draft", comparison.draft());
        ComparisonJson.draft(json, comparison, most);
    }
}
