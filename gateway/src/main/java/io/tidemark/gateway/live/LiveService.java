package io.tidemark.gateway.live;

import io.tidemark.engine.host.CoreReads;
import io.tidemark.gateway.http.InnerReads;
import java.io.Closeable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The hub with a thread of its own. Any thread may call. */
final class LiveService implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveService.class);

    private final ScheduledThreadPoolExecutor thread;
    private final LiveHub hub;
    private final LiveLimits limits;
    private volatile int viewers;
    private volatile int topics;

    /** @param run see {@link LiveHub} */
    LiveService(CoreReads core, InnerReads routes, LiveLimits limits, String run) {
        this.limits = limits;
        this.thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread live = new Thread(task, "live");
            live.setDaemon(true);
            return live;
        });
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        thread.setContinueExistingPeriodicTasksAfterShutdownPolicy(false);
        this.hub = new LiveHub(new RouteReads(core, routes, this::execute, limits.rows()), limits, run);
    }

    void start() {
        Runnable turn = guarded(() -> {
            hub.turn(TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
            viewers = hub.viewers();
            topics = hub.topics();
        });
        thread.scheduleWithFixedDelay(turn, limits.everyMs(), limits.everyMs(), TimeUnit.MILLISECONDS);
    }

    /** Connections that watch, as of a moment ago. */
    int viewers() {
        return viewers;
    }

    /** Distinct topics that are held, as of a moment ago. */
    int topics() {
        return topics;
    }

    LiveLimits limits() {
        return limits;
    }

    /** Does something on the hub's thread; nothing once the service is closed. */
    void tell(Consumer<LiveHub> what) {
        execute(() -> what.accept(hub));
    }

    /** Never throws: the core's thread calls this too. */
    private void execute(Runnable task) {
        try {
            thread.execute(guarded(task));
        } catch (RejectedExecutionException closed) {
            LOG.debug("live viewing has ended");
        }
    }

    /** One viewer's trouble is not everybody's. */
    private static Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException broken) {
                LOG.error("live viewing stumbled", broken);
            }
        };
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
