package io.tidemark.tools.cli;

import java.util.List;

/** Ends a command with a status and sentences for a person; never shown as a stack trace. */
public final class Failure extends Exception {
    private static final long serialVersionUID = 1L;

    private final Exit exit;
    private final transient List<String> sentences;

    public Failure(Exit exit, String... sentences) {
        this(exit, List.of(sentences));
    }

    public Failure(Exit exit, List<String> sentences) {
        super(String.join("\n", sentences));
        this.exit = exit;
        this.sentences = List.copyOf(sentences);
    }

    public Exit exit() {
        return exit;
    }

    public List<String> sentences() {
        return sentences == null ? List.of(getMessage()) : sentences;
    }
}
