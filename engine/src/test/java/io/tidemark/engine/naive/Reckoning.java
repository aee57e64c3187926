package io.tidemark.engine.naive;

import io.tidemark.engine.program.Program;
import io.tidemark.engine.program.Program.Rule;
import io.tidemark.engine.program.Program.Track;
import io.tidemark.engine.program.Program.Window;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One participant on one track, in every period that anything asks for. */
final class Reckoning {
    final Program program;
    final Track track;
    final History history;
    final Circumstances circumstances;

    private final Map<String, Moment> moments = new HashMap<>();

    Reckoning(Program program, Track track, History history, Circumstances circumstances) {
        this.program = program;
        this.track = track;
        this.history = history;
        this.circumstances = circumstances;
    }

    Moment at(String period) {
        return moments.computeIfAbsent(period, any -> new Moment(this, period));
    }

    BigDecimal attribute(String name, String period) {
        return Numbers.parsed(circumstances.attribute(name, period));
    }

    Rule rule(String name) {
        return track.rules().stream()
                .filter(rule -> rule.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Σ of the counted values of a rule over the periods of a window. */
    BigDecimal counted(String rule, Window window, String period) {
        return history.periods(window, period).stream()
                .map(one -> at(one).counted(rule(rule)))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    BigDecimal points(Window window, String period) {
        return history.periods(window, period).stream()
                .map(one -> at(one).points())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Σ of the totals before the track's cap. */
    BigDecimal uncapped(List<String> periods) {
        return periods.stream().map(one -> at(one).uncapped()).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
