package io.tidemark.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.tidemark.engine.ScoringCore;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/**
 * What the core may take of memory, so that a change that makes it take more is noticed by whoever makes it and not by the next
 * benchmark. Bytes are the same on every machine; nothing here looks at a clock. Each bound is what was measured and about a tenth;
 * whoever has to raise one says in docs/performance.md what the bytes buy.
 */
class WorkGuardTest {
    private static final int WARM = 100_000;
    private static final int MEASURED = 200_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final R1 r1 = new R1(WARM + MEASURED);

    private long apply(ScoringCore core, List<byte[]> frames) {
        long bytes = 0;
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[0]);
        for (byte[] frame : frames) {
            buffer.wrap(frame);
            bytes += frame.length;
            core.apply(buffer, 0, frame.length);
        }
        return bytes;
    }

    private List<byte[]> warm() {
        return r1.frames().subList(0, WARM / 256);
    }

    private List<byte[]> measured() {
        return r1.frames().subList(WARM / 256, r1.frames().size());
    }

    @Test
    void shouldAllocateLittleMoreThanItKeeps() {
        ScoringCore core = r1.newCore();
        apply(core, warm());
        long kept = HeapSizes.total(core);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        apply(core, measured());
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        kept = HeapSizes.total(core) - kept;
        assertThat(allocated / MEASURED)
                .as("bytes allocated per transaction of R1")
                .isLessThan(180);
        assertThat(kept / MEASURED).as("bytes kept per transaction of R1").isLessThan(180);
    }

    @Test
    void shouldKeepAParticipantInFewBytes() {
        long none = HeapSizes.total(new R1Full(1, 100).newCore());
        long many = HeapSizes.total(new R1Full(50_001, 100).newCore());
        assertThat((many - none) / 50_000)
                .as("bytes per participant that is known")
                .isLessThan(210);
    }

    @Test
    void shouldSendATransactionInFewBytes() {
        long bytes = r1.frames().stream().mapToLong(frame -> frame.length).sum();
        assertThat(bytes / (WARM + MEASURED))
                .as("bytes of a frame per transaction of R1")
                .isLessThan(146);
    }
}
