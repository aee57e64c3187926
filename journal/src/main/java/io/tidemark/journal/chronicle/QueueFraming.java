package io.tidemark.journal.chronicle;

import io.tidemark.journal.Framing;
import io.tidemark.journal.disk.FileWindow;
import java.io.IOException;

/**
 * The documents of a queue's file: each begins with a 4-byte word — its length in the low 30 bits, bit 30 for the queue's own
 * (header, index), bit 31 for one being written — and begins at a multiple of 4. Read without the queue, so that neither its
 * index nor its table of files has to be trusted after a loss of power.
 */
public final class QueueFraming implements Framing {
    private static final int WORKING = 0x8000_0000;
    private static final int OWN = 0x4000_0000;
    private static final int LENGTH = 0x3FFF_FFFF;
    private static final int END_OF_FILE = WORKING | OWN;

    @Override
    public Place at(FileWindow file, long position) throws IOException {
        if (!file.load(position, Integer.BYTES)) {
            return Place.of(Found.NOTHING, position);
        }
        int word = file.intAt(position);
        if (word == 0) {
            return Place.of(Found.NOTHING, position);
        }
        if (word == END_OF_FILE) {
            return Place.of(Found.END, position);
        }
        int length = word & LENGTH;
        long next = position + Integer.BYTES + length + 3 & -4L;
        if ((word & WORKING) != 0 || next > file.size()) {
            return Place.of(Found.BROKEN, position);
        }
        return new Place((word & OWN) != 0 ? Found.OTHER : Found.RECORD, position + Integer.BYTES, length, next);
    }
}
