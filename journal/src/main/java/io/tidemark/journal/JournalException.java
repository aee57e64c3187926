package io.tidemark.journal;

/** A journal or its folder cannot be used as it is. The message is for people: what is wrong, where, what to do. */
public final class JournalException extends RuntimeException {
    /** Who has to act. */
    public enum Cause {
        /** What is stored is damaged or of another version. */
        DATA,
        /** The machine: disk, permissions, another process. */
        ENVIRONMENT
    }

    private final Cause kind;

    public JournalException(Cause kind, String message) {
        super(message);
        this.kind = kind;
    }

    public JournalException(String message, Throwable cause) {
        super(message + ": " + reason(cause), cause);
        this.kind = Cause.ENVIRONMENT;
    }

    private static String reason(Throwable cause) {
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    public static JournalException damaged(String message) {
        return new JournalException(Cause.DATA, message);
    }

    public Cause kind() {
        return kind;
    }
}
