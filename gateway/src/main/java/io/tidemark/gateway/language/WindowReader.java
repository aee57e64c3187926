package io.tidemark.gateway.language;

import io.tidemark.engine.program.Program.Window;
import io.tidemark.engine.program.ProgramCheck;
import io.tidemark.gateway.language.SourceNode.Mapping;
import io.tidemark.gateway.language.SourceNode.Scalar;

/** {@code over}: {@code period}, {@code year} or {@code { last: 4 }}. */
final class WindowReader {
    static final String OVER = "over";

    private WindowReader() {}

    /** The window of a mapping; null where there is none or, and said, a wrong one. */
    static Window any(MappingReader reader) {
        SourceNode node = reader.node(OVER);
        if (!(node instanceof Mapping mapping)) {
            return one(reader, "one of period, year and { last: 4 }");
        }
        MappingReader window = new MappingReader(OVER, mapping, reader.problems());
        window.required("last", "last: 4");
        Integer periods = window.whole("last", 1, ProgramCheck.MAX_LAST);
        window.unknownKeys();
        return periods == null ? null : Window.last(periods);
    }

    /** The window of what is paid; {@code period} where there is none. */
    static Window ofPoints(MappingReader reader) {
        Window window = reader.has(OVER) ? one(reader, "one of period, year") : null;
        return window == null ? Window.PERIOD : window;
    }

    private static Window one(MappingReader reader, String known) {
        SourceNode node = reader.node(OVER);
        if (node instanceof Scalar scalar && scalar.text().equals("period")) {
            return Window.PERIOD;
        }
        if (node instanceof Scalar scalar && scalar.text().equals("year")) {
            return Window.YEAR;
        }
        if (node instanceof Scalar scalar) {
            reader.problems().error(node, "over cannot be " + Scalars.shown(scalar), known);
        } else if (node != null && !(node instanceof SourceNode.Refused)) {
            reader.problems().error(node, "over is " + node.describe(), known);
        }
        return null;
    }
}
