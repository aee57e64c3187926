package io.tidemark.tools.cli;

/**
 * A line that counts while something long runs: on a terminal only, rewritten in place, gone when it is over. One
 * thread.
 */
public final class Progress {
    private static final int CHECK_EVERY = 1 << 10;
    private static final long REDRAW_NS = 100_000_000L;

    private final Console console;
    private String label = "";
    private long count;
    private long drawnAtNs;
    private int width;

    public Progress(Console console) {
        this.console = console;
    }

    /** Starts to count something else from 0. */
    public void start(String what) {
        clear();
        label = what;
        count = 0;
        drawnAtNs = System.nanoTime();
    }

    /** One more. */
    public void step() {
        count++;
        if (console.errIsTerminal() && count % CHECK_EVERY == 0 && System.nanoTime() - drawnAtNs > REDRAW_NS) {
            draw();
        }
    }

    private void draw() {
        drawnAtNs = System.nanoTime();
        String line = label + ": " + Numbers.rows(count);
        console.err().print("\r" + line + " ".repeat(Math.max(0, width - line.length())));
        console.err().flush();
        width = line.length();
    }

    /** Makes room for a line of text. */
    public void clear() {
        if (width > 0) {
            console.err().print("\r" + " ".repeat(width) + "\r");
            console.err().flush();
            width = 0;
        }
    }
}
