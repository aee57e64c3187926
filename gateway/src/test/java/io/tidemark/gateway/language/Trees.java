package io.tidemark.gateway.language;

import io.tidemark.gateway.language.SourceNode.Mapping;
import io.tidemark.gateway.language.SourceNode.Scalar;
import io.tidemark.gateway.language.SourceNode.Sequence;
import java.util.stream.Collectors;

/** Trees as JSON text, every scalar in quotes unless it was written without. */
final class Trees {
    private Trees() {}

    static String json(SourceNode node) {
        if (node instanceof Mapping mapping) {
            return mapping.entries().stream()
                    .map(entry -> quoted(entry.key()) + ": " + json(entry.value()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (node instanceof Sequence list) {
            return list.items().stream().map(Trees::json).collect(Collectors.joining(", ", "[", "]"));
        }
        Scalar scalar = (Scalar) node;
        return scalar.form() == SourceNode.Form.TEXT ? quoted(scalar.text()) : scalar.text();
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
