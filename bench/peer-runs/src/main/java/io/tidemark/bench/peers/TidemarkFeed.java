package io.tidemark.bench.peers;

import io.tidemark.bench.EndToEnd;
import io.tidemark.bench.R1Answer;
import io.tidemark.engine.EngineLimits;
import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.host.CoreReads;
import io.tidemark.gateway.feed.FeedClient;
import io.tidemark.gateway.feed.FeedLimits;
import io.tidemark.gateway.feed.FeedListener;
import io.tidemark.gateway.feed.FeedServer;
import io.tidemark.journal.JournalSettings;
import io.tidemark.journal.flush.SyncPolicy;
import io.tidemark.tools.service.Service;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.concurrent.UnsafeBuffer;

/** The service with its journal on disk, fed over TCP from this process: sent, checked, appended, forced, applied, acknowledged. */
final class TidemarkFeed implements Contender {
    private final Facts facts;
    private final SyncPolicy policy;
    private final Path folder;
    private final UnsafeBuffer[] frames;
    private final AtomicLong ranks = new AtomicLong();
    private Service service;
    private FeedServer server;
    private FeedClient client;

    TidemarkFeed(Facts facts, SyncPolicy policy, Path folder) {
        this.facts = facts;
        this.policy = policy;
        this.folder = folder.resolve("tidemark");
        this.frames = facts.workload().frames().stream().map(UnsafeBuffer::new).toArray(UnsafeBuffer[]::new);
    }

    @Override
    public String name() {
        return "Tidemark, binary feed, sync " + policy.text();
    }

    @Override
    public Facts facts() {
        return facts;
    }

    @Override
    public boolean durable() {
        return true;
    }

    @Override
    public void prepare() throws Exception {
        EndToEnd.delete(folder);
        service = Service.open(EndToEnd.settings(folder, policy, JournalSettings.Store.CHRONICLE), sequence -> {});
        EndToEnd.offer(service, facts.workload().references());
        server = new FeedServer(service.frames(), () -> true, token -> token, FeedLimits.DEFAULT, null);
        client = new FeedClient(server.start("127.0.0.1", 0), "bench", "bench", FeedListener.NONE, 0);
    }

    @Override
    public void run() throws Exception {
        int due = 0;
        for (UnsafeBuffer frame : frames) {
            client.send(frame, 0, frame.capacity());
            due += EngineLimits.MAX_COMMANDS;
            read(due / READ_EVERY);
            due %= READ_EVERY;
        }
        client.awaitAll();
    }

    /** Has ranks read between two frames, as many at once as a frame earned. */
    private void read(int count) {
        CoreReads.Read read = new CoreReads.Read() {
            @Override
            public void read(ScoringCore core) {
                for (int k = 0; k < count; k++) {
                    ranks.addAndGet(TidemarkCore.rank(core, ranks.get()));
                }
            }

            @Override
            public void halted() {
                throw new IllegalStateException("halted");
            }
        };
        while (!service.reads().offer(read)) {
            Thread.yield();
        }
    }

    @Override
    public R1Answer answer() throws Exception {
        CompletableFuture<R1Answer> answer = new CompletableFuture<>();
        service.reads().offer(new CoreReads.Read() {
            @Override
            public void read(ScoringCore core) {
                answer.complete(R1Answer.of(core));
            }

            @Override
            public void halted() {
                answer.completeExceptionally(new IllegalStateException("halted"));
            }
        });
        return answer.get();
    }

    @Override
    public void close() throws IOException {
        client.close();
        server.close();
        service.close();
        EndToEnd.delete(folder);
    }
}
