package io.tidemark.gateway.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import io.tidemark.gateway.answer.AnswerJson;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Renders JSON documents. Stateless. */
public final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();

    private Json() {}

    /** An object with the given fields. */
    public static byte[] object(AnswerJson.Fields<JsonGenerator> fields) {
        try (ByteArrayBuilder bytes = new ByteArrayBuilder()) {
            try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
                json.writeStartObject();
                fields.write(json);
                json.writeEndObject();
            }
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** An answer with such an object. */
    public static Response response(int status, AnswerJson.Fields<JsonGenerator> fields) {
        return Response.json(status, object(fields));
    }
}
