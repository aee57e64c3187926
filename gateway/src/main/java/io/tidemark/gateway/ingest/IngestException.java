package io.tidemark.gateway.ingest;

import java.util.List;

/**
 * A file that cannot be read as a whole: it is absent, damaged, of another form, or does not fit its profile. Nothing of
 * it was handed on when it is thrown, unless reading itself broke off half-way. The message is for people, one line
 * for each problem, each beginning with the file's name.
 */
public final class IngestException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;
    private transient String reply = "";

    public IngestException(String file, String what, String right) {
        this(List.of(problem(file, what, right)));
    }

    public IngestException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** {@code file: what is wrong — what would be right}; {@code file} may end in {@code :line}. */
    public static String problem(String file, String what, String right) {
        return Fault.printable(file + ": " + shown(what) + " — " + shown(right));
    }

    /** The texts name what stands in the file, which may be a single word of megabytes. */
    private static String shown(String text) {
        return Fault.shortened(text, IngestLimits.MESSAGE_CHARS);
    }

    IngestException withReply(String text) {
        reply = text;
        return this;
    }

    /** What the sender of an EDI transmission is answered; empty for other formats. */
    public String reply() {
        return reply == null ? "" : reply;
    }

    /** One line for each problem. */
    public List<String> problems() {
        return problems == null ? List.of(getMessage()) : problems;
    }
}
