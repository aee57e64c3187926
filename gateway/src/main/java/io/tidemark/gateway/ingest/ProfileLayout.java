package io.tidemark.gateway.ingest;

import io.tidemark.gateway.language.MappingReader;
import io.tidemark.gateway.language.Nearest;
import io.tidemark.gateway.language.Problems;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the keys of a profile that say how the text is laid out: charset, delimiter, header, numbers. */
final class ProfileLayout {
    private static final Map<String, Character> DELIMITERS = new LinkedHashMap<>();
    private static final Map<String, DecimalRounding> ROUNDINGS = new LinkedHashMap<>();

    private static final Map<String, Format> FORMATS = new LinkedHashMap<>();
    private static final Map<String, Schedule.Every> EVERY = new LinkedHashMap<>();
    private static final Map<String, Boolean> TRUTHS = Map.of("true", true, "false", false);

    static {
        for (Format format : Format.values()) {
            FORMATS.put(format.word(), format);
        }
        for (Schedule.Every every : Schedule.Every.values()) {
            EVERY.put(every.word(), every);
        }
        DELIMITERS.put(Profile.AUTO, '\0');
        DELIMITERS.put("comma", ',');
        DELIMITERS.put("semicolon", ';');
        DELIMITERS.put("tab", '\t');
        DELIMITERS.put("pipe", '|');
        ROUNDINGS.put("half-even", DecimalRounding.HALF_EVEN);
        ROUNDINGS.put("half-up", DecimalRounding.HALF_UP);
        ROUNDINGS.put("down", DecimalRounding.DOWN);
    }

    private final MappingReader root;
    private final Problems problems;

    ProfileLayout(MappingReader root, Problems problems) {
        this.root = root;
        this.problems = problems;
    }

    Profile.Layout layout() {
        Character delimiter = root.choice("delimiter", DELIMITERS);
        Format format = root.choice("format", FORMATS);
        Boolean allOrNothing = root.choice("all-or-nothing", TRUTHS);
        String sheet = root.text("sheet");
        return new Profile.Layout(
                format == null ? Format.AUTO : format,
                charset(),
                delimiter == null ? '\0' : delimiter,
                headerLine(),
                sheet == null ? "" : sheet.strip(),
                Boolean.TRUE.equals(allOrNothing));
    }

    private String charset() {
        String text = root.text("charset");
        if (text == null || text.equals(Profile.AUTO)) {
            return Profile.AUTO;
        }
        try {
            if (Charset.isSupported(text)) {
                return text;
            }
        } catch (IllegalCharsetNameException unknown) {
            // said below, as for a name that nobody knows
        }
        problems.error(
                root.node("charset"),
                "there is no charset " + text,
                Nearest.hint(text, List.of("auto", "utf-8", "utf-16", "windows-1252", "iso-8859-1", "ibm850")));
        return Profile.AUTO;
    }

    private int headerLine() {
        String text = root.text("header");
        if (text == null || text.equals(Profile.AUTO)) {
            return 0;
        }
        Integer line = root.whole("header", 1, 1_000_000);
        return line == null ? 0 : line;
    }

    /** When the feed's files are expected, or null. */
    Schedule expected() {
        MappingReader reader = root.mapping("expected");
        if (reader == null) {
            return null;
        }
        Schedule.Every every = reader.choice("every", EVERY);
        Integer by = reader.has("by") ? reader.whole("by", 1, Schedule.MOST_DAYS) : Integer.valueOf(1);
        if (!reader.has("every")) {
            problems.error(root.node("expected"), "expected does not say how often", "every: week, month or quarter");
        }
        reader.unknownKeys();
        return every == null || by == null ? null : new Schedule(every, by);
    }

    Profile.Numbers numbers() {
        DecimalRounding rounding = root.choice("rounding", ROUNDINGS);
        rounding = rounding == null ? DecimalRounding.NONE : rounding;
        MappingReader reader = root.mapping("numbers");
        if (reader == null) {
            return new Profile.Numbers("", "", ".", rounding);
        }
        String symbol = reader.text("symbol");
        String group = single(reader, "group", "");
        String point = single(reader, "point", ".");
        reader.unknownKeys();
        if (group.equals(point)) {
            problems.error(
                    reader.position("group"),
                    "group and point are both " + point,
                    "e.g. numbers: { group: \".\", point: \",\" }");
        }
        return new Profile.Numbers(symbol == null ? "" : symbol.strip(), group, point, rounding);
    }

    private String single(MappingReader reader, String key, String fallback) {
        String text = reader.text(key);
        if (text == null || text.isEmpty()) {
            return fallback;
        }
        char c = text.charAt(0);
        if (text.length() > 1 || Character.isLetterOrDigit(c) || c == '-' || c == '+' || c == '(' || c == ')') {
            problems.error(reader.node(key), key + " cannot be " + text, "one character such as \",\" or \".\"");
            return fallback;
        }
        return text;
    }
}
