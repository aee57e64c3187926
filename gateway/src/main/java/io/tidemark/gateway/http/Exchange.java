package io.tidemark.gateway.http;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** One request on its way to an answer. What comes after the answer is dropped. */
final class Exchange implements Responder, Flow {
    private final Connection connection;
    private final EventLoop loop;
    private final AtomicBoolean answered = new AtomicBoolean();
    private volatile boolean gone;

    /** Event loop only. */
    private boolean paused;

    /** Event loop only. */
    private final List<Runnable> over = new ArrayList<>(1);

    Exchange(Connection connection, EventLoop loop) {
        this.connection = connection;
        this.loop = loop;
    }

    @Override
    public void answer(Response response) {
        if (answered.compareAndSet(false, true)) {
            if (loop.inEventLoop()) {
                connection.answer(this, response);
            } else {
                loop.execute(() -> connection.answer(this, response));
            }
        }
    }

    /** Nobody waits any more. */
    void gone() {
        gone = true;
        over.forEach(Runnable::run);
        over.clear();
    }

    @Override
    public void whenOver(Runnable task) {
        if (gone) {
            task.run();
        } else {
            over.add(task);
        }
    }

    @Override
    public void execute(Runnable task) {
        if (!loop.isShuttingDown()) {
            loop.execute(task);
        }
    }

    @Override
    public void executeIn(long delayMs, Runnable task) {
        loop.schedule(task, delayMs, TimeUnit.MILLISECONDS);
    }

    @Override
    public boolean isDone() {
        return gone || answered.get();
    }

    @Override
    public void pause() {
        paused = true;
    }

    @Override
    public void resume() {
        if (loop.inEventLoop()) {
            goOn();
        } else {
            execute(this::goOn);
        }
    }

    private void goOn() {
        if (paused) {
            paused = false;
            connection.readOn(this);
        }
    }

    boolean isPaused() {
        return paused;
    }
}
