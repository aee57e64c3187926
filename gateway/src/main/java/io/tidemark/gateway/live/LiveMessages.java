package io.tidemark.gateway.live;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.Map;
import java.util.StringJoiner;

/**
 * The messages to viewers as JSON. What is the same for all viewers of a topic (the tail) is written once; in front of it
 * stands the name that the viewer gave the topic.
 */
final class LiveMessages {
    private LiveMessages() {}

    static String message(String name, String tail) {
        return "{\"topic\":" + quoted(name) + ',' + tail;
    }

    static String snapshot(String id, LiveState state) {
        StringBuilder json = new StringBuilder(256);
        json.append("\"type\":\"snapshot\",\"id\":").append(quoted(id));
        json.append(",\"sequence\":").append(state.sequence()).append(",\"state\":");
        return json.append(state(state)).append('}').toString();
    }

    /** The state as the read of the same address answers it. */
    static String state(LiveState state) {
        StringBuilder json = new StringBuilder(256).append('{');
        state.fields()
                .forEach((name, value) ->
                        json.append(quoted(name)).append(':').append(value).append(','));
        json.append("\"sequence\":").append(state.sequence());
        if (state.rows() != null) {
            StringJoiner rows = new StringJoiner(",", ",\"rows\":[", "]");
            state.rows().forEach(row -> rows.add(row.json()));
            json.append(rows);
        }
        return json.append('}').toString();
    }

    static String delta(String id, LiveDelta delta) {
        StringBuilder json = new StringBuilder(256);
        json.append("\"type\":\"delta\",\"id\":").append(quoted(id));
        json.append(",\"from\":").append(delta.from()).append(",\"to\":").append(delta.to());
        StringJoiner set = new StringJoiner(",", ",\"set\":{", "}").setEmptyValue("");
        delta.set().forEach((name, value) -> set.add(quoted(name) + ':' + value));
        StringJoiner rows = new StringJoiner(",", ",\"rows\":[", "]").setEmptyValue("");
        for (Map.Entry<String, LiveDelta.Placed> row : delta.rows().entrySet()) {
            rows.add("{\"at\":" + row.getValue().at() + ','
                    + row.getValue().json().substring(1));
        }
        StringJoiner gone = new StringJoiner(",", ",\"gone\":[", "]").setEmptyValue("");
        delta.gone().forEach(key -> gone.add(quoted(key)));
        return json.append(set).append(rows).append(gone).append('}').toString();
    }

    static String resumed(String id) {
        return "\"type\":\"resumed\",\"id\":" + quoted(id) + '}';
    }

    /** Belongs to no topic. */
    static String heartbeat(long everyMs) {
        return "{\"type\":\"heartbeat\",\"everyMs\":" + everyMs + '}';
    }

    static String problem(LiveProblem problem) {
        return "\"type\":\"problem\",\"status\":" + problem.status() + ",\"title\":" + quoted(problem.title())
                + ",\"detail\":" + quoted(problem.detail()) + '}';
    }

    /** A problem as a document of its own (RFC 9457). */
    static String document(LiveProblem problem) {
        return "{\"type\":\"about:blank\",\"title\":" + quoted(problem.title()) + ",\"status\":" + problem.status()
                + ",\"detail\":" + quoted(problem.detail()) + '}';
    }

    static String quoted(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }
}
