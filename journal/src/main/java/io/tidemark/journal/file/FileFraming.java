package io.tidemark.journal.file;

import io.tidemark.journal.Batch;
import io.tidemark.journal.Framing;
import io.tidemark.journal.disk.FileWindow;
import java.io.IOException;

/** The records of a plain file, one behind the other. */
public final class FileFraming implements Framing {
    /** How the files' names end. */
    public static final String SUFFIX = ".tidemark";

    static String name(int number) {
        return String.format("%06d", number) + SUFFIX;
    }

    @Override
    public Place at(FileWindow file, long position) throws IOException {
        if (!file.load(position, Batch.HEADER)) {
            return Place.of(Found.NOTHING, position);
        }
        int length = file.intAt(position + Integer.BYTES);
        if (file.intAt(position) == 0 && length == 0) {
            return Place.of(Found.NOTHING, position);
        }
        if (length < Batch.HEADER || position + length > file.size()) {
            return Place.of(Found.BROKEN, position);
        }
        return new Place(Found.RECORD, position, length, position + length);
    }
}
