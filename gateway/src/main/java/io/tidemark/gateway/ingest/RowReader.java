package io.tidemark.gateway.ingest;

import java.io.Closeable;
import java.io.IOException;

/** The rows of one file below its header, one at a time, whatever its format. Of one thread. */
interface RowReader extends Closeable {
    /** The next row, which the call after this one overwrites, or null at the end. */
    Row next() throws IOException, IngestException;

    /** Where the row in work stands, as messages show it after the file's name: {@code 12}, {@code Orders!12}, {@code segment 12}. */
    String place();

    /** The row in work as it was sent, at most {@link IngestLimits#RAW_CHARS} characters of it. */
    String raw();

    /** The row that was read last is refused; formats that answer their senders say where. */
    default void refused() {
        // most have no answer
    }
}
