package io.tidemark.journal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.host.CoreReads;
import io.tidemark.engine.host.FrameSink.Applied;
import io.tidemark.engine.outcome.Outcome;
import io.tidemark.journal.ChildJvm;
import io.tidemark.journal.JournalSettings;
import io.tidemark.journal.JournalSettings.Store;
import io.tidemark.journal.Shop;
import io.tidemark.journal.flush.SyncPolicy;
import io.tidemark.journal.recovery.DataFolder;
import io.tidemark.journal.recovery.Recovery;
import io.tidemark.journal.recovery.Recovery.Until;
import io.tidemark.journal.snapshot.SnapshotSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * A service in a process of its own that is sent facts as fast as it takes them, tells what it acknowledged and which state it had
 * at which sequence, and ends suddenly; and what must hold afterwards. Snapshots, and with them other runs, are under way all the time.
 */
final class UnderLoad {
    private static final String WHOLE = ".";

    private final Path data;
    private final SyncPolicy policy;
    private final Store store;
    private final long seed;
    private final TreeMap<Long, Long> states = new TreeMap<>();
    private Process process;
    private BufferedReader said;
    private long acknowledged;

    /** Takes {@code data folder, policy, store, seed}. */
    public static final class Victim {
        public static void main(String... arguments) throws Exception {
            SplittableRandom random = new SplittableRandom(Long.parseLong(arguments[3]));
            PipelineSettings settings =
                    new PipelineSettings(SyncPolicy.valueOf(arguments[1]), 64, 64, random.nextBoolean(), 20, 0, 20_000);
            JournalSettings journal =
                    new JournalSettings(Store.valueOf(arguments[2]), 512 * 1024, random.nextBoolean() ? 16L << 20 : 0);
            SnapshotSettings snapshots = new SnapshotSettings(200 + random.nextInt(5_000), 0);
            long begun = System.nanoTime();
            Running running = new Running(Path.of(arguments[0]), journal, settings, snapshots);
            long tookMs = (System.nanoTime() - begun) / 1_000_000;
            PrintStream out = System.out;
            out.println("recovered " + running.report.sequence() + " " + running.recoveredHash + " " + tookMs + " "
                    + running.report.skipped() + " " + WHOLE);
            Told told = new Told(out);
            offer(running, Shop.publish(), told);
            running.pipeline.reads().offer(new State(running, out));
            // who listens may be gone too
            for (int k = 0; !out.checkError(); k++) {
                if (k % 100 == 99) {
                    running.now(Running.NOW + random.nextInt(3) * 86_400_000L);
                }
                offer(running, Shop.sales(random.nextInt(400), 1 + random.nextInt(60)), told);
            }
            Runtime.getRuntime().halt(1);
        }

        private static void offer(Running running, byte[] frame, Applied told) throws InterruptedException {
            while (!running.offer(frame, told)) {
                Thread.sleep(1);
            }
        }
    }

    private record Told(PrintStream out) implements Applied {
        @Override
        public void applied(Outcome outcome) {
            out.println("acknowledged " + (outcome.sequence() + outcome.count() - 1) + " " + WHOLE);
        }

        @Override
        public void halted() {
            // what happens to a device that is gone
        }
    }

    /** Says which state the core has, again and again. */
    private record State(Running running, PrintStream out) implements CoreReads.Read {
        @Override
        public void read(ScoringCore core) {
            out.println("state " + core.sequence() + " " + core.stateHash() + " " + WHOLE);
            running.pipeline.reads().offer(this);
        }

        @Override
        public void halted() {
            // nobody is told any more
        }
    }

    UnderLoad(Path data, SyncPolicy policy, Store store, long seed) {
        this.data = data;
        this.policy = policy;
        this.store = store;
        this.seed = seed;
    }

    /** Starts it, and answers how long it took to be back where it was, in milliseconds; it must be what the journal says. */
    long start() throws Exception {
        ScoringCore whole = replayed(Until.END);
        process = ChildJvm.start(Victim.class, data.toString(), policy.name(), store.name(), Long.toString(seed));
        said = process.inputReader();
        String line = said.readLine();
        assertThat(line).as("a start").isNotNull();
        String[] words = line.split(" ");
        assertThat(words[0]).isEqualTo("recovered");
        assertThat(Long.parseLong(words[1])).as("recovered up to").isEqualTo(whole.sequence());
        assertThat(Long.parseLong(words[2]))
                .as("from a snapshot the same as from the whole journal")
                .isEqualTo(whole.stateHash());
        return Long.parseLong(words[3]);
    }

    /** Listens until the process has said so much, and at least until something is acknowledged. */
    void listen(int lines) throws IOException {
        for (int k = 0; k < lines || acknowledged == 0; k++) {
            String line = said.readLine();
            assertThat(line).as("it still runs").isNotNull();
            hear(line);
        }
    }

    /** SIGKILL; what it had said before counts. */
    void kill() throws Exception {
        // through the handle: the process's own method also closes the pipe, with what was said in it
        process.toHandle().destroyForcibly();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            hear(line);
        }
        process.waitFor();
        said.close();
    }

    private void hear(String line) {
        String[] words = line.split(" ");
        if (!words[words.length - 1].equals(WHOLE)) {
            return;
        }
        if (words[0].equals("acknowledged")) {
            acknowledged = Math.max(acknowledged, Long.parseLong(words[1]));
        } else {
            states.put(Long.parseLong(words[1]), Long.parseLong(words[2]));
        }
    }

    /** Nothing acknowledged is lost, and the journal comes to the state that was there, at the last sequences at which it was said. */
    void assertKept() {
        ScoringCore left = replayed(Until.END);
        assertThat(left.sequence()).as("what is left of what was acknowledged").isGreaterThanOrEqualTo(acknowledged);
        assertThat(states).isNotEmpty();
        long last = states.lastKey();
        assertThat(left.sequence()).as("what was read").isGreaterThanOrEqualTo(last);
        ScoringCore then = replayed(Until.sequence(last));
        assertThat(then.sequence()).isEqualTo(last);
        assertThat(then.stateHash()).as("the state at sequence " + last).isEqualTo(states.get(last));
    }

    private ScoringCore replayed(Until until) {
        try (DataFolder folder = DataFolder.open(data)) {
            ScoringCore core = new ScoringCore(Running.LIMITS);
            new Recovery(core, sequence -> {}).replay(folder.runs(), until);
            return core;
        }
    }
}
