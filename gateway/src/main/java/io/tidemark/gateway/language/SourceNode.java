package io.tidemark.gateway.language;

import java.util.List;

/** A node of a YAML or JSON file with its place. Immutable; entries and items are in the order of the file. */
public sealed interface SourceNode {

    Position position();

    /** What the node is, in words for a message: {@code a mapping}, {@code a list}, {@code a text}. */
    String describe();

    /** {@code key: value} pairs. No key stands twice: later ones were refused and left out. */
    record Mapping(List<Entry> entries, Position position) implements SourceNode {
        public Mapping {
            entries = List.copyOf(entries);
        }

        /** The value under the key, or null. */
        public SourceNode value(String key) {
            Entry entry = entry(key);
            return entry == null ? null : entry.value();
        }

        /** The entry with that key, or null. */
        public Entry entry(String key) {
            for (Entry entry : entries) {
                if (entry.key().equals(key)) {
                    return entry;
                }
            }
            return null;
        }

        @Override
        public String describe() {
            return "a mapping";
        }
    }

    /** @param keyPosition where the key stands */
    record Entry(String key, Position keyPosition, SourceNode value) {}

    record Sequence(List<SourceNode> items, Position position) implements SourceNode {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String describe() {
            return "a list";
        }
    }

    /** @param text the text as written, never reinterpreted: {@code 0123}, {@code NO} and {@code 1.10} stay so */
    record Scalar(String text, Form form, Position position) implements SourceNode {
        @Override
        public String describe() {
            return switch (form) {
                case TEXT -> "a text";
                case NUMBER -> "a number without quotes";
                case BOOLEAN -> "true or false without quotes";
            };
        }
    }

    /** Stands where something was refused already: readers pass over it in silence. */
    record Refused(Position position) implements SourceNode {
        @Override
        public String describe() {
            return "nothing";
        }
    }

    /** How a scalar was written. Everything in YAML, and a string in JSON, is a text. */
    enum Form {
        TEXT,
        NUMBER,
        BOOLEAN
    }
}
