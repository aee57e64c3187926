package io.tidemark.tools.simulate;

import io.tidemark.gateway.answer.Figures;
import io.tidemark.tools.cli.Console;
import io.tidemark.tools.cli.Exit;
import io.tidemark.tools.service.Logs;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tidemark sim}: histories with faults, each from a seed, on one thread. */
@Command(
        name = "sim",
        description = {
            "Runs the service on a simulated disk, network and clock, with faults that a seed decides, and checks that nothing"
                    + " acknowledged is lost and nothing counts twice.",
            "The same seed is the same history. Status 1: a promise was broken; the seed and what was broken are printed."
        })
public final class SimCommand implements Callable<Integer> {
    private static final int TRACE_LINES = 200;

    private final Console console;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            description = "the first history (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--seeds",
            paramLabel = "COUNT",
            defaultValue = "1",
            description = "how many, one after the other (default: ${DEFAULT-VALUE})")
    private int seeds;

    @Option(names = "--trace", description = "prints the last " + TRACE_LINES + " things that happened")
    private boolean trace;

    public SimCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Logs.configure("text", "OFF");
        int broken = 0;
        for (long k = seed; k < seed + seeds; k++) {
            broken += run(k) ? 0 : 1;
        }
        if (seeds > 1) {
            console.out().println("seeds " + seeds + ", broken " + broken);
        }
        console.out().flush();
        return (broken == 0 ? Exit.DONE : Exit.INPUT).status();
    }

    private boolean run(long one) {
        console.out().println("seed " + one);
        // whatever happens now, it is known how to see it again
        console.out().flush();
        Trace last = new Trace(trace ? TRACE_LINES : 0);
        try {
            SimResult result = Simulation.run(one, last, Seams.NONE);
            say(last);
            console.out()
                    .println("  steps " + result.steps() + ", sequence " + result.sequence() + ", standings-hash "
                            + Figures.hash(result.standingsHash()) + ", state-hash "
                            + Figures.hash(result.stateHash()));
            console.out()
                    .println("  starts with a snapshot " + result.snapshotStarts() + ", went wrong on the way: "
                            + result.faults());
            return true;
        } catch (Violation violation) {
            say(last);
            console.out().println("  broken at step " + last.step() + ": " + violation.getMessage());
            console.out().println("  again: tidemark sim --seed " + one + " --trace");
            if (trace && violation.getCause() != null) {
                console.out().flush();
                violation.getCause().printStackTrace(console.err());
            }
            return false;
        }
    }

    private void say(Trace last) {
        last.lines().forEach(line -> console.out().println(line));
    }
}
