package io.tidemark.journal.disk;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.journal.Batch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AheadFileTest {
    private static final int SIZE = 192 << 20;

    @TempDir
    private Path temp;

    private AheadFile file() throws IOException {
        Path path = temp.resolve("file");
        Files.createFile(path);
        AheadFile file = new AheadFile(path);
        file.channel().write(ByteBuffer.allocate(1), SIZE - 1);
        return file;
    }

    @Test
    void shouldNeverMeetARecordWhileItWritesZerosAhead() throws Exception {
        AheadFile file = file();
        AtomicBoolean over = new AtomicBoolean();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        // as near behind the appender as it may come, without rest
        Thread helper = new Thread(() -> {
            try {
                while (!over.get()) {
                    file.writeAhead(1L << 40);
                }
            } catch (Throwable failed) {
                failure.set(failed);
            }
        });
        helper.start();
        // no multiple of a page: each begins on the one where the last ended
        ByteBuffer record = ByteBuffer.allocateDirect(500_000 + Batch.TAIL).limit(500_000);
        while (record.hasRemaining()) {
            record.put((byte) 0x5A);
        }
        record.flip();
        long end = 0;
        while (end + record.limit() < SIZE - (2 << 20)) {
            file.claim(record.limit());
            file.write(record, end);
            end += record.limit();
            file.appended(end);
        }
        over.set(true);
        helper.join();
        assertThat(failure.get()).isNull();
        try (FileWindow window = new FileWindow(temp.resolve("file"))) {
            for (long at = 0; at < end; at += Integer.BYTES) {
                window.load(at, Integer.BYTES);
                if (window.intAt(at) != 0x5A5A5A5A) {
                    throw new AssertionError("a record was overwritten at byte " + at);
                }
            }
            assertThat(window.skipZeros(end)).isEqualTo(window.size());
        }
        file.close();
    }

    @Test
    void shouldFillWhatWasAskedForAndNotBeyondTheFile() throws Exception {
        AheadFile file = file();
        file.appended(100);
        int pieces = 0;
        while (file.writeAhead(64 << 20)) {
            pieces++;
        }
        // from 8 MiB behind the claimed end, which is 1 MiB ahead, to 64 MiB behind it
        assertThat(pieces).isEqualTo(28);
        file.appended(SIZE - (4 << 20));
        assertThat(file.writeAhead(64 << 20)).isFalse();
        file.close();
        assertThat(Files.size(temp.resolve("file"))).isEqualTo(SIZE);
    }
}
