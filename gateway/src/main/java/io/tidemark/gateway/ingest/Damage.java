package io.tidemark.gateway.ingest;

import java.io.EOFException;
import java.io.IOException;
import java.util.zip.ZipException;

/** Damage to a file as a whole, found while its bytes are read; carries what is wrong and what would be right. */
final class Damage extends IOException {
    private static final long serialVersionUID = 1L;

    private final String place;
    private final String right;

    /** @param place where, as in {@link RowReader#place}, or empty */
    Damage(String place, String what, String right) {
        super(what);
        this.place = place;
        this.right = right;
    }

    /** The refusal of the file. */
    static IngestException of(String file, IOException failed) {
        if (failed instanceof Damage damage) {
            String at = damage.place.isEmpty() ? file : file + ":" + damage.place;
            return new IngestException(at, damage.getMessage(), damage.right);
        }
        if (failed instanceof EOFException) {
            return new IngestException(file, "the archive is cut off", "send it again, whole");
        }
        if (failed instanceof ZipException) {
            return new IngestException(file, "the archive is damaged: " + failed.getMessage(), "send it again");
        }
        return new IngestException(file, "the file cannot be read: " + failed.getMessage(), "send it again");
    }
}
