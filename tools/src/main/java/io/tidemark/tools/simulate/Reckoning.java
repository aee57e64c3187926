package io.tidemark.tools.simulate;

import io.tidemark.engine.EngineLimits;
import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.host.LocalHost;
import io.tidemark.journal.recovery.Recovery;
import io.tidemark.journal.recovery.Run;

/** What a history came to in the end, against what it should have come to. */
final class Reckoning {
    private static final long MS_PER_DAY = 86_400_000L;

    private final long standings;
    private final int identities;
    private final int today;

    Reckoning(ScoringCore core) {
        standings = core.standingsHash();
        identities = core.facts().identities.count();
        today = core.facts().today;
    }

    /** The core of a start that read everything once more. */
    void sameAs(ScoringCore again) {
        if (again.standingsHash() != standings) {
            throw new Violation("the standings after the last start are others than before");
        }
    }

    /** The journal alone, all of it: the service that holds it has written nothing yet but that its run begins. */
    void sameAsReadWhole(ScoringCore again, SimServer.Setup setup) {
        ScoringCore core = new ScoringCore(setup.limits());
        new Recovery(core, sequence -> {}).replay(Run.in(setup.data()));
        if (core.stateHash() != again.stateHash()) {
            throw new Violation("the state that the whole journal comes to is another than that of the last start");
        }
    }

    /** A core that was told everything once, in order, without a journal. */
    void sameAsUndisturbed(SimFacts facts, EngineLimits limits) {
        LocalHost host = new LocalHost(limits, today * MS_PER_DAY);
        facts.programs().forEach(host::publish);
        host.participants(facts.participants());
        host.products(facts.products());
        facts.activities().forEach(host::activity);
        host.settle();
        int all = host.core().facts().identities.count();
        if (all != identities) {
            throw new Violation(identities + " activities are kept; there are " + all);
        }
        if (host.core().standingsHash() != standings) {
            throw new Violation("the standings are others than those of a core that was told everything once");
        }
    }
}
