package io.tidemark.gateway.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The rows of a JSON text. Where a value stands after the rows it belongs to, the rows of a record, at most {@link
 * IngestLimits#HELD_ROWS}, wait for its end. Of one thread.
 */
final class JsonRows implements RowReader, JsonWalk.Visitor {
    private static final int MOST_EXPONENT = 30;

    /** A row that is known, or waits for values around it. */
    private static final class Held {
        final String[] values;
        final long line;
        final long column;
        Fault fault;

        Held(String[] values, long line, long column, Fault fault) {
            this.values = values;
            this.line = line;
            this.column = column;
            this.fault = fault;
        }
    }

    private final JsonPaths paths;
    private final JsonWalk walk;
    private final List<Held> held = new ArrayList<>();
    private int taken;
    private final Row row = new Row();
    /** Whether every object is a row by itself: then its values go into the row at once. */
    private final boolean flat;

    private boolean made;
    private final String[] values;
    private final boolean[] given;
    private final long[] lines;
    private final long[] columns;
    private final boolean[] hasRows;
    private final Fault[] faults;
    private final int[] firstRow;
    private final int late;
    private boolean waits;
    private long column;
    private boolean ended;

    JsonRows(JsonParser parser, JsonPaths paths, int late) {
        this.paths = paths;
        this.walk = new JsonWalk(parser, paths, this);
        this.values = new String[paths.names().size()];
        this.given = new boolean[values.length];
        this.lines = new long[paths.depth() + 1];
        this.columns = new long[paths.depth() + 1];
        this.hasRows = new boolean[paths.depth() + 1];
        this.faults = new Fault[paths.depth() + 1];
        this.firstRow = new int[paths.depth() + 1];
        this.late = late;
        this.flat = paths.depth() == 0 && late < 0;
        Arrays.fill(values, "");
    }

    @Override
    public Row next() throws IOException {
        return flat ? nextFlat() : nextHeld();
    }

    private Row nextFlat() throws IOException {
        made = false;
        while (!made && !ended) {
            ended = !walk.step();
        }
        return made ? row : null;
    }

    private Row nextHeld() throws IOException {
        if (taken == held.size()) {
            held.clear();
            taken = 0;
            while (!ended && (held.isEmpty() || waits)) {
                ended = !walk.step();
            }
        }
        return held.isEmpty() ? null : fill(held.get(taken++));
    }

    private Row fill(Held next) {
        row.begin(next.line);
        column = next.column;
        for (String value : next.values) {
            row.add(value);
        }
        if (next.fault != null) {
            row.markFault(next.fault);
        }
        return row;
    }

    @Override
    public void open(int level, long line, long column) {
        lines[level] = line;
        columns[level] = column;
        hasRows[level] = false;
        firstRow[level] = held.size();
        waits |= level == late;
        faults[level] = null;
        if (flat) {
            row.begin(line);
            row.reserve(values.length);
            Arrays.fill(given, false);
            return;
        }
        for (int i = 0; i < values.length; i++) {
            if (paths.level(i) >= level) {
                values[i] = "";
                given[i] = false;
            }
        }
    }

    @Override
    public void value(JsonWalk.Node path, JsonParser at) throws IOException {
        if (path.place < 0) {
            return;
        }
        if (given[path.place]) {
            fault(path.level, path.path, "", path.path + " stands twice", "name every value once");
        }
        given[path.place] = true;
        if (flat) {
            set(path.place, at);
            return;
        }
        values[path.place] = at.currentToken() == JsonToken.VALUE_NULL ? "" : text(at);
        if (late >= 0 && hasRows[path.level]) {
            heal(path.place, path.level);
        }
    }

    private void set(int place, JsonParser at) throws IOException {
        if (at.currentToken() == JsonToken.VALUE_NUMBER_FLOAT) {
            char[] text = plain(at.getText()).toCharArray();
            row.set(place, text, 0, text.length);
        } else if (at.currentToken() != JsonToken.VALUE_NULL) {
            row.set(place, at.getTextCharacters(), at.getTextOffset(), at.getTextLength());
        }
    }

    /** Gives the rows that wait the value that stands after them. */
    private void heal(int place, int level) {
        for (int i = firstRow[level]; i < held.size(); i++) {
            held.get(i).values[place] = values[place];
        }
    }

    private static String text(JsonParser at) throws IOException {
        String text = at.getText();
        return at.currentToken() == JsonToken.VALUE_NUMBER_FLOAT ? plain(text) : text;
    }

    /** {@code 1.5E+3} as {@code 1500}; any other text as it stands. */
    private static String plain(String text) {
        int exponent = Math.max(text.indexOf('e'), text.indexOf('E'));
        if (exponent <= 0 || text.length() > MOST_EXPONENT || !Character.isDigit(text.charAt(text.length() - 1))) {
            return text;
        }
        try {
            BigDecimal number = new BigDecimal(text);
            return Math.abs(number.scale()) > MOST_EXPONENT ? text : number.toPlainString();
        } catch (NumberFormatException none) {
            return text;
        }
    }

    private void fault(int level, String path, String value, String what, String right) {
        if (faults[level] == null) {
            faults[level] = new Fault(Reason.FIELD, path, value, what, right);
            for (int i = late >= 0 ? firstRow[level] : held.size(); i < held.size(); i++) {
                held.get(i).fault = held.get(i).fault == null ? faults[level] : held.get(i).fault;
            }
        }
    }

    @Override
    public void structure(JsonWalk.Node path, boolean list) {
        if (path.place >= 0) {
            String what = path.path + " is " + (list ? "a list" : "an object");
            fault(
                    path.level,
                    path.path,
                    "",
                    what,
                    "a text or a number; name what is in it, e.g. " + path.path + (list ? "[].id" : ".id"));
        }
    }

    @Override
    public void stray(int level, String text, long line, long column) throws IOException {
        open(level, line, column);
        fault(level, "", text, text + " is no object", "every row is an object { … }");
        emit(level);
        passed(level);
        waits &= level != late;
    }

    @Override
    public void close(int level) throws IOException {
        if (level == paths.depth() || !hasRows[level]) {
            emit(level);
        }
        passed(level);
        waits &= level != late;
    }

    private void passed(int level) {
        if (level > 0) {
            hasRows[level - 1] = true;
        }
    }

    private void emit(int level) throws IOException {
        Fault fault = null;
        for (int i = 0; i <= level; i++) {
            fault = fault == null ? faults[i] : fault;
        }
        if (fault == null && level < paths.depth()) {
            fault = new Fault(
                    Reason.MISSING, "", "", "there is no element in " + paths.rowList(), "at least one in each record");
        }
        if (flat) {
            column = columns[level];
            made = true;
            if (fault != null) {
                row.markFault(fault);
            }
            return;
        }
        if (held.size() >= IngestLimits.HELD_ROWS) {
            throw new Damage(
                    lines[level] + ":" + columns[level],
                    "a record has more than " + IngestLimits.HELD_ROWS + " rows in it",
                    "split it, or send a list of records");
        }
        held.add(new Held(values.clone(), lines[level], columns[level], fault));
    }

    @Override
    public String place() {
        return row.line() + ":" + column;
    }

    @Override
    public String raw() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < row.count() && text.length() < IngestLimits.RAW_CHARS; i++) {
            text.append(i == 0 ? "" : ", ")
                    .append(paths.names().get(i))
                    .append(": ")
                    .append(row.text(i));
        }
        return text.length() > IngestLimits.RAW_CHARS ? text.substring(0, IngestLimits.RAW_CHARS) : text.toString();
    }

    @Override
    public void close() throws IOException {
        walk.close();
    }
}
