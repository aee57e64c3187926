package io.tidemark.gateway.ingest;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Walks through a JSON text, step by step, and says what stands where. The path of a value is put together once for
 * each name in an object and remembered. Memory grows with the nesting alone. Of one thread.
 */
final class JsonWalk implements Closeable {
    private static final int MOST_NODES = 100_000;

    /** What is met on the way. Levels count the lists of {@link JsonPaths}: 0 is the record. */
    interface Visitor {
        void open(int level, long line, long column) throws IOException;

        /** A value, a null among them; the parser stands on it. */
        void value(Node path, JsonParser at) throws IOException;

        /** An object or a list stands where a path asks for a value, or a list that no path names. */
        void structure(Node path, boolean list) throws IOException;

        /** An element that is no object, where one must be. */
        void stray(int level, String text, long line, long column) throws IOException;

        void close(int level) throws IOException;
    }

    /** A place in the text, by the names that lead to it. */
    static final class Node {
        final String path;
        final int place;
        final int level;
        private final Map<String, Node> children = new HashMap<>();
        private Node element;
        /** Its name, the parser's own instance, and the node that came after it in the object before, which mostly comes again. */
        private String name = "";

        private Node next;
        private Node first;
        /** Whether a survey has met it. */
        boolean met;

        Node(String path, int place, int level) {
            this.path = path;
            this.place = place;
            this.level = level;
        }
    }

    private final JsonParser parser;
    private final JsonPaths paths;
    private final Visitor visitor;
    private final Node root = new Node("", JsonPaths.ABSENT, 0);
    private final Deque<Frame> open = new ArrayDeque<>();
    private int nodes;

    /**
     * An object or a list that is not closed yet.
     *
     * @param level the level that it opened, or {@link JsonPaths#ABSENT}
     */
    private static final class Frame {
        final Node node;
        final boolean list;
        final int level;
        Node before;

        Frame(Node node, boolean list, int level) {
            this.node = node;
            this.list = list;
            this.level = level;
            this.before = node;
        }
    }

    JsonWalk(JsonParser parser, JsonPaths paths, Visitor visitor) {
        this.parser = parser;
        this.paths = paths;
        this.visitor = visitor;
    }

    void toEnd() throws IOException {
        while (step()) {
            // the visitor is told
        }
    }

    /** Goes one step on; answers false at the end of the text. */
    boolean step() throws IOException {
        JsonToken token = parser.nextToken();
        if (token == null) {
            return false;
        }
        Frame frame = open.peek();
        if (token == JsonToken.END_OBJECT || token == JsonToken.END_ARRAY) {
            open.pop();
            if (frame.level >= 0) {
                visitor.close(frame.level);
            }
        } else if (frame == null) {
            if (token == JsonToken.START_ARRAY) {
                open.push(new Frame(root, true, JsonPaths.ABSENT));
            } else {
                element(root, 0);
            }
        } else if (frame.list) {
            element(frame.node, frame.node.level);
        } else {
            Node child = child(frame, parser.currentName());
            parser.nextToken();
            value(child);
        }
        return true;
    }

    private void element(Node node, int level) throws IOException {
        JsonLocation at = parser.currentTokenLocation();
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            visitor.open(level, at.getLineNr(), at.getColumnNr());
            open.push(new Frame(node, false, level));
        } else if (node.place >= 0 && parser.currentToken().isScalarValue()) {
            visitor.open(level, at.getLineNr(), at.getColumnNr());
            value(node);
            visitor.close(level);
        } else {
            String text = parser.currentToken().isScalarValue() ? parser.getText() : "a list";
            parser.skipChildren();
            visitor.stray(level, text, at.getLineNr(), at.getColumnNr());
        }
    }

    private void value(Node node) throws IOException {
        switch (parser.currentToken()) {
            case START_OBJECT -> {
                if (node.place >= 0) {
                    visitor.structure(node, false);
                }
                open.push(new Frame(node, false, JsonPaths.ABSENT));
            }
            case START_ARRAY -> list(node);
            default -> visitor.value(node, parser);
        }
    }

    private void list(Node node) throws IOException {
        if (node.element == null) {
            String path = node.path + "[]";
            node.element = new Node(path, paths.place(path), Math.max(0, paths.levelOf(path)));
        }
        if (node.element.level > 0) {
            open.push(new Frame(node.element, true, JsonPaths.ABSENT));
        } else {
            visitor.structure(node, true);
            parser.skipChildren();
        }
    }

    private Node child(Frame frame, String name) throws IOException {
        // the first child follows its parent
        Node guess = frame.before == frame.node ? frame.node.first : frame.before.next;
        Node child = guess != null && guess.name == name ? guess : child(frame.node, name);
        if (frame.before == frame.node) {
            frame.node.first = child;
        } else {
            frame.before.next = child;
        }
        frame.before = child;
        return child;
    }

    private Node child(Node node, String name) throws IOException {
        Node child = node.children.get(name);
        if (child == null) {
            String path = node.path.isEmpty() ? name : node.path + "." + name;
            int place = paths.place(path);
            child = new Node(path, place, place < 0 ? 0 : paths.level(place));
            if (++nodes > MOST_NODES || path.length() > IngestLimits.FIELD_CHARS) {
                throw new Damage(
                        "", "the objects have more than " + MOST_NODES + " different names", "names are no data");
            }
            child.name = name;
            node.children.put(name, child);
        }
        return child;
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
