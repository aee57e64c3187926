package io.tidemark.gateway.ingest;

import io.tidemark.gateway.ingest.Profile.Source;
import io.tidemark.gateway.language.MappingReader;
import io.tidemark.gateway.language.Problems;
import io.tidemark.gateway.language.SourceNode;
import java.util.ArrayList;
import java.util.List;

/** Reads where a field comes from: a column, a list of columns joined by {@code /}, or {@code { multiply: [A, B] }}. */
final class ProfileSources {
    private final Problems problems;

    ProfileSources(Problems problems) {
        this.problems = problems;
    }

    /** The source, or null where it is wrong, and said. */
    Source read(String field, SourceNode node, boolean mayMultiply) {
        if (node instanceof SourceNode.Scalar column) {
            return column(field, column) ? Source.of(column.text().strip()) : null;
        }
        if (node instanceof SourceNode.Sequence list) {
            List<String> columns = columns(field, list.items(), node);
            return columns == null ? null : new Source(columns, false);
        }
        return node instanceof SourceNode.Mapping ? product(field, node, mayMultiply) : null;
    }

    private Source product(String field, SourceNode node, boolean mayMultiply) {
        if (!mayMultiply) {
            problems.error(node, field + " is a mapping", "a column, or a list of columns that are joined by /");
            return null;
        }
        MappingReader reader = MappingReader.of(field, node, problems);
        List<SourceNode> items = reader.list("multiply");
        reader.unknownKeys();
        if (items.size() != 2) {
            problems.error(
                    node, field + " multiplies " + items.size() + " columns", "{ multiply: [Quantity, UnitPrice] }");
            return null;
        }
        List<String> columns = columns(field, items, node);
        return columns == null ? null : new Source(columns, true);
    }

    private List<String> columns(String field, List<SourceNode> items, SourceNode at) {
        List<String> columns = new ArrayList<>();
        boolean good = true;
        for (SourceNode item : items) {
            if (item instanceof SourceNode.Scalar column) {
                good &= column(field, column);
                columns.add(column.text().strip());
            } else {
                problems.error(item, field + " has " + item.describe() + " among its columns", "the name of a column");
                good = false;
            }
        }
        if (columns.isEmpty() && good) {
            problems.error(at, field + " names no column", "the name of a column");
        }
        return good && !columns.isEmpty() ? columns : null;
    }

    private boolean column(String field, SourceNode.Scalar node) {
        if (node.text().isBlank()) {
            problems.error(node, field + " names no column", "the name of a column");
            return false;
        }
        return true;
    }
}
