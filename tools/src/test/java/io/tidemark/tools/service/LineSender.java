package io.tidemark.tools.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.gateway.answer.JsonText;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A sender as simple as one can be: batches of lines over two connections, and a batch that got no answer is sent again until it
 * gets one. Remembers what was acknowledged.
 */
final class LineSender implements AutoCloseable {
    private static final int BATCH = 100;
    private static final int CONNECTIONS = 2;
    private static final int MOST_TRIES = 3_000;

    private final URI target;
    private final String token;
    private final List<String> bodies = new ArrayList<>();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong sequence = new AtomicLong();
    private final boolean[] done;
    private final ReentrantReadWriteLock sending = new ReentrantReadWriteLock(true);
    private final ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
    private final List<Future<?>> running = new ArrayList<>();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    LineSender(String url, String token, List<String> lines) {
        this.target = URI.create(url + "/v1/activities?feed=pos");
        this.token = token;
        for (int from = 0; from < lines.size(); from += BATCH) {
            bodies.add(String.join("\n", lines.subList(from, Math.min(lines.size(), from + BATCH))));
        }
        this.done = new boolean[bodies.size()];
    }

    void start() {
        for (int k = 0; k < CONNECTIONS; k++) {
            running.add(threads.submit(() -> {
                for (int batch = next.getAndIncrement(); batch < bodies.size(); batch = next.getAndIncrement()) {
                    acknowledged(batch, send(batch));
                }
                return null;
            }));
        }
    }

    private synchronized void acknowledged(int batch, Map<String, Object> answer) {
        done[batch] = true;
        acknowledged.incrementAndGet();
        accepted.addAndGet(JsonText.number(answer, "accepted"));
        sequence.accumulateAndGet(JsonText.number(answer, "sequence"), Math::max);
    }

    /** Sends a batch until it is answered. */
    private Map<String, Object> send(int batch) throws InterruptedException {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            sending.readLock().lock();
            try {
                HttpResponse<String> answer = client.send(request(batch), HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() == 200) {
                    return checked(batch, JsonText.object(answer.body()));
                }
                assertThat(answer.statusCode()).as(answer.body()).isIn(429, 503);
            } catch (IOException broken) {
                unanswered.incrementAndGet();
            } finally {
                sending.readLock().unlock();
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
        throw new AssertionError("batch " + batch + " is not answered");
    }

    private HttpRequest request(int batch) {
        return HttpRequest.newBuilder(target)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofString(bodies.get(batch)))
                .build();
    }

    private Map<String, Object> checked(int batch, Map<String, Object> answer) {
        long lines = bodies.get(batch).lines().count();
        assertThat(JsonText.number(answer, "received")).isEqualTo(lines);
        assertThat(JsonText.number(answer, "accepted") + JsonText.number(answer, "duplicate"))
                .as(answer.toString())
                .isEqualTo(lines);
        return answer;
    }

    /** Batches there are. */
    int batches() {
        return bodies.size();
    }

    int acknowledged() {
        return acknowledged.get();
    }

    /** Requests that broke: those that a kill met. */
    int unanswered() {
        return unanswered.get();
    }

    /** Lines that an answer called accepted. */
    long accepted() {
        return accepted.get();
    }

    /** The highest sequence that an answer named. */
    long sequence() {
        return sequence.get();
    }

    /** Lets answers come and holds back what was to be sent next. */
    void pause() {
        sending.writeLock().lock();
    }

    void resume() {
        sending.writeLock().unlock();
    }

    /** Sends again what is acknowledged, the last so many batches of it, and answers how many lines of it were new to the server. */
    long sendAgain(int most) throws InterruptedException {
        long news = 0;
        int left = most;
        for (int batch = bodies.size() - 1; batch >= 0 && left > 0; batch--) {
            if (isAcknowledged(batch)) {
                news += JsonText.number(send(batch), "accepted");
                left--;
            }
        }
        return news;
    }

    private synchronized boolean isAcknowledged(int batch) {
        return done[batch];
    }

    /** Waits until everything is acknowledged. */
    void finish() throws Exception {
        for (Future<?> one : running) {
            one.get(5, TimeUnit.MINUTES);
        }
    }

    /** Fails where a connection has failed for good. */
    void check() throws Exception {
        for (Future<?> one : running) {
            if (one.isDone()) {
                one.get();
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
