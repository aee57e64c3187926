package io.tidemark.gateway.intake;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tidemark.gateway.answer.JsonText;
import java.io.IOException;
import java.util.Map;

/**
 * One file on its way in.
 *
 * @param feed the name space of its ids
 * @param profile the name of its profile, empty for a plain header
 * @param file its name as the sender gave it
 * @param by who sent it
 */
record Ingest(String id, String feed, String profile, String file, String by, long bytes) {
    static final String QUEUED = "queued";
    static final String RUNNING = "running";
    static final String DONE = "done";
    static final String FAILED = "failed";

    void write(JsonGenerator json, String state) throws IOException {
        json.writeStringField("ingest", id);
        json.writeStringField("state", state);
        json.writeStringField("feed", feed);
        json.writeStringField("profile", profile);
        json.writeStringField("file", file);
        json.writeStringField("by", by);
        json.writeNumberField("bytes", bytes);
    }

    static Ingest read(Map<String, Object> object) {
        return new Ingest(
                JsonText.text(object, "ingest"),
                JsonText.text(object, "feed"),
                JsonText.text(object, "profile"),
                JsonText.text(object, "file"),
                JsonText.text(object, "by"),
                JsonText.number(object, "bytes"));
    }
}
