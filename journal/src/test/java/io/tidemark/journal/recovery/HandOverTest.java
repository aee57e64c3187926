package io.tidemark.journal.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.journal.Batch;
import io.tidemark.journal.Record;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Whatever is read is taken, all of it and in order, wherever one thread waits for the other. */
class HandOverTest {
    private static final Path FILE = Path.of("file");
    private static final int FRAME = 60_000;
    /** Of such records, as many as all chunks hold. */
    private static final int ALL_CHUNKS = 6 * (2 << 20) / FRAME;

    private final Record record = new Record();
    private final ByteBuffer bytes;

    HandOverTest() {
        Batch batch = new Batch(1 << 17);
        batch.clear();
        batch.add(new UnsafeBuffer(new byte[FRAME]), 0, FRAME, 1, 1);
        bytes = batch.frames(1, 0);
        assertThat(record.wrap(bytes, 0, bytes.remaining())).isTrue();
    }

    private void tell(RunScan.Records sink, int count) {
        for (int k = 0; k < count; k++) {
            sink.record(record, FILE, k);
        }
    }

    /** Answers how many were taken; each is whole, and the next. */
    private static int taken(HandOver handOver) {
        int[] next = new int[1];
        handOver.take((record, file, position) -> {
            assertThat(position).isEqualTo(next[0]++);
            assertThat(file).isSameAs(FILE);
            assertThat(record.frames()).isEqualTo(1);
        });
        return next[0];
    }

    @Test
    void shouldTakeAllThatIsReadHoweverMuchItIs() {
        Random random = new Random(3);
        for (int round = 0; round < 300; round++) {
            // a little more than fits: the reader ends right when something is given back
            int count = round < 250 ? ALL_CHUNKS + random.nextInt(60) : random.nextInt(40);
            assertThat(taken(new HandOver(sink -> tell(sink, count)))).isEqualTo(count);
        }
    }

    @Test
    void shouldSayWhatReadingFailedWithBehindAllThatWasRead() {
        int[] count = new int[1];
        HandOver handOver = new HandOver(sink -> {
            tell(sink, 500);
            throw new IllegalStateException("damaged");
        });
        assertThatThrownBy(() -> handOver.take((record, file, position) -> count[0]++))
                .hasMessage("damaged");
        assertThat(count[0]).isEqualTo(500);
    }

    @Test
    void shouldEndTheReaderWhereTakingEnds() {
        Thread[] reader = new Thread[1];
        HandOver handOver = new HandOver(sink -> {
            reader[0] = Thread.currentThread();
            tell(sink, Integer.MAX_VALUE);
        });
        assertThatThrownBy(() -> handOver.take((record, file, position) -> {
                    if (position == 300) {
                        throw new IllegalStateException("enough");
                    }
                }))
                .hasMessage("enough");
        assertThat(reader[0].isAlive()).isFalse();
    }
}
