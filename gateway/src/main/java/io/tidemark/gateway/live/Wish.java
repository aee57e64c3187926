package io.tidemark.gateway.live;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * What a viewer asks for over a WebSocket: {@code {"subscribe": address, "resume": id}} or {@code {"unsubscribe":
 * address}}.
 *
 * @param name the address, which is also what the viewer calls the topic
 * @param resume id of the last message taken, or empty
 * @param isEnd whether it is to be shown no longer
 * @param problem what is wrong with the message, or null
 */
record Wish(String name, String resume, boolean isEnd, LiveProblem problem) {
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(4).build())
            .build();
    private static final String FORM =
            " — write {\"subscribe\":\"boards/reps?limit=50\"}, with \"resume\" where you have an id, or {\"unsubscribe\":…}";

    static Wish read(String text) {
        Map<String, String> members = new HashMap<>();
        try (JsonParser json = JSON.createParser(text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return wrong("the message is no JSON object" + FORM);
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                if (json.nextToken() != JsonToken.VALUE_STRING) {
                    return wrong(name + " is no text" + FORM);
                }
                members.put(name, json.getText());
            }
        } catch (IOException malformed) {
            return wrong("the message is no JSON" + FORM);
        }
        String subscribe = members.remove("subscribe");
        String unsubscribe = members.remove("unsubscribe");
        String resume = members.remove("resume");
        if ((subscribe == null) == (unsubscribe == null) || !members.isEmpty()) {
            return wrong("the message says neither or more than what is understood" + FORM);
        }
        return new Wish(
                subscribe == null ? unsubscribe : subscribe, resume == null ? "" : resume, subscribe == null, null);
    }

    private static Wish wrong(String detail) {
        return new Wish("", "", false, LiveProblem.malformed(detail));
    }
}
