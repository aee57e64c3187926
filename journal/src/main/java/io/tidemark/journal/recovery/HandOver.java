package io.tidemark.journal.recovery;

import io.tidemark.journal.Record;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;

/**
 * Records on their way from the thread that reads and checks them to the one that applies them, so many bytes ahead at most. What
 * the reader fails with is thrown where records are taken, behind all that were read before; where taking fails the reader ends.
 */
final class HandOver {
    /** The largest record, and as many small ones. */
    private static final int CAPACITY = 2 << 20;

    private static final int CHUNKS = 6;

    /** Some records, copied. */
    private static final class Chunk {
        final ByteBuffer bytes = ByteBuffer.allocateDirect(CAPACITY).order(ByteOrder.LITTLE_ENDIAN);
        final List<Path> files = new ArrayList<>();
        final List<Long> positions = new ArrayList<>();
        /** On the last one: what the reader failed with, if it did. */
        Throwable failure;

        boolean last;

        void clear() {
            bytes.clear();
            files.clear();
            positions.clear();
        }
    }

    /** Whoever takes has failed, or has enough. */
    private static final class Over extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Over() {
            super(null, null, false, false);
        }
    }

    private final BlockingQueue<Chunk> full = new ArrayBlockingQueue<>(CHUNKS);
    private final BlockingQueue<Chunk> free = new ArrayBlockingQueue<>(CHUNKS);
    private final Thread reader;
    private Chunk filling;
    private volatile boolean over;

    /** @param reading tells this its records; runs on a thread of its own */
    HandOver(Consumer<RunScan.Records> reading) {
        for (int k = 0; k < CHUNKS; k++) {
            free.add(new Chunk());
        }
        reader = new Thread(() -> read(reading), "read-ahead");
        reader.setDaemon(true);
    }

    private void read(Consumer<RunScan.Records> reading) {
        Throwable failure = null;
        try {
            filling = free.take();
            reading.accept(this::put);
        } catch (Over nobodyTakes) {
            return;
        } catch (Throwable failed) {
            failure = failed;
        }
        filling.last = true;
        filling.failure = failure;
        handOn();
    }

    private void put(Record record, Path file, long position) {
        if (filling.bytes.remaining() < record.length()) {
            handOn();
            filling = next();
        }
        record.copyTo(filling.bytes);
        filling.files.add(file);
        filling.positions.add(position);
    }

    private void handOn() {
        filling.bytes.flip();
        // there is room for all chunks that there are
        full.add(filling);
    }

    private Chunk next() {
        try {
            Chunk chunk = free.take();
            if (over) {
                throw new Over();
            }
            return chunk;
        } catch (InterruptedException ended) {
            throw new Over();
        }
    }

    /**
     * Reads ahead and takes, until all is taken. The calling thread takes.
     *
     * @param sink told each record; its checksum is not compared again
     */
    void take(RunScan.Records sink) {
        reader.start();
        try {
            Chunk chunk = full.take();
            // the last one stays here: what is given back is filled anew at once
            while (!chunk.last) {
                take(chunk, sink);
                chunk.clear();
                free.add(chunk);
                chunk = full.take();
            }
            take(chunk, sink);
            fail(chunk.failure);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("reading the journal was interrupted", ended);
        } finally {
            end();
        }
    }

    private static void take(Chunk chunk, RunScan.Records sink) {
        Record record = new Record();
        int offset = 0;
        for (int k = 0; k < chunk.files.size(); k++) {
            record.wrapChecked(chunk.bytes, offset);
            sink.record(record, chunk.files.get(k), chunk.positions.get(k));
            offset += record.length();
        }
    }

    private static void fail(Throwable failure) {
        if (failure instanceof RuntimeException wrong) {
            throw wrong;
        }
        if (failure instanceof Error wrong) {
            throw wrong;
        }
    }

    /** The reader has ended when this returns: nobody else has a file open any more. */
    private void end() {
        over = true;
        reader.interrupt();
        boolean interrupted = false;
        while (reader.isAlive()) {
            try {
                Chunk left = full.poll();
                if (left != null) {
                    free.add(left);
                }
                reader.join(1);
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
