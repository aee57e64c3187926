package io.tidemark.gateway.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tidemark.engine.Fixed;
import io.tidemark.engine.activity.Activity;
import io.tidemark.engine.activity.Activity.Function;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Reads activities written as JSON objects: the fields of {@code docs/files.md} by name, further roles under {@code roles},
 * everything else under {@code attributes}. Numbers may be strings or numbers and are read from their source text. What is
 * wrong with an object is said all at once; the object is read to its end in any case. Of one thread.
 */
public final class ActivityJson {
    private static final int SURELY_SHORT = IngestLimits.ID_BYTES / 3;
    /** Fields in the order of their places: those with a place of their own in an activity, further ones, roles. */
    private static final String[] NAMES = Stream.of(FieldNames.OWN, FieldNames.FURTHER, FieldNames.ROLES)
            .flatMap(List::stream)
            .toArray(String[]::new);

    private static final Map<String, Integer> PLACES = places();
    private static final int FURTHER_FROM = FieldNames.OWN.size();
    private static final int ROLES_FROM = FURTHER_FROM + FieldNames.FURTHER.size();
    private static final int ROLES = NAMES.length;
    private static final int ATTRIBUTES = ROLES + 1;
    private static final int SOURCE = PLACES.get(FieldNames.SOURCE);
    private static final int ID = PLACES.get(FieldNames.ID);
    private static final int LINE = PLACES.get(FieldNames.LINE);
    private static final int REVISION = PLACES.get(FieldNames.REVISION);
    private static final int FUNCTION = PLACES.get(FieldNames.FUNCTION);
    private static final int KIND = PLACES.get(FieldNames.KIND);
    private static final int DATE = PLACES.get(FieldNames.DATE);
    private static final int SKU = PLACES.get(FieldNames.SKU);
    private static final int QUANTITY = PLACES.get(FieldNames.QUANTITY);
    private static final int AMOUNT = PLACES.get(FieldNames.AMOUNT);
    private static final int CURRENCY = PLACES.get(FieldNames.CURRENCY);
    private static final int ORIGINAL = PLACES.get(FieldNames.ORIGINAL);

    private final NumberText numbers = new NumberText(Profile.plain().numbers());
    private final DateReader dates = new DateReader(List.of("yyyy-MM-dd"), ZoneOffset.UTC, new TextCache());
    private final String[] values = new String[PLACES.size()];
    private final Faults faults = new Faults();
    private SortedMap<String, String> roles = new TreeMap<>();
    private SortedMap<String, String> fields = new TreeMap<>();
    private long seen;

    private static Map<String, Integer> places() {
        Map<String, Integer> places = new HashMap<>();
        for (int k = 0; k < NAMES.length; k++) {
            places.put(NAMES[k], k);
        }
        return places;
    }

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
        clear();
        for (JsonToken token = json.nextToken(); token != JsonToken.END_OBJECT; token = json.nextToken()) {
            String name = json.currentName();
            Integer place = PLACES.get(name);
            json.nextToken();
            if (place != null) {
                once(name, place);
                values[place] = scalar(json, name);
            } else if (name.equals("roles")) {
                once(name, ROLES);
                further(json, name, roles, true);
            } else if (name.equals("attributes")) {
                once(name, ATTRIBUTES);
                further(json, name, fields, false);
            } else {
                unknown(json, name);
            }
        }
        Activity activity = activity(feed, today);
        return faults.isEmpty() ? activity : null;
    }

    private void clear() {
        java.util.Arrays.fill(values, null);
        faults.clear();
        seen = 0;
        roles = new TreeMap<>();
        fields = new TreeMap<>();
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
            if (PLACES.containsKey(name) || name.isBlank() || ofRoles && !FieldNames.isKind(name)) {
                faults.add(
                        Reason.FIELD,
                        name,
                        "",
                        "\"" + name + "\" cannot stand under " + section,
                        "a known field stands beside it; names of roles are small letters, digits and hyphens");
            } else if (text != null) {
                length(name, name, IngestLimits.ID_BYTES);
                if (ofRoles) {
                    key(name, text);
                } else {
                    length(name, text, IngestLimits.TEXT_BYTES);
                }
                if (into.put(name, text) != null) {
                    faults.add(Reason.FIELD, name, "", name + " stands twice", "every name at most once");
                }
            }
        }
    }

    private String value(int place) {
        String text = values[place];
        return text == null ? "" : text;
    }

    private Activity activity(String feed, int today) {
        String source = keyed(SOURCE);
        String id = keyed(ID);
        required(FieldNames.ID, id);
        if (source.isEmpty()) {
            source = feed;
            required(FieldNames.SOURCE, source);
        }
        String kind = kind();
        Long quantity = number(QUANTITY, kind);
        Long amount = number(AMOUNT, kind);
        for (int place = FURTHER_FROM; place < ROLES_FROM; place++) {
            if (values[place] != null) {
                length(NAMES[place], values[place], IngestLimits.TEXT_BYTES);
                fields.put(NAMES[place], values[place]);
            }
        }
        for (int place = ROLES_FROM; place < ROLES; place++) {
            if (values[place] != null) {
                roles.put(NAMES[place], keyed(place));
            }
        }
        most("roles", roles.size(), IngestLimits.ROLES);
        most("attributes and further fields", fields.size(), IngestLimits.FIELDS);
        return new Activity(
                source,
                id,
                keyed(LINE),
                function(),
                revision(),
                kind,
                day(today),
                roles,
                keyed(SKU),
                quantity,
                amount,
                currency(),
                keyed(ORIGINAL),
                fields);
    }

    private void most(String what, int count, int most) {
        if (count > most) {
            faults.add(Reason.FIELD, "", "", count + " " + what, "at most " + most + " an activity");
        }
    }

    private void required(String name, String text) {
        if (text.isEmpty()) {
            faults.add(
                    Reason.MISSING,
                    name,
                    "",
                    "the activity has no " + name,
                    name.equals(FieldNames.SOURCE) ? "name it, or the feed as ?feed=NAME" : "every activity needs one");
        }
    }

    private String keyed(int place) {
        String text = value(place);
        key(NAMES[place], text);
        return text;
    }

    private void key(String name, String text) {
        length(name, text, IngestLimits.ID_BYTES);
        for (int k = 0; k < text.length(); k++) {
            if (text.charAt(k) < ' ' || text.charAt(k) == 0x7F) {
                faults.add(
                        Reason.CONTROL_CHARACTER,
                        name,
                        text,
                        "the " + name + " has a line break or another control character in it",
                        "an id is one line of printable text");
                return;
            }
        }
    }

    private void length(String name, String text, int most) {
        if (text.length() > SURELY_SHORT) {
            int bytes = text.getBytes(StandardCharsets.UTF_8).length;
            if (bytes > most) {
                faults.add(
                        Reason.TEXT_TOO_LONG,
                        name,
                        text,
                        "the " + name + " has " + bytes + " bytes",
                        "at most " + most + " bytes in UTF-8");
            }
        }
    }

    private String kind() {
        String text = value(KIND);
        if (text.isEmpty()) {
            return Activity.SALE;
        }
        length(FieldNames.KIND, text, IngestLimits.ID_BYTES);
        if (!FieldNames.isKind(text)) {
            faults.add(
                    Reason.KIND,
                    FieldNames.KIND,
                    text,
                    text + " is no kind",
                    "sale, return or a kind that a program declares, in small letters");
        }
        return text;
    }

    private Function function() {
        String word = value(FUNCTION);
        switch (word) {
            case "", "original" -> {
                return Function.ORIGINAL;
            }
            case "correct" -> {
                return Function.CORRECT;
            }
            case "void" -> {
                return Function.VOID;
            }
            default -> {
                faults.add(
                        Reason.FUNCTION,
                        FieldNames.FUNCTION,
                        word,
                        word + " is no function",
                        "original, correct or void");
                return Function.ORIGINAL;
            }
        }
    }

    private int revision() {
        String text = value(REVISION);
        if (text.isEmpty()) {
            return Activity.NO_REVISION;
        }
        if (text.length() > 9 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            faults.add(
                    Reason.REVISION,
                    FieldNames.REVISION,
                    text,
                    text + " is no revision",
                    "a whole number from 0 to 999999999");
            return Activity.NO_REVISION;
        }
        return Integer.parseInt(text);
    }

    private int day(int today) {
        String text = value(DATE);
        if (text.isEmpty()) {
            required(FieldNames.DATE, text);
            return 0;
        }
        int day = dates.day(text.toCharArray(), 0, text.length());
        if (day == DatePattern.NONE) {
            faults.add(Reason.DATE, FieldNames.DATE, text, text + " is not a date", "write it as 2026-03-31");
        } else if (day > today + 1) {
            faults.add(
                    Reason.DATED_AHEAD,
                    FieldNames.DATE,
                    text,
                    text + " lies more than a day ahead",
                    "at latest " + LocalDate.ofEpochDay(today + 1L));
        }
        return day;
    }

    private Long number(int place, String kind) {
        String name = NAMES[place];
        String text = value(place);
        if (text.isEmpty()) {
            return null;
        }
        long units = numbers.parse(text.toCharArray(), 0, text.length());
        if (units == Fixed.NONE) {
            Reason reason = switch (numbers.fault()) {
                case DECIMALS -> Reason.DECIMALS;
                case RANGE -> Reason.OUT_OF_RANGE;
                default -> Reason.NUMBER;
            };
            faults.add(
                    reason,
                    name,
                    text,
                    text + " is not a number that is taken here",
                    "a plain number of at most four decimals within a million millions, e.g. 1234.5");
            return null;
        }
        if (units < 0 && (kind.equals(Activity.SALE) || kind.equals(Activity.RETURN))) {
            faults.add(
                    kind.equals(Activity.SALE) ? Reason.NEGATIVE_SALE : Reason.NEGATIVE_RETURN,
                    name,
                    text,
                    "a " + kind + " of " + text,
                    "returns are of the kind return and have positive numbers");
        }
        return units;
    }

    private String currency() {
        String text = value(CURRENCY);
        if (!text.isEmpty() && !text.matches("[A-Z]{3}")) {
            faults.add(
                    Reason.CURRENCY,
                    FieldNames.CURRENCY,
                    text,
                    text + " is no currency",
                    "three capital letters such as USD");
        }
        return text;
    }

    /** What is wrong with the object read last; the first is the one by which it is counted. */
    public List<Fault> faults() {
        return faults.all();
    }

    /** {@code source} and {@code id[/line]} of the object read last, as far as it has them. */
    public String source(String feed) {
        String source = value(SOURCE);
        return source.isEmpty() ? feed : source;
    }

    public String reference() {
        String line = value(LINE);
        return line.isEmpty() ? value(ID) : value(ID) + "/" + line;
    }
}
