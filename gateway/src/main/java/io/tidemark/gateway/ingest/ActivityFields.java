package io.tidemark.gateway.ingest;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.activity.Activity;
import io.tidemark.engine.activity.Activity.Function;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The fields of one activity as texts, and what they make: what every text has to be stands here, how it is written in a
 * file does not. Reused; of one thread.
 */
final class ActivityFields {
    private static final int SURELY_SHORT = IngestLimits.ID_BYTES / 3;
    /** Fields in the order of their places: those with a place of their own in an activity, further ones, roles. */
    private static final String[] NAMES = Stream.of(FieldNames.OWN, FieldNames.FURTHER, FieldNames.ROLES)
            .flatMap(List::stream)
            .toArray(String[]::new);

    static final Map<String, Integer> PLACES = places();
    static final int FURTHER_FROM = FieldNames.OWN.size();
    static final int ROLES_FROM = FURTHER_FROM + FieldNames.FURTHER.size();
    static final int ROLES = NAMES.length;
    static final int SOURCE = PLACES.get(FieldNames.SOURCE);
    static final int ID = PLACES.get(FieldNames.ID);
    static final int LINE = PLACES.get(FieldNames.LINE);
    static final int REVISION = PLACES.get(FieldNames.REVISION);
    static final int FUNCTION = PLACES.get(FieldNames.FUNCTION);
    static final int KIND = PLACES.get(FieldNames.KIND);
    static final int DATE = PLACES.get(FieldNames.DATE);
    static final int SKU = PLACES.get(FieldNames.SKU);
    static final int QUANTITY = PLACES.get(FieldNames.QUANTITY);
    static final int AMOUNT = PLACES.get(FieldNames.AMOUNT);
    static final int CURRENCY = PLACES.get(FieldNames.CURRENCY);
    static final int ORIGINAL = PLACES.get(FieldNames.ORIGINAL);

    final Faults faults = new Faults();
    private final NumberText numbers = new NumberText(Profile.plain().numbers());
    private final DateReader dates = new DateReader(List.of("yyyy-MM-dd"), ZoneOffset.UTC);
    /** By place; null where there is none. */
    final String[] values = new String[PLACES.size()];

    SortedMap<String, String> roles = new TreeMap<>();
    SortedMap<String, String> further = new TreeMap<>();

    private static Map<String, Integer> places() {
        Map<String, Integer> places = new HashMap<>();
        for (int k = 0; k < NAMES.length; k++) {
            places.put(NAMES[k], k);
        }
        return places;
    }

    static String name(int place) {
        return NAMES[place];
    }

    void clear() {
        Arrays.fill(values, null);
        faults.clear();
        roles = new TreeMap<>();
        further = new TreeMap<>();
    }

    private String value(int place) {
        String text = values[place];
        return text == null ? "" : text;
    }

    /** The activity that the fields make; where something is wrong with it, {@link #faults} says so. */
    Activity activity(String feed, int today) {
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
                text(NAMES[place], values[place]);
                further.put(NAMES[place], values[place]);
            }
        }
        for (int place = ROLES_FROM; place < ROLES; place++) {
            if (values[place] != null) {
                roles.put(NAMES[place], keyed(place));
            }
        }
        most("roles", roles.size(), IngestLimits.ROLES);
        most("attributes and further fields", further.size(), IngestLimits.FIELDS);
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
                further);
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

    /** Checks the text of an id. */
    void key(String name, String text) {
        length(name, text, IngestLimits.ID_BYTES);
        for (int k = 0; k < text.length(); k++) {
            if (!Printable.isAt(text, k)) {
                faults.add(
                        Reason.CONTROL_CHARACTER,
                        name,
                        text,
                        "the " + name + " has a line break, another control character or half a character in it",
                        "an id is one line of printable text");
                return;
            }
        }
    }

    /** Checks a text that is no id. */
    void text(String name, String text) {
        length(name, text, IngestLimits.TEXT_BYTES);
        if (!Printable.isWhole(text)) {
            faults.add(
                    Reason.CONTROL_CHARACTER,
                    name,
                    text,
                    "the " + name + " has half a character in it",
                    "whole characters: a surrogate stands beside its other half");
        }
    }

    void length(String name, String text, int most) {
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
            dates.fault(text.toCharArray(), 0, text.length(), FieldNames.DATE, "write it as 2026-03-31", faults);
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

    /** {@code source} and {@code id[/line]} of the object read last, as far as it has them. */
    String source(String feed) {
        String source = value(SOURCE);
        return source.isEmpty() ? feed : source;
    }

    String reference() {
        String line = value(LINE);
        return line.isEmpty() ? value(ID) : value(ID) + "/" + line;
    }
}
