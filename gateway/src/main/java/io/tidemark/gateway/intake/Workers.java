package io.tidemark.gateway.intake;

import io.tidemark.gateway.http.Bodies;
import io.tidemark.gateway.http.HttpProblem;
import io.tidemark.gateway.http.Responder;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Threads for what may block: reading programs and reference files. Any thread may call. */
public final class Workers implements AutoCloseable {
    private static final int MOST_WAITING = 100;

    private final ExecutorService threads =
            new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MOST_WAITING), task -> {
                Thread made = new Thread(task, "tidemark-worker");
                made.setDaemon(true);
                return made;
            });

    /** Something that blocks. */
    public interface Work {
        void run() throws Exception;
    }

    /** Does it; what fails becomes the answer. */
    public void run(Responder responder, Work work) throws HttpProblem {
        try {
            threads.execute(() -> {
                try {
                    work.run();
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                    responder.fail(HttpProblem.unavailable("the service stops — send it again when it is there"));
                } catch (Exception failed) {
                    responder.fail(Bodies.failed(failed));
                }
            });
        } catch (RejectedExecutionException full) {
            throw HttpProblem.noRoom("too many requests of this kind wait — send it again in a second");
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
