package io.tidemark.gateway.config;

import io.tidemark.gateway.language.Position;
import io.tidemark.gateway.language.Problems;
import io.tidemark.gateway.language.SourceNode;
import io.tidemark.gateway.language.SourceReader;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The values in force, each with where it came from. Built once, then only read. */
public final class Settings {
    private static final String PRESET = "default";
    private static final Map<Setting, List<String>> WORDS = Map.of(
            Setting.SYNC, List.of("process", "group", "always"),
            Setting.JOURNAL_STORE, List.of("chronicle", "file"),
            Setting.APPEND_THREAD, List.of("shared", "own"),
            Setting.LOG_FORMAT, List.of("text", "json"),
            Setting.LOG_LEVEL, List.of("error", "warn", "info", "debug"));

    /** @param origin {@code default}, a file's name and line, a variable, or an option */
    private record Value(String text, long number, String origin) {}

    private final Map<Setting, Value> values = new EnumMap<>(Setting.class);

    private Settings() {
        for (Setting setting : Setting.values()) {
            values.put(setting, value(setting, setting.preset(), PRESET));
        }
    }

    /** Every setting at its default. */
    public static Settings presets() {
        return new Settings();
    }

    /**
     * Takes the settings of a file, YAML or JSON: keys and values.
     *
     * @throws SettingException with a line for each problem
     */
    public Settings file(String name, String text) throws SettingException {
        Problems problems = new Problems();
        SourceNode root = SourceReader.read(name, text, problems);
        if (root instanceof SourceNode.Mapping mapping) {
            mapping.entries().forEach(entry -> entry(entry, problems));
        } else if (root != null) {
            problems.error(root, "the file holds " + root.describe(), "keys and values: port: 8080");
        }
        if (problems.hasErrors()) {
            throw new SettingException(problems.toString());
        }
        return this;
    }

    private void entry(SourceNode.Entry entry, Problems problems) {
        Position at = entry.keyPosition();
        Setting setting = Setting.of(entry.key());
        if (setting == null) {
            List<String> keys = new ArrayList<>();
            for (Setting known : Setting.values()) {
                keys.add(known.key());
            }
            problems.error(at, "there is no setting " + entry.key(), "one of " + String.join(", ", keys));
        } else if (entry.value() instanceof SourceNode.Scalar scalar) {
            try {
                put(setting, scalar.text(), at.file() + ":" + at.line());
            } catch (SettingException wrong) {
                problems.error(at, wrong.getMessage(), "see docs/configuration.md");
            }
        } else {
            problems.error(at, setting.key() + " is " + entry.value().describe(), "one value");
        }
    }

    /** Takes what the environment says. */
    public Settings environment(Map<String, String> environment) throws SettingException {
        for (Setting setting : Setting.values()) {
            String text = environment.get(setting.variable());
            if (text != null) {
                put(setting, text, setting.variable());
            }
        }
        return this;
    }

    /** Takes an option, where it was given. */
    public Settings option(Setting setting, Object value) throws SettingException {
        if (value != null) {
            put(setting, value.toString(), "--" + setting.key());
        }
        return this;
    }

    private void put(Setting setting, String text, String origin) throws SettingException {
        Value value = value(setting, text.strip(), origin);
        boolean number = setting.form() != Setting.Form.TEXT;
        if (number && (value.number() < setting.least() || value.number() > setting.most())) {
            throw new SettingException(origin + ": " + setting.key() + " is " + text + " — " + wanted(setting));
        }
        List<String> words = WORDS.get(setting);
        if (words != null && !words.contains(value.text())) {
            throw new SettingException(
                    origin + ": " + setting.key() + " is " + text + " — one of " + String.join(", ", words));
        }
        values.put(setting, value);
    }

    private static String wanted(Setting setting) {
        String range = " from " + setting.least() + " to " + setting.most();
        return switch (setting.form()) {
            case COUNT -> "a whole number" + range;
            case BYTES -> "bytes" + range + ", or with K, M or G such as 64K";
            case TIME -> "a time such as 500ms, 30s, 5m or 2h, in milliseconds" + range;
            case TEXT -> "a text";
        };
    }

    private static Value value(Setting setting, String text, String origin) {
        long number = switch (setting.form()) {
            case TEXT -> 0;
            case COUNT -> Quantity.count(text);
            case BYTES -> Quantity.bytes(text);
            case TIME -> Quantity.milliseconds(text);
        };
        return new Value(text, number, origin);
    }

    public String text(Setting setting) {
        return values.get(setting).text();
    }

    /** The number: a count, bytes, or milliseconds. */
    public long number(Setting setting) {
        return values.get(setting).number();
    }

    /** As {@link #number}, for what fits an int. */
    public int count(Setting setting) {
        return Math.toIntExact(number(setting));
    }

    /** One line for each setting, with where it comes from. No setting is a secret. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        values.forEach(
                (setting, value) -> lines.add(setting.key() + " = " + value.text() + " (" + value.origin() + ")"));
        return lines;
    }

    /** Whether a setting was said by somebody. */
    public boolean isSet(Setting setting) {
        return !values.get(setting).origin().equals(PRESET);
    }
}
