package io.tidemark.engine;

import io.tidemark.engine.activity.Identities;
import io.tidemark.engine.job.JobQueue;
import io.tidemark.engine.program.ProgramInstance;
import java.util.HashSet;
import java.util.Set;

/** Re-rates the claims of things that have many, a claim an item: when a sale of the thing comes, goes or changes. Core thread only. */
final class ClaimWork {
    /** As many program numbers as a job can name. */
    static final int MOST_PROGRAMS = 256;

    private final JobQueue jobs;
    /** Jobs that nothing was done of. */
    private final Set<Of> waiting = new HashSet<>();

    private record Of(int program, long thing) {}

    ClaimWork(JobQueue jobs) {
        this.jobs = jobs;
    }

    /** The claims of a thing are to be rated: before a closing that waits. */
    void add(int program, long thing) {
        if (!waiting.add(new Of(program, thing))) {
            return;
        }
        if (jobs.isEmpty()) {
            jobs.add(JobQueue.Kind.CLAIMS, program, 0, thing);
        } else {
            jobs.follow(JobQueue.Kind.CLAIMS, program, 0, thing);
        }
    }

    /** Rates the next claim of the job in work, of whichever version of the program has it. */
    void step(ProgramInstance[] instances, long sequence) {
        int program = jobs.depth();
        long thing = jobs.cursor();
        int from = jobs.subject();
        if (from == 0) {
            waiting.remove(new Of(program, thing));
        }
        int claim = Identities.NONE;
        for (ProgramInstance instance : instances) {
            int next = instance.number() == program ? instance.claimFrom(thing, from) : Identities.NONE;
            claim = claim == Identities.NONE || next != Identities.NONE && next < claim ? next : claim;
        }
        if (claim == Identities.NONE) {
            jobs.remove();
            return;
        }
        jobs.goOn(claim + 1);
        for (ProgramInstance instance : instances) {
            if (instance.number() == program) {
                instance.rateClaim(claim, sequence);
            }
        }
    }

    /** Behind a start from a snapshot. */
    void restore() {
        waiting.clear();
        jobs.each(JobQueue.Kind.CLAIMS, (program, from, thing) -> {
            if (from == 0) {
                waiting.add(new Of(program, thing));
            }
        });
    }
}
