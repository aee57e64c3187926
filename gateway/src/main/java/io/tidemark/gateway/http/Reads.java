package io.tidemark.gateway.http;

import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.host.CoreReads;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes reads to the core's thread and their results back. Any thread. */
public final class Reads {
    private static final Logger LOG = LoggerFactory.getLogger(Reads.class);

    private final CoreReads core;

    public Reads(CoreReads core) {
        this.core = core;
    }

    /** Takes values of its own out of the core, quickly, on the core's thread between two frames. */
    public interface Take<V> {
        V take(ScoringCore core) throws HttpProblem;
    }

    /** Makes an answer of them, on the event loop. */
    public interface Render<V> {
        Response render(V values) throws HttpProblem;
    }

    /** Goes on with the values, on the event loop. */
    public interface Then<V> {
        void then(V values) throws HttpProblem;
    }

    /** Answers a request with what the core holds: everything that was acknowledged before. */
    public <V> void ask(Responder responder, Take<V> take, Render<V> render) {
        with(responder, take, values -> responder.answer(render.render(values)));
    }

    /** Reads, and goes on; what fails becomes the answer. */
    public <V> void with(Responder responder, Take<V> take, Then<V> then) {
        boolean taken = core.offer(new CoreReads.Read() {
            @Override
            public void read(ScoringCore state) {
                V values;
                try {
                    values = take.take(state);
                } catch (HttpProblem problem) {
                    responder.fail(problem);
                    return;
                } catch (RuntimeException broken) {
                    broken(responder, broken);
                    return;
                }
                responder.execute(() -> go(responder, values, then));
            }

            @Override
            public void halted() {
                responder.fail(HttpProblem.unavailable("the service has halted"));
            }
        });
        if (!taken) {
            responder.fail(HttpProblem.noRoom("too many questions wait for an answer — ask again in a second"));
        }
    }

    /** Reads, and waits for the values: for threads that may block. */
    public <V> V await(Take<V> take) throws HttpProblem, InterruptedException {
        CompletableFuture<V> values = new CompletableFuture<>();
        CoreReads.Read read = new CoreReads.Read() {
            @Override
            public void read(ScoringCore state) {
                try {
                    values.complete(take.take(state));
                } catch (HttpProblem | RuntimeException failed) {
                    values.completeExceptionally(failed);
                }
            }

            @Override
            public void halted() {
                values.completeExceptionally(HttpProblem.unavailable("the service has halted"));
            }
        };
        while (!core.offer(read)) {
            Thread.sleep(1);
        }
        try {
            return values.get();
        } catch (ExecutionException failed) {
            throw Bodies.failed(failed.getCause());
        }
    }

    private static <V> void go(Responder responder, V values, Then<V> then) {
        try {
            then.then(values);
        } catch (HttpProblem problem) {
            responder.fail(problem);
        } catch (RuntimeException broken) {
            broken(responder, broken);
        }
    }

    static void broken(Responder responder, RuntimeException broken) {
        LOG.error("a request could not be answered", broken);
        responder.fail(new HttpProblem(500, "the request could not be answered — the server's log says why"));
    }
}
