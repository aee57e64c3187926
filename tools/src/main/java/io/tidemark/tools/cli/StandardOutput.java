package io.tidemark.tools.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Standard output, where a reader that goes away ends the process as it ends other commands: at once and without a word. Java
 * ignores the signal that does it elsewhere, and a full disk would look the same.
 */
final class StandardOutput extends FileOutputStream {
    /** The shell's status of a process that was ended by SIGPIPE. */
    static final int READER_GONE = 128 + 13;

    private static final Path MYSELF = Path.of("/proc/self/fd/1");

    StandardOutput() {
        super(FileDescriptor.out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            super.write(bytes, offset, length);
        } catch (IOException failed) {
            if (isReaderGone(failed)) {
                System.exit(READER_GONE);
            }
            throw failed;
        }
    }

    /** The sentence is the system's, perhaps in its user's language; nothing else goes wrong with a pipe. */
    private static boolean isReaderGone(IOException failed) {
        return String.valueOf(failed.getMessage()).contains("roken pipe") || isPipe();
    }

    private static boolean isPipe() {
        try {
            String target = Files.readSymbolicLink(MYSELF).toString();
            return target.startsWith("pipe:") || target.startsWith("socket:");
        } catch (IOException | UnsupportedOperationException unknown) {
            return false;
        }
    }
}
