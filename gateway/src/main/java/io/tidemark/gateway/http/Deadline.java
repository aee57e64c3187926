package io.tidemark.gateway.http;

import io.netty.channel.EventLoop;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** The one time by which a connection must have got on. Moves cheaply: a timer is set anew only when it would ring too late. */
final class Deadline {
    private final EventLoop loop;
    private final Runnable missed;
    private long dueNs;
    private long rings = Long.MAX_VALUE;
    private boolean running;
    private Future<?> timer;

    Deadline(EventLoop loop, Runnable missed) {
        this.loop = loop;
        this.missed = missed;
    }

    void within(long ms) {
        dueNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ms);
        running = true;
        if (timer == null || rings - dueNs > 0) {
            ring();
        }
    }

    void stop() {
        running = false;
    }

    void cancel() {
        running = false;
        if (timer != null) {
            timer.cancel(false);
        }
    }

    private void ring() {
        if (timer != null) {
            timer.cancel(false);
        }
        rings = dueNs;
        timer = loop.schedule(this::rang, Math.max(0, dueNs - System.nanoTime()), TimeUnit.NANOSECONDS);
    }

    private void rang() {
        timer = null;
        if (!running) {
            return;
        }
        if (System.nanoTime() - dueNs >= 0) {
            running = false;
            missed.run();
        } else {
            ring();
        }
    }
}
