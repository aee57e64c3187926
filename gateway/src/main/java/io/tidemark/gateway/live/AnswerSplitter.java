package io.tidemark.gateway.live;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes the JSON of an answer apart into the fields and rows of a {@link LiveState}, so that what is watched is what is
 * read, to the letter.
 */
final class AnswerSplitter {
    private static final JsonFactory JSON = new JsonFactory();

    private AnswerSplitter() {}

    /**
     * @param answer one JSON object with a {@code sequence}; its {@code rows}, if any, are objects
     * @param key the field that names a row among the others
     */
    static LiveState split(String answer, String key) {
        try (JsonParser parser = JSON.createParser(answer)) {
            Map<String, String> fields = new LinkedHashMap<>();
            List<LiveState.Row> rows = null;
            long sequence = -1;
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (name.equals("sequence")) {
                    sequence = parser.getLongValue();
                } else if (name.equals("rows") && value == JsonToken.START_ARRAY) {
                    rows = rows(parser, answer, key);
                } else {
                    fields.put(name, whole(parser, answer));
                }
            }
            return new LiveState(sequence, fields, rows);
        } catch (IOException wrong) {
            throw new UncheckedIOException(wrong);
        }
    }

    /** The members of a JSON object, each value as its text. */
    static Map<String, String> members(String object) {
        try (JsonParser parser = JSON.createParser(object)) {
            Map<String, String> members = new LinkedHashMap<>();
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                members.put(name, whole(parser, object));
            }
            return members;
        } catch (IOException wrong) {
            throw new UncheckedIOException(wrong);
        }
    }

    /** The values of a JSON array, each as its text. */
    static List<String> elements(String array) {
        try (JsonParser parser = JSON.createParser(array)) {
            List<String> elements = new ArrayList<>();
            parser.nextToken();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                elements.add(whole(parser, array));
            }
            return elements;
        } catch (IOException wrong) {
            throw new UncheckedIOException(wrong);
        }
    }

    /** What a JSON text says. */
    static String text(String json) {
        try (JsonParser parser = JSON.createParser(json)) {
            parser.nextToken();
            return parser.getText();
        } catch (IOException wrong) {
            throw new UncheckedIOException(wrong);
        }
    }

    private static List<LiveState.Row> rows(JsonParser parser, String answer, String key) throws IOException {
        List<LiveState.Row> rows = new ArrayList<>();
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            int start = start(parser);
            String name = "";
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean names = parser.currentName().equals(key);
                parser.nextToken();
                if (names) {
                    name = parser.getText();
                }
                parser.skipChildren();
            }
            rows.add(new LiveState.Row(name, answer.substring(start, end(parser))));
        }
        return rows;
    }

    /** The text of the value at which the parser stands; it is passed over. */
    private static String whole(JsonParser parser, String answer) throws IOException {
        int start = start(parser);
        parser.skipChildren();
        // texts are read lazily: without this the parser does not know where they end
        parser.finishToken();
        return answer.substring(start, end(parser));
    }

    private static int start(JsonParser parser) {
        return (int) parser.currentTokenLocation().getCharOffset();
    }

    private static int end(JsonParser parser) {
        return (int) parser.currentLocation().getCharOffset();
    }
}
