package io.tidemark.bench;

import io.tidemark.engine.EngineLimits;
import io.tidemark.engine.FrameClock;
import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.program.Program;
import io.tidemark.gateway.draft.Figures;
import io.tidemark.journal.Batch;
import io.tidemark.journal.FrameApplier;
import io.tidemark.journal.JournalSettings;
import io.tidemark.journal.pipeline.RunJournal;
import io.tidemark.journal.recovery.DataFolder;
import io.tidemark.journal.recovery.JournalCheck;
import io.tidemark.journal.recovery.Journals;
import io.tidemark.journal.recovery.Recovery;
import io.tidemark.tools.draft.Shadow;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * How long R1 takes to be replayed, round by round in turn: on one thread, and with another that reads and checks ahead; beside them
 * reading and checking alone; and a draft over what was replayed. Each ends with the same state, or no figure is printed. Arguments: {@code transactions rounds}.
 */
public final class ReplayRun {
    private static final int FRAMES_PER_RECORD = 8;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Path folder = Path.of("target/replay-run");
    private final int transactions;
    private long state;

    private ReplayRun(int transactions) {
        this.transactions = transactions;
    }

    public static void main(String... arguments) throws IOException {
        ReplayRun run = new ReplayRun(arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000);
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 6;
        EndToEnd.delete(run.folder);
        run.write();
        for (int round = 0; round < rounds; round++) {
            run.check();
            run.replay(false);
            run.replay(true);
            run.draft();
        }
        EndToEnd.delete(run.folder);
    }

    private void write() throws IOException {
        Files.createDirectories(folder);
        R1 r1 = new R1(transactions);
        List<byte[]> frames = new ArrayList<>(r1.references());
        frames.addAll(r1.frames());
        try (DataFolder data = DataFolder.open(folder)) {
            RunJournal run = Journals.begin(data, JournalSettings.DEFAULT, 0);
            Batch batch = new Batch(run.journal().maxRecord());
            run.journal().append(batch.mark(Batch.Kind.OPENED, run.run(), 0), 0);
            batch.clear();
            int count = 0;
            for (byte[] frame : frames) {
                UnsafeBuffer buffer = new UnsafeBuffer(frame);
                long first = FrameApplier.sequence(buffer, 0);
                batch.add(buffer, 0, frame.length, first, first + FrameClock.commands(buffer, 0) - 1);
                if (++count % FRAMES_PER_RECORD == 0 || count == frames.size()) {
                    run.journal().append(batch.frames(run.run(), first - 1), 0);
                    batch.clear();
                }
            }
            run.journal().force();
            run.journal().close();
            Recovery recovery = new Recovery(new ScoringCore(EngineLimits.DEFAULT), sequence -> {});
            recovery.replay(data.runs());
            recovery.endRuns();
        }
    }

    private void check() {
        try (DataFolder data = DataFolder.open(folder)) {
            long began = System.nanoTime();
            long cpu = THREADS.getCurrentThreadCpuTime();
            JournalCheck.runs(data.runs());
            print("read and checked alone", began, cpu);
        }
    }

    private void replay(boolean ahead) {
        try (DataFolder data = DataFolder.open(folder)) {
            ScoringCore core = new ScoringCore(EngineLimits.DEFAULT);
            Recovery recovery = new Recovery(core, sequence -> {});
            long began = System.nanoTime();
            long cpu = THREADS.getCurrentThreadCpuTime();
            (ahead ? recovery.readingAhead() : recovery).replay(data.runs());
            String line = line(ahead ? "replayed, read ahead" : "replayed on one thread", began, cpu);
            long hash = core.stateHash();
            if (state != 0 && state != hash) {
                throw new IllegalStateException("another state than before");
            }
            state = hash;
            System.out.println(line);
        }
    }

    /** As {@code simulate} does it, with the program in force for a draft: it has to come to the same standings. */
    private void draft() {
        long began = System.nanoTime();
        long cpu = THREADS.getCurrentThreadCpuTime();
        Shadow shadow = new Shadow(folder, sequence -> {});
        print("replayed by an onlooker", began, cpu);
        Program program = shadow.core().programs().get(0).program();
        long standings = shadow.core().standingsHash();
        began = System.nanoTime();
        cpu = THREADS.getCurrentThreadCpuTime();
        shadow.publish(program);
        String line = line("a draft over all of it", began, cpu);
        if (shadow.core().standingsHash() != standings) {
            throw new IllegalStateException("other standings under the same program");
        }
        System.out.println(line);
        began = System.nanoTime();
        cpu = THREADS.getCurrentThreadCpuTime();
        Figures.of(shadow.core(), program.id());
        print("what a program comes to", began, cpu);
    }

    private void print(String what, long began, long cpu) {
        System.out.println(line(what, began, cpu));
    }

    private String line(String what, long began, long cpu) {
        long wallNs = System.nanoTime() - began;
        long cpuNs = THREADS.getCurrentThreadCpuTime() - cpu;
        return String.format(
                Locale.ROOT,
                "%-24s %6d ms, %5.2f M/s; this thread %4d ns of processor time per transaction",
                what,
                wallNs / 1_000_000,
                transactions * 1e3 / wallNs,
                cpuNs / transactions);
    }
}
