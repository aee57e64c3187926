package io.tidemark.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The document that clients read: every answer of a test is held against it. */
final class Contract {
    private static final Map<String, Object> DOCUMENT = load();
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final Map<String, Schema> SCHEMAS = new ConcurrentHashMap<>();

    private Contract() {}

    private static Map<String, Object> load() {
        try (InputStream in = Contract.class.getResourceAsStream("/openapi/openapi.yaml")) {
            return map(new Load(LoadSettings.builder().build()).loadFromInputStream(in));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object node) {
        return (Map<String, Object>) node;
    }

    static Map<String, Object> paths() {
        return map(DOCUMENT.get("paths"));
    }

    /** Names of the parameters in the query of an operation. */
    static TreeSet<String> parameters(String template, String method) {
        TreeSet<String> names = new TreeSet<>();
        Map<String, Object> path = map(paths().get(template));
        for (Object holder : new Object[] {path, path.get(method.toLowerCase(java.util.Locale.ROOT))}) {
            if (map(holder).get("parameters") instanceof List<?> list) {
                for (Object parameter : list) {
                    Map<String, Object> resolved = resolve(map(parameter));
                    if (resolved.get("in").equals("query")) {
                        names.add(resolved.get("name").toString());
                    }
                }
            }
        }
        return names;
    }

    private static Map<String, Object> resolve(Map<String, Object> node) {
        Object reference = node.get("$ref");
        if (reference == null) {
            return node;
        }
        Object at = DOCUMENT;
        for (String part : reference.toString().substring(2).split("/")) {
            at = map(at).get(part);
        }
        return map(at);
    }

    /** Holds an answer against the document. */
    static void check(String method, String path, int status, String type, String body) {
        String template = template(method, path);
        if (template == null) {
            // what no route knows is answered with a problem all the same
            if (status >= 400) {
                validate("#/components/responses/Problem", problem(), type, body);
            }
            return;
        }
        Map<String, Object> operation = map(map(paths().get(template)).get(method.toLowerCase(java.util.Locale.ROOT)));
        if (operation == null) {
            validate("Problem", problem(), type, body);
            return;
        }
        Map<String, Object> responses = map(operation.get("responses"));
        Object response = responses.containsKey(Integer.toString(status))
                ? responses.get(Integer.toString(status))
                : status >= 400 ? responses.get("default") : null;
        assertThat(response)
                .as(method + " " + template + " documents " + status)
                .isNotNull();
        validate(method + " " + template + " " + status, resolve(map(response)), type, body);
    }

    private static Map<String, Object> problem() {
        return resolve(Map.of("$ref", "#/components/responses/Problem"));
    }

    private static void validate(String name, Map<String, Object> response, String type, String body) {
        if (!response.containsKey("content")) {
            assertThat(body).as(name).isEmpty();
            return;
        }
        Map<String, Object> content = map(response.get("content"));
        String bare = type.replaceAll(";.*", "");
        assertThat(content.keySet()).as(name + " is of the type").contains(bare);
        Map<String, Object> media = map(content.get(bare));
        if (media == null || !media.containsKey("schema")) {
            return;
        }
        Schema schema = SCHEMAS.computeIfAbsent(name, key -> schema(map(media.get("schema"))));
        assertThat(schema.validate(body, InputFormat.JSON))
                .as(name + " as the document says: " + body)
                .isEmpty();
    }

    private static Schema schema(Map<String, Object> schema) {
        Map<String, Object> document = new LinkedHashMap<>(schema);
        document.put("components", DOCUMENT.get("components"));
        return REGISTRY.getSchema(json(document));
    }

    static String json(Object node) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            write(json, node);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, Object node) throws IOException {
        if (node instanceof Map<?, ?> object) {
            json.writeStartObject();
            for (Map.Entry<?, ?> entry : object.entrySet()) {
                json.writeFieldName(entry.getKey().toString());
                write(json, entry.getValue());
            }
            json.writeEndObject();
        } else if (node instanceof List<?> list) {
            json.writeStartArray();
            for (Object item : list) {
                write(json, item);
            }
            json.writeEndArray();
        } else if (node instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (node instanceof Number number) {
            json.writeNumber(number.toString());
        } else if (node == null) {
            json.writeNull();
        } else {
            json.writeString(node.toString());
        }
    }

    /** The document's path of a request: one that is written out wins over one with variables. */
    private static String template(String method, String path) {
        String bare = path.replaceAll("\\?.*", "");
        Map<String, Integer> fitting = new HashMap<>();
        for (String template : paths().keySet()) {
            if (bare.matches(template.replaceAll("\\{[a-z]+}", "[^/]+"))) {
                fitting.put(template, template.split("\\{", -1).length);
            }
        }
        return fitting.entrySet().stream()
                .min(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(null);
    }
}
