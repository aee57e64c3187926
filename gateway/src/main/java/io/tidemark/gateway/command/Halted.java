package io.tidemark.gateway.command;

/** The service halted before a command was applied. Whether it counts is not known; sending it again is safe. */
public final class Halted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Halted() {
        super("the service has halted", null, false, false);
    }
}
