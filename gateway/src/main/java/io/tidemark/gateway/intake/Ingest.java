package io.tidemark.gateway.intake;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tidemark.engine.activity.Report;
import io.tidemark.gateway.answer.JsonText;
import io.tidemark.gateway.ingest.ReportLines;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Map;

/**
 * One file on its way in.
 *
 * @param feed the name space of its ids
 * @param profile the name of its profile, empty for a plain header
 * @param file its name as the sender gave it
 * @param by who sent it
 * @param wish what it is for, and where it stands among the feed's reports
 */
record Ingest(String id, String feed, String profile, String file, String by, long bytes, ReportLines.Wish wish) {
    static final String QUEUED = "queued";
    static final String RUNNING = "running";
    static final String DONE = "done";
    static final String FAILED = "failed";

    /** The same under another id. */
    Ingest named(String other) {
        return new Ingest(other, feed, profile, file, by, bytes, wish);
    }

    void write(JsonGenerator json, String state) throws IOException {
        json.writeStringField("ingest", id);
        json.writeStringField("state", state);
        json.writeStringField("feed", feed);
        json.writeStringField("profile", profile);
        json.writeStringField("file", file);
        json.writeStringField("by", by);
        json.writeNumberField("bytes", bytes);
        if (!wish.function().isEmpty()) {
            json.writeStringField("function", wish.function());
        }
        if (wish.number() != Report.NO_NUMBER) {
            json.writeNumberField("report", wish.number());
        }
        if (wish.from() != ReportLines.Wish.UNDECLARED) {
            json.writeStringField("from", LocalDate.ofEpochDay(wish.from()).toString());
            json.writeStringField("until", LocalDate.ofEpochDay(wish.until()).toString());
        }
    }

    static Ingest read(Map<String, Object> object) {
        return new Ingest(
                JsonText.text(object, "ingest"),
                JsonText.text(object, "feed"),
                JsonText.text(object, "profile"),
                JsonText.text(object, "file"),
                JsonText.text(object, "by"),
                JsonText.number(object, "bytes"),
                new ReportLines.Wish(
                        JsonText.text(object, "function"),
                        object.containsKey("report") ? JsonText.number(object, "report") : Report.NO_NUMBER,
                        day(object, "from"),
                        day(object, "until")));
    }

    private static int day(Map<String, Object> object, String field) {
        String text = JsonText.text(object, field);
        return text.isEmpty()
                ? ReportLines.Wish.UNDECLARED
                : (int) LocalDate.parse(text).toEpochDay();
    }
}
