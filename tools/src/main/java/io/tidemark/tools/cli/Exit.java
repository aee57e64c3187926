package io.tidemark.tools.cli;

/** Exit statuses, the same for every command. */
public enum Exit {
    DONE(0),
    /** The input is at fault; it was said what and where. */
    INPUT(1),
    /** The command line is at fault. */
    USAGE(2),
    /** The machine is at fault: no room, no permission, a damaged installation. */
    ENVIRONMENT(3);

    private final int status;

    Exit(int status) {
        this.status = status;
    }

    public int status() {
        return status;
    }
}
