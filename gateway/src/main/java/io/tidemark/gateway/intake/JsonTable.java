package io.tidemark.gateway.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.tidemark.gateway.http.HttpProblem;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * An array of flat objects as a table whose header names the fields, so that JSON is read by the same rules as CSV. Reads the
 * file twice and holds one object. Line n of the table is element n − 2 of the array. Stateless.
 */
final class JsonTable {
    private static final JsonFactory FACTORY = new JsonFactory();

    private static final int MOST_COLUMNS = 100;

    private JsonTable() {}

    static Path csv(Path json) throws IOException, HttpProblem {
        Path table = json.resolveSibling(json.getFileName() + ".csv");
        try {
            Set<String> columns = new LinkedHashSet<>();
            each(json, object -> {
                columns.addAll(object.keySet());
                if (columns.size() > MOST_COLUMNS) {
                    throw new IllegalArgumentException("more than " + MOST_COLUMNS + " different fields");
                }
            });
            try (BufferedWriter out = Files.newBufferedWriter(table, StandardCharsets.UTF_8)) {
                line(out, columns, Map.of(), true);
                each(json, object -> line(out, columns, object, false));
            }
            return table;
        } catch (JsonProcessingException malformed) {
            Files.deleteIfExists(table);
            var at = malformed.getLocation();
            throw HttpProblem.badRequest("the body is no JSON"
                    + (at == null ? "" : " in line " + at.getLineNr() + ", column " + at.getColumnNr()));
        } catch (IOException | HttpProblem failed) {
            Files.deleteIfExists(table);
            throw failed;
        }
    }

    private interface Each {
        void object(Map<String, String> object) throws IOException;
    }

    private static void each(Path file, Each each) throws IOException, HttpProblem {
        try (JsonParser json = FACTORY.createParser(file.toFile())) {
            JsonToken first = json.nextToken();
            if (first == JsonToken.START_OBJECT) {
                each.object(object(json, 0));
            } else if (first == JsonToken.START_ARRAY) {
                for (int k = 0; json.nextToken() != JsonToken.END_ARRAY; k++) {
                    each.object(object(json, k));
                }
            } else {
                throw HttpProblem.badRequest("the body holds no rows — an object, or an array of objects");
            }
        }
    }

    private static Map<String, String> object(JsonParser json, int index) throws IOException, HttpProblem {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw HttpProblem.badRequest("element " + index + " of the array is no object");
        }
        Map<String, String> object = new HashMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (value.isStructStart()) {
                throw HttpProblem.badRequest("element " + index + ": " + name
                        + " is not one value — attributes stand beside the other fields");
            }
            String text = value == JsonToken.VALUE_NULL ? "" : json.getText();
            if (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0 || name.indexOf('\n') >= 0) {
                throw HttpProblem.badRequest("element " + index + ": " + name + " has a line break in it");
            }
            object.put(name, text);
        }
        return object;
    }

    private static void line(BufferedWriter out, Set<String> columns, Map<String, String> object, boolean head)
            throws IOException {
        String separator = "";
        for (String column : columns) {
            String text = head ? column : object.getOrDefault(column, "");
            out.write(separator + "\"" + text.replace("\"", "\"\"") + "\"");
            separator = ",";
        }
        out.write("\n");
    }
}
