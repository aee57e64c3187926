package io.tidemark.gateway.answer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Small JSON documents as maps, lists and texts, and back. Numbers and booleans are their source text; null is left out of
 * objects. Stateless.
 */
public final class JsonText {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(com.fasterxml.jackson.core.StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(20).build())
            .build();

    private JsonText() {}

    /**
     * Reads one document.
     *
     * @throws IOException where the text is no JSON, or more than one document
     */
    public static Object read(byte[] text) throws IOException {
        try (JsonParser json = FACTORY.createParser(text)) {
            if (json.nextToken() == null) {
                throw new IOException("the text is empty");
            }
            Object value = value(json);
            if (json.nextToken() != null) {
                throw new IOException("the text holds more than one document");
            }
            return value;
        }
    }

    /** Reads an object that {@link #write} wrote. */
    public static Map<String, Object> object(String text) {
        try {
            if (read(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)) instanceof Map<?, ?> map) {
                return cast(map);
            }
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
        throw new IllegalArgumentException("no JSON object: " + text);
    }

    /** The map with its keys as texts, which those of objects are. */
    public static Map<String, Object> cast(Map<?, ?> map) {
        Map<String, Object> typed = new LinkedHashMap<>();
        map.forEach((key, value) -> typed.put(key.toString(), value));
        return typed;
    }

    private static Object value(JsonParser json) throws IOException {
        switch (json.currentToken()) {
            case START_OBJECT -> {
                Map<String, Object> object = new LinkedHashMap<>();
                while (json.nextToken() != JsonToken.END_OBJECT) {
                    String name = json.currentName();
                    json.nextToken();
                    Object value = value(json);
                    if (value != null) {
                        object.put(name, value);
                    }
                }
                return object;
            }
            case START_ARRAY -> {
                List<Object> list = new ArrayList<>();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(json));
                }
                return list;
            }
            case VALUE_NULL -> {
                return null;
            }
            default -> {
                return json.getText();
            }
        }
    }

    /** Writes an object with the given fields. */
    public static String write(AnswerJson.Fields<JsonGenerator> fields) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    /** A text of an object, or empty. */
    public static String text(Map<String, Object> object, String name) {
        Object value = object.get(name);
        return value instanceof String text ? text : "";
    }

    /** A whole number of an object, or 0. */
    public static long number(Map<String, Object> object, String name) {
        String text = text(object, name);
        return text.isEmpty() ? 0 : Long.parseLong(text);
    }

    /** A list of texts of an object, or none. */
    public static List<String> texts(Map<String, Object> object, String name) {
        return object.get(name) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }
}
