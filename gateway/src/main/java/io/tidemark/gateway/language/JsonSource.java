package io.tidemark.gateway.language;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.tidemark.gateway.language.SourceNode.Entry;
import io.tidemark.gateway.language.SourceNode.Form;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON into the tree, token by token. Numbers keep their source text: no double ever holds one. */
final class JsonSource {
    // our own limits on size and depth speak first; these only have to be out of their way
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(SourceReader.MAX_DEPTH + 10)
                    .maxNumberLength(SourceReader.MAX_CHARACTERS)
                    .maxStringLength(SourceReader.MAX_CHARACTERS)
                    .maxNameLength(SourceReader.MAX_CHARACTERS)
                    .build())
            .build();

    private final String file;
    private final Problems problems;
    private JsonParser parser;

    JsonSource(String file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    SourceNode read(String body) {
        try (JsonParser opened = FACTORY.createParser(body)) {
            parser = opened;
            parser.nextToken();
            SourceNode root = node(0);
            if (root != null && parser.nextToken() != null) {
                problems.error(
                        here(), "something follows after the end", "one file holds one object; remove what follows");
                return null;
            }
            return root;
        } catch (JsonProcessingException e) {
            unparsable(e);
            return null;
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory does not fail", e);
        }
    }

    /** Null only where the file nests too deep: the rest is not read. */
    private SourceNode node(int depth) throws IOException {
        Position at = here();
        if (depth > SourceReader.MAX_DEPTH) {
            SourceReader.tooDeep(at, problems);
            return null;
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> mapping(at, depth);
            case START_ARRAY -> sequence(at, depth);
            case VALUE_STRING -> new SourceNode.Scalar(parser.getText(), Form.TEXT, at);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new SourceNode.Scalar(parser.getText(), Form.NUMBER, at);
            case VALUE_TRUE, VALUE_FALSE -> new SourceNode.Scalar(parser.getText(), Form.BOOLEAN, at);
            default -> refusedNull(at);
        };
    }

    private SourceNode refusedNull(Position at) {
        problems.error(at, "null stands for a value", "leave the key out, or give it a value");
        return new SourceNode.Refused(at);
    }

    private SourceNode mapping(Position at, int depth) throws IOException {
        Map<String, Entry> entries = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            Position keyAt = here();
            parser.nextToken();
            SourceNode value = node(depth + 1);
            if (value == null) {
                return null;
            }
            Entry first = entries.putIfAbsent(key, new Entry(key, keyAt, value));
            if (first != null) {
                SourceReader.duplicateKey(key, keyAt, first.keyPosition(), problems);
            }
        }
        return new SourceNode.Mapping(new ArrayList<>(entries.values()), at);
    }

    private SourceNode sequence(Position at, int depth) throws IOException {
        List<SourceNode> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            SourceNode item = node(depth + 1);
            if (item == null) {
                return null;
            }
            items.add(item);
        }
        return new SourceNode.Sequence(items, at);
    }

    private Position here() {
        return at(parser.currentTokenLocation());
    }

    private Position at(JsonLocation location) {
        return new Position(file, Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
    }

    private void unparsable(JsonProcessingException e) {
        JsonLocation location = e.getLocation() == null ? parser.currentLocation() : e.getLocation();
        String said = e.getOriginalMessage().replaceAll(" ?\\(code \\d+[^)]*\\)", "");
        int cut = said.indexOf('\n');
        problems.error(
                at(location),
                "the JSON cannot be read here: " + (cut < 0 ? said : said.substring(0, cut)),
                "check quotes, commas and brackets just before this place");
    }
}
