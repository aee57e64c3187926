package io.tidemark.gateway.live;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.host.CoreReads;
import io.tidemark.gateway.http.HttpProblem;
import io.tidemark.gateway.http.InnerReads;
import io.tidemark.gateway.http.Responder;
import io.tidemark.gateway.http.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/** Reads topics through the very routes that answer GET. Answers on the hub's thread, which is the executor's. */
final class RouteReads implements LiveReads {
    private static final int NO_ROOM = 429;
    private static final int BROKEN = 500;

    private final CoreReads core;
    private final InnerReads routes;
    private final Executor thread;
    private final int mostRows;

    RouteReads(CoreReads core, InnerReads routes, Executor thread, int mostRows) {
        this.core = core;
        this.routes = routes;
        this.thread = thread;
        this.mostRows = mostRows;
    }

    @Override
    public boolean sequence(LongConsumer answer) {
        return core.offer(new CoreReads.Read() {
            @Override
            public void read(ScoringCore state) {
                long sequence = state.sequence();
                thread.execute(() -> answer.accept(sequence));
            }

            @Override
            public void halted() {
                // nothing moves any more
            }
        });
    }

    @Override
    public void read(Topic topic, Answer answer) {
        Once once = new Once(answer);
        try {
            String program =
                    URLEncoder.encode(topic.program(), StandardCharsets.UTF_8).replace("+", "%20");
            routes.ask("/v1/programs/" + program + "/" + topic.address(), mostRows, once);
        } catch (HttpProblem problem) {
            once.fail(problem);
        }
    }

    /** What a route answers, as a state. */
    private final class Once implements Responder {
        private final Answer answer;

        Once(Answer answer) {
            this.answer = answer;
        }

        @Override
        public void answer(Response response) {
            if (response.status() != HttpResponseStatus.OK.code()) {
                thread.execute(() -> answer.problem(problem(response.status(), "the topic cannot be shown")));
                return;
            }
            String body = new String(response.body(), StandardCharsets.UTF_8);
            thread.execute(() -> answer.state(AnswerSplitter.split(body, "participant")));
        }

        @Override
        public void fail(HttpProblem problem) {
            thread.execute(() -> {
                if (problem.status() == NO_ROOM) {
                    answer.busy();
                } else {
                    answer.problem(problem(problem.status(), problem.getMessage()));
                }
            });
        }

        private static LiveProblem problem(int status, String detail) {
            HttpResponseStatus known = HttpResponseStatus.valueOf(status == 0 ? BROKEN : status);
            return new LiveProblem(known.code(), known.reasonPhrase(), detail);
        }

        @Override
        public void execute(Runnable task) {
            thread.execute(task);
        }

        @Override
        public void executeIn(long delayMs, Runnable task) {
            CompletableFuture.delayedExecutor(delayMs, TimeUnit.MILLISECONDS, thread)
                    .execute(task);
        }

        @Override
        public boolean isDone() {
            return false;
        }
    }
}
