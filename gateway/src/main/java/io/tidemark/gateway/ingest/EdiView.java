package io.tidemark.gateway.ingest;

import java.util.ArrayList;
import java.util.List;

/** What one row sees of a transmission: its own segments, then those around it, the nearest first. Immutable. */
final class EdiView {
    private final List<List<EdiSegment>> scopes;

    EdiView(List<List<EdiSegment>> nearestFirst) {
        this.scopes = nearestFirst;
    }

    /** The text of the nearest segment that has one there; empty where none has. */
    String text(EdiPath path) {
        for (List<EdiSegment> scope : scopes) {
            for (EdiSegment segment : scope) {
                String text = path.in(segment);
                if (text != null && !text.isEmpty()) {
                    return text;
                }
            }
        }
        return "";
    }

    /** The first text that is there, path by path. */
    String first(List<EdiPath> paths) {
        for (EdiPath path : paths) {
            String text = text(path);
            if (!text.isEmpty()) {
                return text;
            }
        }
        return "";
    }

    /** The segments of a tag in the nearest scope that has any; the outermost scope only where asked for. */
    List<EdiSegment> nearest(String tag, int outermost) {
        for (int i = 0; i < Math.min(scopes.size(), outermost); i++) {
            List<EdiSegment> found = new ArrayList<>();
            for (EdiSegment segment : scopes.get(i)) {
                if (segment.is(tag)) {
                    found.add(segment);
                }
            }
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    int depth() {
        return scopes.size();
    }

    long line() {
        return scopes.get(0).isEmpty() ? 0 : scopes.get(0).get(0).number();
    }

    List<EdiSegment> own() {
        return scopes.get(0);
    }

    static List<EdiPath> paths(String... texts) {
        return List.of(texts).stream().map(EdiPath::of).toList();
    }
}
