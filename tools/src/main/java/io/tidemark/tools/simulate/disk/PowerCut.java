package io.tidemark.tools.simulate.disk;

/** The process ends here, in the middle of what it asks of the disk. An error, so that nobody who handles failures handles it. */
public final class PowerCut extends Error {
    private static final long serialVersionUID = 1L;

    PowerCut(String operation) {
        super("the process ends during: " + operation, null, false, false);
    }
}
