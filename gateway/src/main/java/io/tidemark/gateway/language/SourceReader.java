package io.tidemark.gateway.language;

import java.util.Locale;

/**
 * Reads YAML or JSON into one positioned tree. YAML has the failsafe meaning: every scalar is its source text. A file is
 * JSON when its name ends in {@code .json}, or when it has no YAML name and its text starts with a brace.
 */
public final class SourceReader {
    /** Characters of one file. */
    public static final int MAX_CHARACTERS = 1 << 20;

    /** Mappings and lists within each other. */
    public static final int MAX_DEPTH = 50;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private SourceReader() {}

    /**
     * The root of the file, or null where it is empty, too large or unparsable. What is refused without making the
     * rest unreadable (anchors, duplicate keys, empty values) leaves a root and adds problems.
     */
    public static SourceNode read(String file, String text, Problems problems) {
        String body = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
        if (body.length() > MAX_CHARACTERS) {
            problems.error(
                    new Position(file, 1, 1),
                    "the file has " + body.length() + " characters",
                    "at most " + MAX_CHARACTERS + " are read; split it or load lists as reference files");
            return null;
        }
        if (body.isBlank()) {
            problems.error(new Position(file, 1, 1), "the file is empty", "write at least one key and its value");
            return null;
        }
        return isJson(file, body)
                ? new JsonSource(file, problems).read(body)
                : new YamlSource(file, body, problems).read();
    }

    private static boolean isJson(String file, String body) {
        String name = file.toLowerCase(Locale.ROOT);
        if (name.endsWith(".json")) {
            return true;
        }
        return !name.endsWith(".yaml")
                && !name.endsWith(".yml")
                && body.stripLeading().startsWith("{");
    }

    static void tooDeep(Position at, Problems problems) {
        problems.error(
                at,
                "mappings and lists stand more than " + MAX_DEPTH + " deep in each other",
                "a program needs fewer than ten; check the brackets and the indentation");
    }

    static void duplicateKey(String key, Position at, Position first, Problems problems) {
        problems.error(
                at,
                "the key " + key + " stands twice, first in line " + first.line(),
                "drop one of them, or give it a name of its own");
    }
}
