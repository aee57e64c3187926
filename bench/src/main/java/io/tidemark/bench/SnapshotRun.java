package io.tidemark.bench;

import io.tidemark.engine.ActivityFrameWriter;
import io.tidemark.engine.CommandFrames;
import io.tidemark.engine.EngineLimits;
import io.tidemark.engine.Fixed;
import io.tidemark.engine.FrameClock;
import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.activity.Activity;
import io.tidemark.engine.snapshot.CoreImage;
import io.tidemark.journal.snapshot.Snapshots;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Snapshots of a core of many participants: {@code write FOLDER PARTICIPANTS ACTIVITIES} fills one, freezes it and has it written
 * while activities go on, all participants alike, so that most pages are copied; {@code read FOLDER} brings it back. The figures of
 * the core are its thread's processor time, so that they hold where writer and core share a processor.
 */
public final class SnapshotRun {
    /** 2026-03-31. */
    private static final int TODAY = 20_543;

    private static final int BATCH = 100_000;

    private final Path folder;
    private final int participants;
    private final SplittableRandom random = new SplittableRandom(7);
    private final ScoringCore core = new ScoringCore(EngineLimits.DEFAULT);
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[EngineLimits.MAX_FRAME * 2]);
    private final FrameClock clock = new FrameClock(0);
    private final ActivityFrameWriter writer = new ActivityFrameWriter();
    private final List<byte[]> batch = new ArrayList<>();
    private int number;

    private SnapshotRun(Path folder, int participants) {
        this.folder = folder;
        this.participants = participants;
        clock.advance(TODAY * 86_400_000L);
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[1]);
        if (arguments[0].equals("read")) {
            read(folder);
        } else {
            new SnapshotRun(folder, Integer.parseInt(arguments[2])).write(Integer.parseInt(arguments[3]));
        }
    }

    private static void read(Path folder) {
        long begun = System.nanoTime();
        Snapshots.Start start = new Snapshots(folder).start(() -> new ScoringCore(EngineLimits.DEFAULT));
        System.out.printf(
                "read, checked and rebuilt  %.2f s, %.2f s of processor time%n", seconds(begun), cpuNs() / 1e9);
        System.out.printf("%s %s%n", start.file(), start.skipped());
        long hashed = System.nanoTime();
        System.out.printf(
                "sequence %d, state hash %016x in %.2f s%n",
                start.core().sequence(), start.core().stateHash(), seconds(hashed));
    }

    private static double seconds(long begunNs) {
        return (System.nanoTime() - begunNs) / 1e9;
    }

    private void write(int activities) throws Exception {
        R1.references(new CommandFrames(buffer, this::apply), participants);
        double before = 0;
        while (number < activities) {
            before = applyBatch();
        }
        System.out.printf("%d participants, %d activities, heap in use %d MiB%n", participants, number, usedMiB());
        System.out.printf("core before   %.0f ns of processor time per activity%n", before);
        freeze();
        core.thaw();
        applyBatch();
        AtomicReference<CoreImage> image = new AtomicReference<>(freeze());
        System.out.printf("state hash %016x at sequence %d%n", core.stateHash(), core.sequence());
        goOn(image);
    }

    private CoreImage freeze() {
        long begun = cpuNs();
        CoreImage image = core.freeze();
        System.out.printf("freeze        %.2f ms of processor time%n", (cpuNs() - begun) / 1e6);
        return image;
    }

    private static long cpuNs() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private void goOn(AtomicReference<CoreImage> image) throws Exception {
        long begun = System.nanoTime();
        int from = number;
        double[] took = new double[1];
        Thread thread = new Thread(() -> took[0] = writeImage(image.get()), "snapshot");
        thread.start();
        List<Long> figures = new ArrayList<>();
        while (thread.isAlive()) {
            figures.add(Math.round(applyBatch()));
        }
        thread.join();
        System.out.printf("core meanwhile, per %d activities  %s ns%n", BATCH, figures);
        System.out.printf("written       %.2f s, %.2f s of processor time%n", seconds(begun), took[0]);
        System.out.printf("applied meanwhile  %d%n", number - from);
        long held = usedMiB();
        core.thaw();
        image.set(null);
        System.out.printf("pages copied  %d MiB%n", held - usedMiB());
        System.out.printf("core after    %.0f ns%n", applyBatch());
    }

    private double writeImage(CoreImage image) {
        try {
            Path file = new Snapshots(folder).aside(image, () -> {}).name();
            System.out.printf("%s  %d MiB%n", file, Files.size(file) >> 20);
            return cpuNs() / 1e9;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static long usedMiB() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20;
    }

    private void apply(int length) {
        clock.stamp(buffer, 0);
        core.apply(buffer, 0, length);
    }

    /** Encodes a batch, applies it, and answers nanoseconds of processor time per activity of applying it. */
    private double applyBatch() {
        batch.clear();
        for (int k = 0; k < BATCH; k++) {
            writer.add(sale());
            if (writer.count() == EngineLimits.MAX_COMMANDS || k + 1 == BATCH) {
                int length = writer.encode(buffer, 0);
                clock.stamp(buffer, 0);
                batch.add(Arrays.copyOf(buffer.byteArray(), length));
            }
        }
        long before = cpuNs();
        for (byte[] frame : batch) {
            buffer.wrap(frame);
            core.apply(buffer, 0, frame.length);
        }
        buffer.wrap(new byte[EngineLimits.MAX_FRAME * 2]);
        return (cpuNs() - before) / (double) BATCH;
    }

    private Activity sale() {
        int k = number++;
        int rep = random.nextInt(participants);
        SortedMap<String, String> roles = new TreeMap<>();
        roles.put("rep", R1.rep(rep));
        roles.put("distributor", R1.distributor(rep % R1.LOCATIONS % R1.DISTRIBUTORS));
        long quantity = (1 + random.nextInt(20)) * Fixed.ONE;
        return new Activity(
                "pos",
                "T" + (10_000_000 + k),
                "",
                Activity.Function.ORIGINAL,
                Activity.NO_REVISION,
                Activity.SALE,
                TODAY - random.nextInt(90),
                roles,
                R1.sku(random.nextInt(R1.SKUS)),
                quantity,
                quantity * 7,
                "USD",
                "",
                Collections.emptySortedMap());
    }
}
