package io.tidemark.journal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.engine.EngineLimits;
import io.tidemark.engine.FrameClock;
import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.host.FrameSink.Applied;
import io.tidemark.engine.outcome.Outcome;
import io.tidemark.engine.outcome.Verdict;
import io.tidemark.journal.ChildJvm;
import io.tidemark.journal.JournalSettings;
import io.tidemark.journal.Shop;
import io.tidemark.journal.flush.SyncPolicy;
import io.tidemark.journal.recovery.DataFolder;
import io.tidemark.journal.recovery.Recovery;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A service that is killed (SIGKILL) at random moments while somebody sends, and who sends simply sends everything again: no
 * acknowledged line is lost, none counts twice, and what is recovered is what had been.
 */
class KillTest {
    private static final int FRAMES = 300;
    private static final int ROWS = 120;
    private static final int KILLS = Integer.getInteger("tidemark.kills", 5);

    @TempDir
    private Path data;

    /**
     * Sends all frames from the first, whatever was sent before: {@code data folder, policy}. Says what it recovered, then of
     * each frame how many of its lines were new and how many had been there; at the end its hash; then waits to be killed.
     */
    public static final class Victim {
        public static void main(String... arguments) throws Exception {
            PrintStream out = System.out;
            PipelineSettings settings =
                    new PipelineSettings(SyncPolicy.valueOf(arguments[1]), 64, 64, false, 20, 0, 20_000);
            JournalSettings journal = new JournalSettings(JournalSettings.Store.CHRONICLE, 1 << 20, 0);
            Running running = new Running(Path.of(arguments[0]), journal, settings);
            out.println("recovered " + running.report.sequence() + " " + running.recoveredHash);
            running.send(Shop.publish());
            Running.Answer last = new Running.Answer();
            for (int k = 0; k < FRAMES; k++) {
                byte[] frame = Shop.sales(k, ROWS);
                Applied answer = k == FRAMES - 1 ? last : new Told(out, k);
                while (!running.offer(frame, answer)) {
                    Thread.sleep(1);
                }
            }
            last.await();
            while (!running.read(ScoringCore::isSettled)) {
                Thread.sleep(1);
            }
            out.println("done " + running.read(ScoringCore::sequence) + " " + running.read(ScoringCore::stateHash));
            Thread.sleep(60_000);
        }
    }

    private record Told(PrintStream out, int frame) implements Applied {
        @Override
        public void applied(Outcome outcome) {
            int fresh = 0;
            int known = 0;
            for (int k = 0; k < outcome.count(); k++) {
                fresh += outcome.verdict(k) == Verdict.ACCEPTED ? 1 : 0;
                known += outcome.verdict(k) == Verdict.DUPLICATE ? 1 : 0;
            }
            out.println("frame " + frame + " " + fresh + " " + known);
        }

        @Override
        public void halted() {
            out.println("halted");
        }
    }

    private final Set<Integer> acknowledged = new HashSet<>();

    @Test
    void shouldLoseNothingAndCountNothingTwiceWhenKilledAndSentAgain() throws Exception {
        long seed = Long.getLong("tidemark.seed", System.nanoTime());
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int kill = 0; kill < KILLS; kill++) {
            SyncPolicy policy = SyncPolicy.values()[kill % 3];
            run(policy, 1 + random.nextInt(FRAMES));
        }
        String[] done = run(SyncPolicy.GROUP, Integer.MAX_VALUE);
        ScoringCore core = new ScoringCore(new EngineLimits(512, 1_000_000, 1_000_000, 100));
        try (DataFolder folder = DataFolder.open(data)) {
            assertThat(new Recovery(core, sequence -> {}).replay(folder.runs()).sequence())
                    .isEqualTo(Long.parseLong(done[1]));
        }
        assertThat(core.stateHash()).as("as it was before it was killed").isEqualTo(Long.parseLong(done[2]));
        assertThat(core.standingsHash()).as("as if nothing had happened").isEqualTo(undisturbed());
    }

    /** Runs a victim, kills it once it has answered some frames or is done, and answers the line that ended it. */
    private String[] run(SyncPolicy policy, int answersBeforeKill) throws Exception {
        ScoringCore before = new ScoringCore(new EngineLimits(512, 1_000_000, 1_000_000, 100));
        try (DataFolder folder = DataFolder.open(data)) {
            new Recovery(before, sequence -> {}).replay(folder.runs());
        }
        Process victim = ChildJvm.start(Victim.class, data.toString(), policy.name());
        Set<Integer> known = Set.copyOf(acknowledged);
        try (BufferedReader said = victim.inputReader()) {
            String[] recovered = said.readLine().split(" ");
            assertThat(Long.parseLong(recovered[1])).isEqualTo(before.sequence());
            assertThat(Long.parseLong(recovered[2])).as("every replay the same").isEqualTo(before.stateHash());
            String[] line = recovered;
            for (int k = 0; k < answersBeforeKill && !line[0].equals("done"); k++) {
                line = said.readLine().split(" ");
                check(line, known);
            }
            // through the handle: the process's own method also closes the pipe, with what was said in it
            victim.toHandle().destroyForcibly();
            drain(said, known);
            return line;
        } finally {
            victim.destroyForcibly().waitFor();
        }
    }

    /** What it had said before the kill and was not read yet counts too; a last line may be cut off. */
    private void drain(BufferedReader said, Set<Integer> known) throws IOException {
        String line = said.readLine();
        while (line != null) {
            String next = said.readLine();
            if (next != null) {
                check(line.split(" "), known);
            }
            line = next;
        }
    }

    private void check(String[] line, Set<Integer> known) {
        assertThat(line[0]).isIn("frame", "done");
        if (line[0].equals("frame")) {
            int frame = Integer.parseInt(line[1]);
            int fresh = Integer.parseInt(line[2]);
            assertThat(fresh + Integer.parseInt(line[3])).isEqualTo(ROWS);
            if (known.contains(frame)) {
                assertThat(fresh)
                        .as("frame " + frame + " was acknowledged before the kill")
                        .isZero();
            }
            acknowledged.add(frame);
        }
    }

    /** The hash after every frame once, without journal or kill. */
    private static long undisturbed() {
        ScoringCore core = new ScoringCore(new EngineLimits(512, 1_000_000, 1_000_000, 100));
        FrameClock clock = new FrameClock(0);
        clock.advance(Running.NOW);
        apply(core, clock, Shop.publish());
        for (int k = 0; k < FRAMES; k++) {
            apply(core, clock, Shop.sales(k, ROWS));
        }
        assertThat(core.isSettled()).isTrue();
        return core.standingsHash();
    }

    private static void apply(ScoringCore core, FrameClock clock, byte[] frame) {
        UnsafeBuffer buffer = new UnsafeBuffer(frame);
        clock.stamp(buffer, 0);
        core.apply(buffer, 0, frame.length);
    }
}
