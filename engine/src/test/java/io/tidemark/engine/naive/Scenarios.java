package io.tidemark.engine.naive;

import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Scenarios for properties. A failing one shrinks by leaving facts out. */
public final class Scenarios {
    private Scenarios() {}

    public static Arbitrary<Scenario> scenarios(Options options) {
        // a smaller seed is not a simpler fact: seeds do not shrink, only their list does
        Arbitrary<Long> seeds = Arbitraries.randomValue(Random::nextLong);
        return Combinators.combine(seeds, seeds.list().ofMaxSize(options.facts()))
                .as((world, facts) -> Scenario.of(world, facts, options));
    }
}
