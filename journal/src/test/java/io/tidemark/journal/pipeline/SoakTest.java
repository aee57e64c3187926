package io.tidemark.journal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.engine.CommandFrames;
import io.tidemark.engine.EngineLimits;
import io.tidemark.engine.FrameClock;
import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.closing.ProgramClosings;
import io.tidemark.journal.Shop;
import io.tidemark.journal.recovery.Compaction;
import io.tidemark.journal.recovery.DataFolder;
import io.tidemark.journal.recovery.Recovery;
import io.tidemark.journal.snapshot.SnapshotSettings;
import io.tidemark.journal.snapshot.Snapshots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Twenty-four months of traffic in one go: late data, corrections, voids, returns and lines that come twice; a snapshot and another
 * run every seven days, a stop, a compaction and a start every four weeks. What it may take of memory, disk and handles is
 * asserted at each stop. More: {@code -Dtidemark.soak-per-day=N}.
 */
class SoakTest {
    private static final int PER_DAY = Integer.getInteger("tidemark.soak-per-day", 40);
    private static final int DAYS = 730;
    private static final int DAYS_BETWEEN_STOPS = 28;
    private static final int KEEP_DAYS = 90;
    private static final long MS_PER_DAY = 86_400_000L;
    private static final SnapshotSettings WEEKLY = new SnapshotSettings(0, 7 * MS_PER_DAY);

    /** Bounds, in bytes: so much whatever was sent, and so much an activity that was. */
    private static final long HEAP = 160L << 20;

    private static final long HEAP_EACH = 500;
    private static final long FOLDER = 32L << 20;
    private static final long FOLDER_EACH = 500;
    private static final int HANDLES = 40;

    @TempDir
    private Path data;

    private final Traffic traffic = new Traffic(11, PER_DAY);
    private final EngineLimits limits = Running.LIMITS;
    /** Told everything beside it, without pipeline or journal. */
    private final ScoringCore beside = new ScoringCore(limits);

    private final FrameClock clock = new FrameClock(0);
    private long handlesAtFirst;
    private long largestHeap;

    private void tell(byte[] frame) {
        UnsafeBuffer buffer = new UnsafeBuffer(frame.clone());
        clock.stamp(buffer, 0);
        beside.apply(buffer, 0, frame.length);
    }

    private static long handles() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        }
    }

    private static long bytes(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    @Test
    void shouldStayWithinItsBoundsThroughTwoYears() throws Exception {
        long hash = 0;
        boolean linux = Files.isDirectory(Path.of("/proc/self/fd"));
        for (int day = 0; day < DAYS; day += DAYS_BETWEEN_STOPS) {
            try (Running running = new Running(data, Running.SMALL, Running.SETTINGS, WEEKLY)) {
                if (day > 0) {
                    assertThat(running.recoveredHash).as("day " + day).isEqualTo(hash);
                    assertThat(running.report.records())
                            .as("behind an orderly stop")
                            .isZero();
                }
                month(running, day);
                settle(running);
                hash = running.read(ScoringCore::stateHash);
                assertThat(running.read(SoakTest::closings)).isEqualTo(closings(beside));
                assertThat(running.read(ScoringCore::standingsHash)).isEqualTo(beside.standingsHash());
            }
            compact(Shop.TODAY + day + DAYS_BETWEEN_STOPS);
            check(day, linux);
        }
        assertThat(replayed()).as("all of it read").isEqualTo(hash);
        assertThat(closings(beside)).as("quarters closed").hasSizeGreaterThanOrEqualTo(7);
        System.out.printf(
                "%d activities in %d days; folder %d bytes an activity, of these snapshots %d; heap with two cores %d MiB%n",
                traffic.sent(),
                DAYS,
                bytes(data) / traffic.sent(),
                bytes(data.resolve(Snapshots.FOLDER)) / traffic.sent(),
                largestHeap >> 20);
    }

    /** Quarters close meanwhile, a slice with each frame. */
    private void settle(Running running) throws Exception {
        while (!running.read(ScoringCore::isSettled)) {
            Thread.sleep(1);
        }
        UnsafeBuffer tick = new UnsafeBuffer(new byte[EngineLimits.MAX_FRAME]);
        CommandFrames ticks = new CommandFrames(tick, length -> tell(Arrays.copyOf(tick.byteArray(), length)));
        while (!beside.isSettled()) {
            ticks.tick();
        }
    }

    /** What was closed: period, version, statements, what was paid, the digest. */
    private static List<String> closings(ScoringCore core) {
        ProgramClosings closings =
                core.closings(core.programs().get(0).program().id());
        return closings.closings().stream()
                .map(one -> closings.periodId(one.period()) + " " + one.version() + " " + one.statements() + " "
                        + one.paid() + " " + one.digestText())
                .toList();
    }

    private void month(Running running, int from) throws Exception {
        for (int day = from; day < Math.min(from + DAYS_BETWEEN_STOPS, DAYS); day++) {
            running.now((Shop.TODAY + day) * MS_PER_DAY);
            clock.advance((Shop.TODAY + day) * MS_PER_DAY);
            if (day == 0) {
                send(running, List.of(Shop.publish()));
            }
            send(running, traffic.day(Shop.TODAY + day));
        }
    }

    private void send(Running running, List<byte[]> frames) throws Exception {
        Running.Answer last = null;
        for (byte[] frame : frames) {
            tell(frame);
            last = new Running.Answer();
            while (!running.offer(frame, last)) {
                Thread.sleep(1);
            }
        }
        last.await();
    }

    /** Old files are archived; those that a start needs are few, however long it has been. */
    private void compact(int today) {
        try (DataFolder folder = DataFolder.open(data)) {
            List<Compaction.Item> files =
                    Compaction.plan(folder.runs(), (today - KEEP_DAYS) * MS_PER_DAY, new Snapshots(data).newestWhole());
            files.stream()
                    .filter(file -> file.archive() && !file.isArchived())
                    .forEach(file -> Compaction.archive(file.file()));
            assertThat(files.stream().filter(Compaction.Item::needed))
                    .as("files that a start needs")
                    .isEmpty();
        }
    }

    private void check(int day, boolean linux) throws IOException {
        System.gc();
        Runtime machine = Runtime.getRuntime();
        long heap = machine.totalMemory() - machine.freeMemory();
        largestHeap = Math.max(largestHeap, heap);
        assertThat(heap).as("heap on day " + day).isLessThan(HEAP + HEAP_EACH * traffic.sent());
        assertThat(bytes(data)).as("folder on day " + day).isLessThan(FOLDER + FOLDER_EACH * traffic.sent());
        assertThat(new Snapshots(data).files()).hasSizeLessThanOrEqualTo(2);
        if (linux && handlesAtFirst == 0) {
            handlesAtFirst = handles();
        } else if (linux) {
            assertThat(handles()).as("handles on day " + day).isLessThan(handlesAtFirst + HANDLES);
        }
    }

    private long replayed() {
        try (DataFolder folder = DataFolder.open(data)) {
            ScoringCore core = new ScoringCore(limits);
            new Recovery(core, sequence -> {}).replay(folder.runs());
            return core.stateHash();
        }
    }
}
