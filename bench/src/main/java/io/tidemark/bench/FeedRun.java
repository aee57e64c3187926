package io.tidemark.bench;

import io.tidemark.engine.host.FrameSink;
import io.tidemark.engine.outcome.Outcome;
import io.tidemark.gateway.feed.FeedClient;
import io.tidemark.gateway.feed.FeedLimits;
import io.tidemark.gateway.feed.FeedListener;
import io.tidemark.gateway.feed.FeedServer;
import io.tidemark.journal.JournalSettings;
import io.tidemark.journal.flush.SyncPolicy;
import io.tidemark.tools.service.Service;
import io.tidemark.tools.service.ServiceSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * R1 end to end on one machine, client included: each round a fresh data folder, the whole service with its journal on a real
 * disk, and everything sent and acknowledged — durable under the policy and applied. Rounds whose boards are wrong print no
 * figure. Arguments: {@code transactions rounds policy store how}, where how is {@code feed} (TCP) or {@code offer} (the ring
 * itself, no network). Six rounds ahead of those are the compiler's, and in no median. {@code -Dtidemark.append.shared=true} puts append on the core's thread.
 */
public final class FeedRun {
    /** As many as {@link CoreBenchmark} takes. */
    private static final int WARM_UP = 6;

    private final R1 workload;
    private final ServiceSettings settings;
    private final boolean overTcp;
    private final UnsafeBuffer[] frames;
    private String busy = "";

    private FeedRun(R1 workload, ServiceSettings settings, boolean overTcp) {
        this.workload = workload;
        this.settings = settings;
        this.overTcp = overTcp;
        this.frames = workload.frames().stream().map(UnsafeBuffer::new).toArray(UnsafeBuffer[]::new);
    }

    public static void main(String... arguments) throws Exception {
        int transactions = Integer.parseInt(argument(arguments, 0, "1000000"));
        int rounds = Integer.parseInt(argument(arguments, 1, "8"));
        SyncPolicy policy = SyncPolicy.valueOf(argument(arguments, 2, "group").toUpperCase(Locale.ROOT));
        JournalSettings.Store store = JournalSettings.Store.valueOf(
                argument(arguments, 3, "chronicle").toUpperCase(Locale.ROOT));
        boolean overTcp = argument(arguments, 4, "feed").equals("feed");
        Path folder = Path.of(argument(arguments, 5, "target/feed-run"));
        R1 workload = new R1(transactions);
        double[] rates = new double[rounds];
        for (int round = -WARM_UP; round < rounds; round++) {
            EndToEnd.delete(folder);
            ServiceSettings settings = EndToEnd.settings(folder, policy, store);
            double rate = new FeedRun(workload, settings, overTcp).round(round < 0 ? "warm-up " : "");
            if (round >= 0) {
                rates[round] = rate;
            }
        }
        EndToEnd.delete(folder);
        Arrays.sort(rates);
        System.out.printf(
                Locale.ROOT,
                "%s, sync %s, store %s: %,d transactions, best %.2f M/s, median %.2f M/s%n",
                overTcp ? "binary feed" : "ring",
                policy.text(),
                store,
                transactions,
                rates[rounds - 1] / 1e6,
                rates[rounds / 2] / 1e6);
    }

    private static String argument(String[] arguments, int k, String otherwise) {
        return k < arguments.length ? arguments[k] : otherwise;
    }

    private double round(String label) throws Exception {
        try (Service service = Service.open(settings, sequence -> {})) {
            EndToEnd.offer(service, workload.references());
            long tookNs = overTcp ? overTcp(service) : intoTheRing(service);
            EndToEnd.check(service, workload.expected());
            double rate = workload.transactions() * 1e9 / tookNs;
            System.out.printf(Locale.ROOT, "%s%.3f M/s; processor time per transaction: %s%n", label, rate / 1e6, busy);
            return rate;
        }
    }

    /** Says how busy threads were since a moment; while those of interest are still there. */
    private void say(ThreadTimes before) {
        busy = ThreadTimes.now().since(before, workload.transactions());
    }

    private long overTcp(Service service) throws IOException {
        try (FeedServer server =
                new FeedServer(service.frames(), () -> true, token -> token, FeedLimits.DEFAULT, null)) {
            InetSocketAddress address = server.start("127.0.0.1", 0);
            try (FeedClient client = new FeedClient(address, "bench", "bench", FeedListener.NONE, 0)) {
                ThreadTimes before = ThreadTimes.now();
                long began = System.nanoTime();
                for (UnsafeBuffer frame : frames) {
                    client.send(frame, 0, frame.capacity());
                }
                client.awaitAll();
                long tookNs = System.nanoTime() - began;
                say(before);
                return tookNs;
            }
        }
    }

    private long intoTheRing(Service service) throws InterruptedException {
        Semaphore done = new Semaphore(0);
        FrameSink.Applied answer = new FrameSink.Applied() {
            @Override
            public void applied(Outcome outcome) {
                done.release();
            }

            @Override
            public void halted() {
                throw new IllegalStateException("halted");
            }
        };
        ThreadTimes before = ThreadTimes.now();
        long began = System.nanoTime();
        for (UnsafeBuffer frame : frames) {
            while (!service.frames().offer(frame, 0, frame.capacity(), answer)) {
                Thread.sleep(1);
            }
        }
        done.acquire(frames.length);
        long tookNs = System.nanoTime() - began;
        say(before);
        return tookNs;
    }
}
