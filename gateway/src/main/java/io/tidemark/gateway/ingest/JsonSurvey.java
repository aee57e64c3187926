package io.tidemark.gateway.ingest;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;

/** The first walk through a JSON text: which paths it has, and whether values stand after the rows that need them. */
final class JsonSurvey implements JsonWalk.Visitor {
    private final JsonPaths paths;
    private final Set<String> seen = new LinkedHashSet<>();
    private final Set<String> lists = new LinkedHashSet<>();
    private final boolean[] rowsBefore;
    private int late = JsonPaths.ABSENT;
    private boolean any;

    JsonSurvey(JsonPaths paths) {
        this.paths = paths;
        this.rowsBefore = new boolean[paths.depth() + 1];
    }

    @Override
    public void open(int level, long line, long column) {
        any = true;
        rowsBefore[level] = false;
    }

    @Override
    public void value(JsonWalk.Node path, JsonParser at) throws IOException {
        lateAt(path);
        // decodes the text without making one: what is malformed or too long in it is found here
        if (at.getTextLength() > IngestLimits.FIELD_CHARS) {
            throw new Damage(
                    Integer.toString(at.currentTokenLocation().getLineNr()),
                    path.path + " is a text of more than " + IngestLimits.FIELD_CHARS + " characters",
                    "shorten it, or leave it out");
        }
        if (path.met) {
            return;
        }
        path.met = true;
        if (path.place >= 0 || seen.size() < IngestLimits.COLUMNS) {
            seen.add(path.path);
        } else if (paths.isEmpty() && !seen.contains(path.path)) {
            throw new Damage(
                    "",
                    "the objects have more than " + IngestLimits.COLUMNS + " names",
                    "name those that matter in a profile");
        }
    }

    private void lateAt(JsonWalk.Node path) {
        if (path.place >= 0 && rowsBefore[path.level]) {
            late = late < 0 ? path.level : Math.min(late, path.level);
        }
    }

    @Override
    public void structure(JsonWalk.Node path, boolean list) {
        if (list && lists.size() < IngestLimits.PROBLEMS) {
            lists.add(path.path + "[]");
        }
        if (path.place >= 0) {
            seen.add(path.path);
            lateAt(path);
        }
    }

    @Override
    public void stray(int level, String text, long line, long column) {
        any = true;
    }

    @Override
    public void close(int level) {
        if (level > 0) {
            rowsBefore[level - 1] = true;
        }
    }

    Set<String> seen() {
        return seen;
    }

    /** Lists that no path names. */
    Set<String> lists() {
        return lists;
    }

    /** The outermost level at which a value stands after the rows it belongs to; {@link JsonPaths#ABSENT} where none does. */
    int late() {
        return late;
    }

    boolean isEmpty() {
        return !any;
    }
}
