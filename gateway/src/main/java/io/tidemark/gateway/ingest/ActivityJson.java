package io.tidemark.gateway.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tidemark.engine.activity.Activity;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;

/**
 * Reads activities written as JSON objects: the fields of {@code docs/files.md} by name, further roles under {@code roles},
 * everything else under {@code attributes}. Numbers may be strings or numbers and are read from their source text. What is
 * wrong with an object is said all at once; the object is read to its end in any case. Of one thread.
 */
public final class ActivityJson {
    private static final int ROLES = ActivityFields.ROLES;
    private static final int ATTRIBUTES = ROLES + 1;

    private final ActivityFields fields = new ActivityFields();
    private final Faults faults = fields.faults;
    /** Names that the object has had, a bit each. */
    private long seen;

    /**
     * Reads an object.
     *
     * @param json stands at the object's start; at its end afterwards
     * @param feed the source of an activity that names none, or empty where it has to
     * @param today epoch day of the receipt
     * @return the activity, or null where {@link #faults} says why not
     * @throws IOException where the text is no JSON
     */
    public Activity read(JsonParser json, String feed, int today) throws IOException {
        fields.clear();
        seen = 0;
        for (JsonToken token = json.nextToken(); token != JsonToken.END_OBJECT; token = json.nextToken()) {
            String name = json.currentName();
            Integer place = ActivityFields.PLACES.get(name);
            json.nextToken();
            if (place != null) {
                once(name, place);
                fields.values[place] = scalar(json, name);
            } else if (name.equals("roles")) {
                once(name, ROLES);
                further(json, name, fields.roles, true);
            } else if (name.equals("attributes")) {
                once(name, ATTRIBUTES);
                further(json, name, fields.further, false);
            } else {
                unknown(json, name);
            }
        }
        Activity activity = fields.activity(feed, today);
        return faults.isEmpty() ? activity : null;
    }

    private void once(String name, int place) {
        if ((seen >> place & 1) != 0) {
            faults.add(Reason.FIELD, name, "", name + " stands twice", "every field at most once");
        }
        seen |= 1L << place;
    }

    private void unknown(JsonParser json, String name) throws IOException {
        json.skipChildren();
        faults.add(
                Reason.FIELD,
                name,
                "",
                "there is no field " + name,
                "what programs sum or test beside the known fields goes under attributes, other roles under roles");
    }

    /** The text of a value; null where it is null or none. */
    private String scalar(JsonParser json, String name) throws IOException {
        JsonToken token = json.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        if (token.isStructStart()) {
            json.skipChildren();
            faults.add(Reason.FIELD, name, "", name + " is not one value", "a text or a number");
            return null;
        }
        String text = json.getText().strip();
        return text.isEmpty() ? null : text;
    }

    private void further(JsonParser json, String section, SortedMap<String, String> into, boolean ofRoles)
            throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            faults.add(Reason.FIELD, section, "", section + " is no object", section + ": { \"name\": \"value\" }");
            return;
        }
        for (JsonToken token = json.nextToken(); token != JsonToken.END_OBJECT; token = json.nextToken()) {
            String name = json.currentName();
            json.nextToken();
            String text = scalar(json, name);
            if (ActivityFields.PLACES.containsKey(name) || name.isBlank() || ofRoles && !FieldNames.isRole(name)) {
                faults.add(
                        Reason.FIELD,
                        name,
                        "",
                        "\"" + name + "\" cannot stand under " + section,
                        "a known field stands beside it; names of roles are small letters, digits and hyphens");
            } else if (text != null) {
                fields.length(name, name, IngestLimits.ID_BYTES);
                if (ofRoles) {
                    fields.key(name, text);
                } else {
                    fields.text(name, name);
                    fields.text(name, text);
                }
                if (into.put(name, text) != null) {
                    faults.add(Reason.FIELD, name, "", name + " stands twice", "every name at most once");
                }
            }
        }
    }

    /** What is wrong with the object read last; the first is the one by which it is counted. */
    public List<Fault> faults() {
        return faults.all();
    }

    /** The source of the object read last, as far as it has one. */
    public String source(String feed) {
        return fields.source(feed);
    }

    /** {@code id[/line]} of the object read last, as far as it has them. */
    public String reference() {
        return fields.reference();
    }
}
