package io.tidemark.tools.simulate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The last steps, as texts; put together only where somebody wants them. */
public final class Trace {
    private final int most;
    private final ArrayDeque<String> last = new ArrayDeque<>();
    private long step;

    /** @param most lines kept; 0 for none */
    public Trace(int most) {
        this.most = most;
    }

    void next() {
        step++;
    }

    long step() {
        return step;
    }

    void say(Supplier<String> what) {
        if (most == 0) {
            return;
        }
        if (last.size() == most) {
            last.removeFirst();
        }
        last.addLast("%7d  %s".formatted(step, what.get()));
    }

    public List<String> lines() {
        return new ArrayList<>(last);
    }
}
