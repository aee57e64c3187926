package io.tidemark.gateway.language;

import io.tidemark.gateway.language.SourceNode.Entry;
import io.tidemark.gateway.language.SourceNode.Form;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * YAML into the tree, event by event, so that anchors, tags and empty values are seen as they were written. The events
 * come lazily: a file that nests too deep is left at that place.
 */
final class YamlSource {
    private static final Set<String> NULLS = Set.of("~", "null", "Null", "NULL");

    private final String file;
    private final String body;
    private final Problems problems;
    private final int[] characters;
    private Iterator<Event> events;
    private Event event;

    YamlSource(String file, String body, Problems problems) {
        this.file = file;
        this.body = body;
        this.problems = problems;
        this.characters = body.codePoints().toArray();
    }

    SourceNode read() {
        LoadSettings settings = LoadSettings.builder()
                .setCodePointLimit(SourceReader.MAX_CHARACTERS + 1)
                .build();
        try {
            events = new Parse(settings).parseString(body).iterator();
            advance(); // stream start
            advance();
            if (event.getEventId() == Event.ID.StreamEnd) {
                problems.error(new Position(file, 1, 1), "the file holds only comments", "write at least one key");
                return null;
            }
            advance();
            SourceNode root = node(0, null);
            return root == null ? null : onlyDocument(root);
        } catch (MarkedYamlEngineException e) {
            YamlMistakes.explain(e, this::positionOf, problems);
            return null;
        } catch (ReaderException e) {
            problems.error(
                    positionOfIndex(e.getPosition()),
                    String.format("the character U+%04X cannot stand in a text file", e.getCodePoint()),
                    "remove it, or save the file as UTF-8 text");
            return null;
        } catch (YamlEngineException e) {
            problems.error(new Position(file, 1, 1), "the YAML cannot be read", "save the file as plain UTF-8 text");
            return null;
        }
    }

    private SourceNode onlyDocument(SourceNode root) {
        advance(); // document end
        advance();
        if (event.getEventId() != Event.ID.StreamEnd) {
            problems.error(
                    position(event), "a second document begins here", "one file holds one document; remove the ---");
        }
        return root;
    }

    private void advance() {
        event = events.next();
    }

    /** The node that begins at the current event; null only where the file nests too deep. */
    private SourceNode node(int depth, Entry key) {
        Position at = position(event);
        if (depth > SourceReader.MAX_DEPTH) {
            SourceReader.tooDeep(at, problems);
            return null;
        }
        if (event instanceof AliasEvent alias) {
            problems.error(
                    at,
                    "an alias (*" + alias.getAlias().getValue() + ") repeats another place of the file",
                    "write the value out here, or quote a text that begins with *");
            return new SourceNode.Refused(at);
        }
        refuseAnchor(at);
        refuseTag(at);
        if (event instanceof ScalarEvent scalar) {
            return scalar(scalar, at, key);
        }
        return event.getEventId() == Event.ID.MappingStart ? mapping(at, depth) : sequence(at, depth);
    }

    private void refuseAnchor(Position at) {
        Optional<Anchor> anchor = ((NodeEvent) event).getAnchor();
        anchor.ifPresent(name -> problems.error(
                at,
                "an anchor (&" + name.getValue() + ") stands before the value",
                "write the value alone; each place says its own, and a text that begins with & is quoted"));
    }

    private void refuseTag(Position at) {
        Optional<String> tag =
                event instanceof ScalarEvent scalar ? scalar.getTag() : ((CollectionStartEvent) event).getTag();
        tag.ifPresent(name -> problems.error(
                at,
                "a tag (" + name + ") stands before the value",
                "write the value alone; the key decides its type, and a text that begins with ! is quoted"));
    }

    private SourceNode scalar(ScalarEvent scalar, Position at, Entry key) {
        boolean plain = scalar.isPlain();
        String text = scalar.getValue();
        if (plain && text.isEmpty()) {
            return empty(at, key);
        }
        if (plain && NULLS.contains(text)) {
            problems.error(
                    at,
                    text + " without quotes means no value",
                    "leave the key out, or write \"" + text + "\" for the text");
            return new SourceNode.Refused(at);
        }
        if (plain) {
            hintAtComment(scalar, at);
        }
        return new SourceNode.Scalar(text, Form.TEXT, at);
    }

    private SourceNode empty(Position at, Entry key) {
        if (key == null) {
            problems.error(at, "an item without a value", "write a value, or \"\" for an empty text");
        } else if (colonSticks(key.key())) {
            problems.error(
                    key.keyPosition(),
                    key.key() + " is a key without a value",
                    "write a space after the colon: " + key.key().replaceFirst(":", ": "));
        } else {
            problems.error(
                    key.keyPosition(),
                    "the key " + key.key() + " has a colon and no value",
                    "write a value after the colon, {} for an empty mapping or \"\" for an empty text");
        }
        return new SourceNode.Refused(at);
    }

    private static boolean colonSticks(String key) {
        int colon = key.indexOf(':');
        return colon > 0 && colon < key.length() - 1;
    }

    /**
     * {@code sku: AB #1} loses its {@code #1}. A comment after two spaces that begins with a space is taken for what
     * it looks like, and so is one after a number.
     */
    private void hintAtComment(ScalarEvent scalar, Position at) {
        int end = indexOf(scalar.getEndMark());
        int hash = end;
        while (hash < characters.length && (characters[hash] == ' ' || characters[hash] == '\t')) {
            hash++;
        }
        if (hash == end || hash >= characters.length || characters[hash] != '#') {
            return;
        }
        int next = hash + 1 < characters.length ? characters[hash + 1] : '\n';
        boolean sticks = next > ' ' && next != '#';
        boolean aligned = hash - end > 1 || Scalars.isNumber(scalar.getValue());
        if (sticks || !aligned) {
            problems.warning(
                    at,
                    "what follows # after " + scalar.getValue() + " is a comment and not part of the value",
                    "quote the whole value if # belongs to it, or put two spaces before the comment");
        }
    }

    private SourceNode mapping(Position at, int depth) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        advance();
        while (event.getEventId() != Event.ID.MappingEnd) {
            Position keyAt = position(event);
            String name = key(depth, keyAt);
            advance();
            SourceNode value = node(depth + 1, new Entry(name, keyAt, null));
            if (value == null) {
                return null;
            }
            advance();
            if (!name.isEmpty()) {
                Entry first = entries.putIfAbsent(name, new Entry(name, keyAt, value));
                if (first != null) {
                    SourceReader.duplicateKey(name, keyAt, first.keyPosition(), problems);
                }
            }
        }
        return new SourceNode.Mapping(new ArrayList<>(entries.values()), at);
    }

    /** The key's text; empty, and said, where it is none that can be used. */
    private String key(int depth, Position at) {
        if (!(event instanceof ScalarEvent scalar)) {
            SourceNode skipped = node(depth + 1, null);
            if (skipped instanceof SourceNode.Refused || skipped == null) {
                return "";
            }
            problems.error(at, "a key is " + skipped.describe(), "a key is a plain text before a colon");
            return "";
        }
        refuseAnchor(at);
        refuseTag(at);
        String text = scalar.getValue();
        if (text.isEmpty()) {
            problems.error(at, "a key is empty", "write a name before the colon");
        } else if (text.equals("<<") && scalar.isPlain()) {
            problems.error(at, "a merge key (<<) stands here", "write out the keys that it would bring in");
            return "";
        }
        return text;
    }

    private SourceNode sequence(Position at, int depth) {
        List<SourceNode> items = new ArrayList<>();
        advance();
        while (event.getEventId() != Event.ID.SequenceEnd) {
            SourceNode item = node(depth + 1, null);
            if (item == null) {
                return null;
            }
            items.add(item);
            advance();
        }
        return new SourceNode.Sequence(items, at);
    }

    private Position position(Event of) {
        return of.getStartMark().map(this::positionOf).orElseGet(() -> new Position(file, 1, 1));
    }

    private Position positionOf(Mark mark) {
        return new Position(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    private int indexOf(Optional<Mark> mark) {
        return mark.map(Mark::getIndex).orElse(characters.length);
    }

    private Position positionOfIndex(int index) {
        int line = 1;
        int column = 1;
        for (int i = 0; i < Math.min(index, characters.length); i++) {
            boolean breaks = characters[i] == '\n';
            line += breaks ? 1 : 0;
            column = breaks ? 1 : column + 1;
        }
        return new Position(file, line, column);
    }
}
