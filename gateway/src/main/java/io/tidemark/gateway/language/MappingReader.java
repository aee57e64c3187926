package io.tidemark.gateway.language;

import io.tidemark.gateway.language.SourceNode.Entry;
import io.tidemark.gateway.language.SourceNode.Mapping;
import io.tidemark.gateway.language.SourceNode.Scalar;
import io.tidemark.gateway.language.SourceNode.Sequence;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads one mapping key by key. Every key that is asked for becomes known; {@link #unknownKeys()} then refuses the
 * rest, naming the nearest known one. Methods answer null (lists: empty) where the key is absent or its value is wrong,
 * and say what is wrong; {@code required…} says that it is absent, too.
 */
public final class MappingReader {
    private final String what;
    private final Mapping mapping;
    private final Problems problems;
    private final Set<String> known = new LinkedHashSet<>();

    /** @param what the mapping in words for a message, e.g. {@code the measure volume} */
    public MappingReader(String what, Mapping mapping, Problems problems) {
        this.what = what;
        this.mapping = mapping;
        this.problems = problems;
    }

    /** The reader of a node that should be a mapping; null, and said, where it is something else. */
    public static MappingReader of(String what, SourceNode node, Problems problems) {
        return of(what, node, "{ key: value }", problems);
    }

    /** @param example what the mapping could look like */
    public static MappingReader of(String what, SourceNode node, String example, Problems problems) {
        if (node instanceof Mapping mapping) {
            return new MappingReader(what, mapping, problems);
        }
        if (node != null && !(node instanceof SourceNode.Refused)) {
            problems.error(node, what + " is " + node.describe(), "give keys and their values, e.g. " + example);
        }
        return null;
    }

    public String what() {
        return what;
    }

    public Mapping mapping() {
        return mapping;
    }

    public Problems problems() {
        return problems;
    }

    /** Where the mapping begins. */
    public Position position() {
        return mapping.position();
    }

    /** Where the key stands; where it is absent, where the mapping begins. */
    public Position position(String key) {
        Entry entry = mapping.entry(key);
        return entry == null ? mapping.position() : entry.keyPosition();
    }

    public boolean has(String key) {
        return node(key) != null;
    }

    /** The value as it stands, or null. */
    public SourceNode node(String key) {
        known.add(key);
        return mapping.value(key);
    }

    /** @param example what the missing entry could look like, e.g. {@code kind: distributor-rep} */
    public SourceNode required(String key, String example) {
        SourceNode node = node(key);
        if (node == null) {
            problems.error(position(), what + " has no " + key, "add it, e.g. " + example);
        }
        return node;
    }

    public String text(String key) {
        SourceNode node = node(key);
        return node == null ? null : Scalars.text(node, key, problems);
    }

    public String requiredText(String key, String example) {
        SourceNode node = required(key, example);
        return node == null ? null : Scalars.text(node, key, problems);
    }

    public String id(String key) {
        SourceNode node = node(key);
        return node == null ? null : Scalars.id(node, key, problems);
    }

    public String requiredId(String key, String example) {
        SourceNode node = required(key, example);
        return node == null ? null : Scalars.id(node, key, problems);
    }

    /** Units of ten-thousandths. */
    public Long number(String key) {
        SourceNode node = node(key);
        return node == null ? null : Scalars.number(node, key, problems);
    }

    public Integer whole(String key, int least, int most) {
        SourceNode node = node(key);
        return node == null ? null : Scalars.whole(node, key, least, most, problems);
    }

    public Boolean flag(String key) {
        SourceNode node = node(key);
        return node == null ? null : Scalars.flag(node, key, problems);
    }

    public LocalDate date(String key) {
        SourceNode node = node(key);
        return node == null ? null : Scalars.date(node, key, problems);
    }

    /** What the word under the key stands for; other words are refused, naming those that are possible. */
    public <E> E choice(String key, Map<String, E> words) {
        SourceNode node = node(key);
        String text = node == null ? null : Scalars.text(node, key, problems);
        if (text != null && !words.containsKey(text)) {
            problems.error(
                    node, key + " cannot be " + Scalars.shown(text), "one of " + String.join(", ", words.keySet()));
        }
        return text == null ? null : words.get(text);
    }

    /** The mapping under the key; null where it is absent or something else. */
    public MappingReader mapping(String key) {
        return mapping(key, "{ key: value }");
    }

    /** As {@link #mapping(String)}. {@code example}: what the mapping could look like. */
    public MappingReader mapping(String key, String example) {
        SourceNode node = node(key);
        return node == null ? null : of(key, node, example, problems);
    }

    /** The items of a list; a value that is no list is a list of itself. */
    public List<SourceNode> list(String key) {
        SourceNode node = node(key);
        if (node == null || node instanceof SourceNode.Refused) {
            return List.of();
        }
        return node instanceof Sequence list ? list.items() : List.of(node);
    }

    /** A text or a list of texts. */
    public List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (SourceNode item : list(key)) {
            String text = Scalars.text(item, key, problems);
            if (text != null) {
                texts.add(text);
            }
        }
        return texts;
    }

    /** Refuses a key of the language that this version does not evaluate. {@code instead}: what to do without it. */
    public void unsupported(String key, String instead) {
        if (node(key) != null) {
            refuse(position(key), key, instead);
        }
    }

    /** As {@link #unsupported}, except where the value says what holds without the key. */
    public void unsupportedUnless(String usual, String key, String instead) {
        if (!(node(key) instanceof Scalar scalar && scalar.text().equals(usual))) {
            unsupported(key, instead);
        }
    }

    /** Says that a word is part of the language but not evaluated by this version. */
    void refuse(Position at, String word, String instead) {
        problems.error(at, word + " is part of the language but not supported by this version", instead);
    }

    /** Every entry, for mappings whose keys are names that the file chooses; all of them become known. */
    public List<Entry> entries() {
        mapping.entries().forEach(entry -> known.add(entry.key()));
        return mapping.entries();
    }

    /** Makes a key known that another part reads. */
    public MappingReader knows(String... keys) {
        known.addAll(List.of(keys));
        return this;
    }

    /** Refuses every key that was never asked for. Call it last. */
    public void unknownKeys() {
        for (Entry entry : mapping.entries()) {
            if (!known.contains(entry.key())) {
                problems.error(
                        entry.keyPosition(),
                        what + " has no key " + Scalars.shown(entry.key()),
                        problems.hint(entry.key(), known));
            }
        }
    }
}
