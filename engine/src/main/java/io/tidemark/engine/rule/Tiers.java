package io.tidemark.engine.rule;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.measure.Inputs;
import io.tidemark.engine.program.Program;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** The tiers that rules ask for: worked out before the rules, from what the ladder reads and what is kept of earlier tiers. */
final class Tiers {
    private final TierReader ladder;
    private final int[] places;
    private final int[] least;
    private final int kept;

    Tiers(TierReader ladder, Inputs inputs) {
        this.ladder = ladder;
        List<Integer> found = new ArrayList<>();
        List<Integer> positions = new ArrayList<>();
        for (int k = 0; k < inputs.derived(); k++) {
            Inputs.Input input = inputs.derived(k);
            if (input.kind() == Inputs.Kind.TIER && input.whose() == null) {
                found.add(inputs.measures() + k);
                positions.add(ladder.position(input.text()));
            }
        }
        places = found.stream().mapToInt(Integer::intValue).toArray();
        least = positions.stream().mapToInt(Integer::intValue).toArray();
        kept = inputs.find(Inputs.Kind.KEPT, 0, Program.Window.PERIOD);
    }

    boolean areAsked() {
        return places.length > 0;
    }

    void write(long[] inputs) {
        long held = ladder.qualified(inputs);
        if (kept >= 0) {
            held = Math.max(held, inputs[kept]);
        }
        for (int k = 0; k < places.length; k++) {
            inputs[places[k]] = held >= least[k] ? Fixed.ONE : 0;
        }
    }

    void write(BigInteger[] inputs) {
        int held = ladder.qualified(inputs);
        if (kept >= 0) {
            held = Math.max(held, inputs[kept].intValue());
        }
        for (int k = 0; k < places.length; k++) {
            inputs[places[k]] = held >= least[k] ? BigInteger.valueOf(Fixed.ONE) : BigInteger.ZERO;
        }
    }
}
