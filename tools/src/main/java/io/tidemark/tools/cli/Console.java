package io.tidemark.tools.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Where a command speaks: answers to {@code out}, everything else to {@code err}, both in UTF-8 whatever the locale.
 *
 * @param errIsTerminal whether a person watches standard error, so that progress is worth showing
 * @param outIsTerminal whether standard output may carry colours
 */
public record Console(PrintStream out, PrintStream err, boolean outIsTerminal, boolean errIsTerminal) {
    private static final int BUFFER_BYTES = 1 << 16;

    /**
     * The process's own streams. Java cannot tell for a single stream whether it is a terminal: the starting script can,
     * and says so in two properties.
     */
    public static Console ofProcess() {
        return new Console(
                stream(new StandardOutput()),
                stream(new FileOutputStream(FileDescriptor.err)),
                Boolean.getBoolean("tidemark.terminal.out"),
                Boolean.getBoolean("tidemark.terminal.err"));
    }

    private static PrintStream stream(OutputStream target) {
        return new PrintStream(new BufferedOutputStream(target, BUFFER_BYTES), false, StandardCharsets.UTF_8);
    }

    /** Whether colours are wanted on standard output; {@code NO_COLOR} turns them off whatever its text. */
    public boolean colours() {
        String off = System.getenv("NO_COLOR");
        return outIsTerminal && (off == null || off.isEmpty());
    }

    /** A line about the run, at once. */
    public void say(String line) {
        err.println(line);
        err.flush();
    }
}
