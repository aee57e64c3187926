package io.tidemark.gateway.intake;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tidemark.gateway.answer.JsonText;
import io.tidemark.gateway.ingest.Fault;
import io.tidemark.gateway.ingest.Understood;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Parts of the texts by which the desk remembers what became no fact. Stateless. */
final class ExceptionTexts {
    /** Characters of a row that is kept cell by cell; a longer one can only be sent again. */
    private static final int CELLS_CHARS = 16_384;

    /** Members that are numbers; all others are texts. */
    private static final Set<String> NUMBERS = Set.of("line");

    private ExceptionTexts() {}

    static void details(JsonGenerator json, List<Fault> faults) throws IOException {
        texts(json, "details", faults.stream().map(Fault::toString).toList());
    }

    static void cells(JsonGenerator json, List<String> cells) throws IOException {
        if (cells.stream().mapToInt(String::length).sum() <= CELLS_CHARS) {
            texts(json, "cells", cells);
        }
    }

    static void read(JsonGenerator json, Understood understood) throws IOException {
        json.writeObjectFieldStart("read");
        understood.write(json);
        json.writeEndObject();
    }

    /** Members of an object that was read: texts, lists and objects of such. */
    static void members(JsonGenerator json, Map<String, Object> members) throws IOException {
        for (Map.Entry<String, Object> member : members.entrySet()) {
            json.writeFieldName(member.getKey());
            if (NUMBERS.contains(member.getKey())) {
                json.writeNumber(member.getValue().toString());
            } else {
                value(json, member.getValue());
            }
        }
    }

    private static void value(JsonGenerator json, Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            members(json, JsonText.cast(map));
            json.writeEndObject();
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object item : list) {
                value(json, item);
            }
            json.writeEndArray();
        } else {
            json.writeString(String.valueOf(value));
        }
    }

    static void texts(JsonGenerator json, String field, List<String> texts) throws IOException {
        json.writeArrayFieldStart(field);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }
}
