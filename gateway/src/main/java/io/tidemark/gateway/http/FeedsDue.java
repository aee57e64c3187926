package io.tidemark.gateway.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.desk.Desk;
import io.tidemark.engine.desk.DeskCollection;
import io.tidemark.gateway.answer.JsonText;
import io.tidemark.gateway.ingest.Schedule;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is known of the feeds, and which of them are overdue by the schedules of their profiles. Stateless. */
public final class FeedsDue {
    private static final String EXPECTED = "expected";

    private FeedsDue() {}

    /** Writes a schedule into the object of a feed, as {@link #of} reads it. */
    public static void write(JsonGenerator json, Schedule expected) throws IOException {
        json.writeObjectFieldStart(EXPECTED);
        json.writeStringField("every", expected.every().word());
        json.writeNumberField("by", expected.by());
        json.writeEndObject();
    }

    /**
     * A feed.
     *
     * @param due what should have been there by the day that was asked for, or null where nothing is expected
     */
    public record Feed(Map<String, Object> object, Schedule.Due due) {
        String name() {
            return JsonText.text(object, "feed");
        }

        boolean isOverdue() {
            return due != null && due.isOpen(JsonText.text(object, "watermark"));
        }

        /** Writes it as {@code GET /v1/feeds} lists it. */
        public void write(JsonGenerator json) throws IOException {
            for (String field : List.of("feed", "profile", "ingest", "watermark")) {
                json.writeStringField(field, JsonText.text(object, field));
            }
            if (due != null) {
                FeedsDue.write(json, schedule(object));
                json.writeObjectFieldStart("due");
                writeDue(json);
                json.writeEndObject();
                json.writeBooleanField("overdue", isOverdue());
            }
        }

        void writeDue(JsonGenerator json) throws IOException {
            json.writeStringField("from", due.first().toString());
            json.writeStringField("through", due.last().toString());
            json.writeStringField("by", due.day().toString());
        }
    }

    /** Every feed, by the core's day. Core thread only. */
    public static List<Feed> of(ScoringCore core) {
        LocalDate today = LocalDate.ofEpochDay(core.facts().today);
        List<Feed> feeds = new ArrayList<>();
        for (Desk.Entry entry : core.desk().entries(DeskCollection.FEEDS)) {
            Map<String, Object> object = JsonText.object(entry.text());
            Schedule schedule = schedule(object);
            feeds.add(new Feed(object, schedule == null ? null : schedule.due(today)));
        }
        return feeds;
    }

    /** Those that are overdue. Core thread only. */
    static List<Feed> overdue(ScoringCore core) {
        return of(core).stream().filter(Feed::isOverdue).toList();
    }

    private static Schedule schedule(Map<String, Object> feed) {
        if (!(feed.get(EXPECTED) instanceof Map<?, ?> raw)) {
            return null;
        }
        Map<String, Object> expected = JsonText.cast(raw);
        Schedule.Every every = Schedule.Every.of(JsonText.text(expected, "every"));
        return every == null ? null : new Schedule(every, (int) JsonText.number(expected, "by"));
    }
}
