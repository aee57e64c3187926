package io.tidemark.gateway.live;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/** A viewer's side: what a topic shows after the messages about it. One thread. */
public final class LiveMirror {
    private static final String KEY = "participant";

    private LiveState state;
    private String id = "";

    /**
     * Takes a message.
     *
     * @return whether what is shown changed
     * @throws IllegalArgumentException where it does not follow the one before
     */
    public boolean take(String message) {
        Map<String, String> members = AnswerSplitter.members(message);
        String type = AnswerSplitter.text(members.get("type"));
        switch (type) {
            case "snapshot" -> state = AnswerSplitter.split(members.get("state"), KEY);
            case "delta" -> state = delta(members).applyTo(state);
            case "resumed" -> {
                // nothing was missed
            }
            default -> {
                return false;
            }
        }
        id = AnswerSplitter.text(members.get("id"));
        return !type.equals("resumed");
    }

    private static LiveDelta delta(Map<String, String> members) {
        Map<String, LiveDelta.Placed> rows = new LinkedHashMap<>();
        for (String row : list(members.get("rows"))) {
            Map<String, String> fields = AnswerSplitter.members(row);
            int at = Integer.parseInt(fields.remove("at"));
            StringJoiner json = new StringJoiner(",", "{", "}");
            fields.forEach((name, value) -> json.add(LiveMessages.quoted(name) + ':' + value));
            rows.put(AnswerSplitter.text(fields.get(KEY)), new LiveDelta.Placed(at, json.toString()));
        }
        Set<String> gone = new LinkedHashSet<>();
        list(members.get("gone")).forEach(key -> gone.add(AnswerSplitter.text(key)));
        String set = members.get("set");
        return new LiveDelta(
                Long.parseLong(members.get("from")),
                Long.parseLong(members.get("to")),
                set == null ? Map.of() : AnswerSplitter.members(set),
                rows,
                gone);
    }

    private static List<String> list(String array) {
        return array == null ? List.of() : AnswerSplitter.elements(array);
    }

    /** What is shown, or null before the first message. */
    public LiveState state() {
        return state;
    }

    /** The id to resume from, or empty. */
    public String id() {
        return id;
    }

    /** A field's text, or empty where there is none. */
    public String text(String field) {
        String json = state == null ? null : state.fields().get(field);
        return json == null ? "" : AnswerSplitter.text(json);
    }

    /** The fields of the rows shown, as texts. */
    public List<Map<String, String>> rows() {
        return state == null || state.rows() == null
                ? List.of()
                : state.rows().stream().map(LiveMirror::texts).toList();
    }

    private static Map<String, String> texts(LiveState.Row row) {
        Map<String, String> texts = AnswerSplitter.members(row.json());
        texts.replaceAll((name, json) -> AnswerSplitter.text(json));
        return texts;
    }
}
