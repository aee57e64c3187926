package io.tidemark.gateway.intake;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tidemark.engine.desk.Desk;
import io.tidemark.gateway.answer.JsonText;
import io.tidemark.gateway.http.HttpProblem;
import io.tidemark.gateway.http.Request;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the desk remembers of a row or an activity that became no fact. It is open until it is put right or dismissed; then it
 * stays, with who did it and why, until the oldest make room. Immutable.
 *
 * @param text as it was kept first
 */
record Exceptional(String id, Map<String, Object> text, long timestampMs) {
    static final String OPEN = "open";
    static final String REPAIRED = "repaired";
    static final String DISMISSED = "dismissed";
    static final List<String> STATES = List.of(OPEN, REPAIRED, DISMISSED);

    private static final String STATE = "state";

    static Exceptional of(Desk.Entry entry) {
        return new Exceptional(entry.id(), JsonText.object(entry.text()), entry.timestampMs());
    }

    String field(String name) {
        return JsonText.text(text, name);
    }

    String state() {
        String state = field(STATE);
        return state.isEmpty() ? OPEN : state;
    }

    /** The row's fields as they were read; none where it did not come from a file. */
    List<String> cells() {
        return JsonText.texts(text, "cells");
    }

    void write(JsonGenerator json) throws IOException {
        json.writeStringField("exception", id);
        ExceptionTexts.members(json, text);
        json.writeStringField(
                state().equals(OPEN) ? "since" : "resolved",
                Instant.ofEpochMilli(timestampMs).toString());
    }

    /** The text to be kept once it is settled. */
    String settled(String state, String by, String because) {
        Map<String, Object> settled = new LinkedHashMap<>(text);
        settled.put(STATE, state);
        settled.put("by", by);
        if (!because.isEmpty()) {
            settled.put("because", because);
        }
        return JsonText.write(json -> ExceptionTexts.members(json, settled));
    }

    /** Which exceptions are meant: all that have what is asked for. */
    record Filter(String feed, String reason, String ingest, String state) {
        static final String[] PARAMETERS = {"feed", "reason", "ingest", STATE};

        static Filter of(Request request) throws HttpProblem {
            String state = request.query(STATE) == null ? OPEN : request.query(STATE);
            if (!STATES.contains(state)) {
                throw HttpProblem.badRequest("state is " + state + " — one of " + String.join(", ", STATES));
            }
            return new Filter(request.query("feed"), request.query("reason"), request.query("ingest"), state);
        }

        boolean takes(Exceptional one) {
            return is(one, "feed", feed)
                    && is(one, "reason", reason)
                    && is(one, "ingest", ingest)
                    && one.state().equals(state)
                    && !one.isSetAside();
        }

        private static boolean is(Exceptional one, String field, String wanted) {
            return wanted == null || one.field(field).equals(wanted);
        }

        /** Whether it names anything at all. */
        boolean isNarrow() {
            return feed != null || reason != null || ingest != null;
        }
    }

    /** A note that something a program sets aside is dismissed: found by its id alone, never listed. */
    boolean isSetAside() {
        return id.startsWith(SetAsideSearch.PREFIX);
    }
}
