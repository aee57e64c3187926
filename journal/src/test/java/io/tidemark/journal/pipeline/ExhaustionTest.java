package io.tidemark.journal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.host.HostStatus.State;
import io.tidemark.journal.ChildJvm;
import io.tidemark.journal.JournalException;
import io.tidemark.journal.JournalSettings;
import io.tidemark.journal.JournalSettings.Store;
import io.tidemark.journal.Shop;
import io.tidemark.journal.flush.SyncPolicy;
import io.tidemark.journal.recovery.DataFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.agrona.CloseHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A small disk that fills, one that cannot be written, and a process without file handles. */
class ExhaustionTest {
    private static final int MIB = 1 << 20;
    private static final long KEPT_FREE = 4L * MIB;

    @TempDir
    private Path temp;

    private Path mounted;

    private Path mount(String options) throws Exception {
        Path at = Files.createDirectory(temp.resolve("disk"));
        boolean done = run("mount", "-t", "tmpfs", "-o", options, "tmpfs", at.toString());
        Assumptions.assumeTrue(
                done, "no disk can be mounted here: what happens when it is full is NOT checked by this run");
        mounted = at;
        return at;
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException missing) {
            return false;
        }
    }

    @AfterEach
    void unmount() throws InterruptedException {
        if (mounted != null) {
            run("umount", "-l", mounted.toString());
        }
    }

    private static void await(String what, BooleanSupplier holds) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            Thread.sleep(5);
        }
    }

    private static Running start(Path disk, Store store) {
        PipelineSettings settings = new PipelineSettings(SyncPolicy.GROUP, 64, 64, false, 20, KEPT_FREE, 20_000);
        return new Running(disk.resolve("data"), new JournalSettings(store, 512 * 1024, 0), settings);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void shouldTakeNothingWhileTheDiskIsFullAndGoOnByItself(Store store) throws Exception {
        Path disk = mount("size=16m");
        try (Running running = start(disk, store)) {
            running.send(Shop.publish());
            running.send(Shop.sales(1, 10));
            Path ballast = disk.resolve("ballast");
            Files.write(ballast, new byte[13 * MIB]);
            await("it pauses", () -> running.pipeline.status().state() == State.PAUSED);
            assertThat(running.pipeline.status().reason()).contains("MiB left").contains("no frames are taken");
            assertThat(running.offer(Shop.sales(2, 10), new Running.Answer())).isFalse();
            assertThat(running.read(ScoringCore::sequence)).as("reads go on").isEqualTo(11);
            Files.delete(ballast);
            await("it goes on", () -> running.pipeline.status().state() == State.RUNNING);
            running.send(Shop.sales(2, 10));
            assertThat(running.read(ScoringCore::sequence)).isEqualTo(21);
        }
    }

    /** Where somebody else takes the last byte between two looks, nothing that was acknowledged is lost. */
    @Test
    void shouldHaltWhenAWriteFindsNoRoomAndKeepWhatItAcknowledged() throws Exception {
        Path disk = mount("size=6m");
        long sequence = 0;
        PipelineSettings settings = new PipelineSettings(SyncPolicy.GROUP, 64, 64, false, 20, 0, 2_000);
        JournalSettings files = new JournalSettings(Store.FILE, 512 * 1024, 0);
        try (Running running = new Running(disk.resolve("data"), files, settings)) {
            running.send(Shop.publish());
            Files.write(disk.resolve("ballast"), new byte[5 * MIB]);
            for (int k = 0; !running.pipeline.halt().isSet(); k++) {
                Running.Answer answer = new Running.Answer();
                if (running.offer(Shop.sales(k, 200), answer)) {
                    answer.await();
                    sequence = answer.halted ? sequence : answer.sequence + 199;
                }
                assertThat(k).as("the disk is full by now").isLessThan(5_000);
            }
            assertThat(running.pipeline.status().reason()).contains("cannot be").contains("No space left");
        }
        Files.delete(disk.resolve("ballast"));
        try (Running again = new Running(disk.resolve("data"), files, settings)) {
            assertThat(again.read(ScoringCore::sequence)).isGreaterThanOrEqualTo(sequence);
        }
    }

    @Test
    void shouldSayThatAFolderCannotBeWritten() throws Exception {
        Path disk = mount("size=4m");
        Path data = disk.resolve("data");
        DataFolder.open(data).close();
        assertThat(run("mount", "-o", "remount,ro", disk.toString())).isTrue();
        assertThatThrownBy(() -> DataFolder.open(data))
                .isInstanceOfSatisfying(
                        JournalException.class,
                        wrong -> assertThat(wrong.kind()).isEqualTo(JournalException.Cause.ENVIRONMENT))
                .hasMessageContaining(data + " cannot be used as a data folder")
                .hasMessageContaining("Read-only file system");
        run("mount", "-o", "remount,rw", disk.toString());
    }

    /** A service in a process that takes every file handle it may have: {@code folder, store}. Prints what becomes of it. */
    public static final class Greedy {
        public static void main(String... arguments) throws Exception {
            Store store = Store.valueOf(arguments[1]);
            // without handles no class can be loaded either: once through everything
            live(Path.of(arguments[0], "rehearsal"), store, false);
            live(Path.of(arguments[0], "data"), store, true);
        }

        private static void live(Path data, Store store, boolean greedily) throws Exception {
            PipelineSettings settings = new PipelineSettings(SyncPolicy.GROUP, 64, 64, false, 20, 0, 2_000);
            JournalSettings journal = new JournalSettings(store, 512 * 1024, 0);
            boolean[] pretended = new boolean[1];
            long sequence;
            try (Running running = new Running(data, journal, settings, real -> new Between(real) {
                @Override
                public boolean hasSpareHandles() {
                    return super.hasSpareHandles() && !pretended[0];
                }
            })) {
                running.send(Shop.publish());
                List<InputStream> handles = new ArrayList<>();
                if (greedily) {
                    takeAll(handles);
                }
                running.send(Shop.sales(1, 10));
                System.out.println("taken without a handle");
                running.read(ScoringCore::sequence);
                System.out.println("read without a handle");
                long days = 0;
                for (int k = 2; running.pipeline.status().state() == State.RUNNING; k++) {
                    if (k % 20 == 0) {
                        running.now(Running.NOW + ++days * 86_400_000L);
                    }
                    pretended[0] = !greedily && k > 100;
                    Running.Answer answer = new Running.Answer();
                    if (running.offer(Shop.sales(k, 200), answer)) {
                        answer.await();
                    }
                    if (greedily && takeAll(handles) > 0) {
                        // what a file before gave back is gone too; the next look sees that
                        Thread.sleep(300);
                    }
                }
                System.out.println(running.pipeline.status().state() + " "
                        + running.pipeline.status().reason());
                pretended[0] = false;
                handles.forEach(CloseHelper::quietClose);
                while (running.pipeline.status().state() == State.PAUSED) {
                    Thread.sleep(5);
                }
                running.send(Shop.sales(9_999, 10));
                sequence = running.read(ScoringCore::sequence);
                System.out.println("goes on");
            }
            try (Running again = new Running(data, journal, settings)) {
                System.out.println("kept " + (again.read(ScoringCore::sequence) == sequence));
            }
        }

        private static int takeAll(List<InputStream> handles) {
            int before = handles.size();
            try {
                while (true) {
                    handles.add(Files.newInputStream(Path.of("/dev/null")));
                }
            } catch (IOException none) {
                return handles.size() - before;
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void shouldGoOnWithoutFileHandlesIntoOneMoreFileAndTakeNothingUntilThereAreSomeAgain(Store store) throws Exception {
        List<String> command = new ArrayList<>(List.of("bash", "-c", "ulimit -n 256; exec \"$@\"", "greedy"));
        command.addAll(ChildJvm.command(Greedy.class, temp.toString(), store.name()));
        Process greedy = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> said = greedy.inputReader().lines().toList();
        assertThat(said)
                .contains("taken without a handle", "read without a handle", "goes on", "kept true")
                .doesNotContain("kept false")
                .anyMatch(line -> line.startsWith("PAUSED too many files are open"));
        assertThat(said.stream().filter("goes on"::equals)).hasSize(2);
    }
}
