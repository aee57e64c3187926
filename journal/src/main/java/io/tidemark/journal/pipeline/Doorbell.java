package io.tidemark.journal.pipeline;

import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.IdleStrategy;

/**
 * How an agent's thread waits: it looks again for a short while, then sleeps until somebody rings or the nap is over. Between
 * saying that it will sleep and sleeping it looks once more, so that no ring is lost; ringing somebody awake costs a read.
 */
final class Doorbell implements IdleStrategy {
    private final long spinNs;
    private final long napNs;
    private volatile Thread sleeper;
    private long idleSinceNs;
    private boolean spinning;
    private boolean announced;

    Doorbell(long spinNs, long napNs) {
        this.spinNs = spinNs;
        this.napNs = napNs;
    }

    /** Wakes the agent where it sleeps. Any thread, behind what the agent is to see. */
    void ring() {
        // what was published before must be visible before it is decided that nobody sleeps
        VarHandle.fullFence();
        Thread asleep = sleeper;
        if (asleep != null) {
            sleeper = null;
            LockSupport.unpark(asleep);
        }
    }

    @Override
    public void idle(int workCount) {
        if (workCount > 0) {
            reset();
        } else {
            idle();
        }
    }

    @Override
    public void idle() {
        if (announced) {
            if (sleeper != null) {
                LockSupport.parkNanos(this, napNs);
            }
            reset();
        } else if (!spinning) {
            spinning = true;
            idleSinceNs = System.nanoTime();
        } else if (System.nanoTime() - idleSinceNs < spinNs) {
            Thread.onSpinWait();
        } else {
            announced = true;
            sleeper = Thread.currentThread();
        }
    }

    @Override
    public void reset() {
        if (announced) {
            announced = false;
            sleeper = null;
        }
        spinning = false;
    }
}
