package io.tidemark.engine.naive;

import io.tidemark.engine.program.Program;
import io.tidemark.engine.program.Program.Measure;
import io.tidemark.engine.program.Program.Shift;
import io.tidemark.engine.program.Program.Window;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** The sums of one participant, or of an ancestor, in every period; and what follows over several of them. */
final class History {
    private final Program program;
    private final Map<String, Map<String, BigDecimal>> sums;
    /** Name of a number and a period's or year's id to what is given, or null. */
    private final BiFunction<String, String, BigDecimal> given;

    /** @param sums by period, then by measure; a period without facts may be absent */
    History(Program program, Map<String, Map<String, BigDecimal>> sums, BiFunction<String, String, BigDecimal> given) {
        this.program = program;
        this.sums = sums;
        this.given = given;
    }

    /** The periods of a window that ends with a period, in order. */
    List<String> periods(Window window, String period) {
        List<String> periods = new ArrayList<>(List.of(period));
        while (reachesFurther(window, periods, period)) {
            periods.add(0, Calendar.before(program.periods(), periods.get(0)));
        }
        return periods;
    }

    private boolean reachesFurther(Window window, List<String> periods, String period) {
        String earlier = Calendar.before(program.periods(), periods.get(0));
        if (earlier == null) {
            return false;
        }
        return switch (window.span()) {
            case PERIOD -> false;
            case LAST -> periods.size() < window.periods();
            case YEAR -> Calendar.yearOf(program.periods(), earlier).equals(Calendar.yearOf(program.periods(), period));
        };
    }

    BigDecimal measure(String name, Window window, String period) {
        Measure measure = program.measures().stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow();
        if (measure.isGiven()) {
            return given(measure, window, period);
        }
        if (measure.isDistinct()) {
            return distinct(measure, window, period);
        }
        if (measure.isLast()) {
            return last(measure, window, period);
        }
        return periods(window, period).stream()
                .map(one -> sum(name, shifted(measure.shift(), one)))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Over a year the number of the year, where there is one; otherwise the numbers of the periods. */
    private BigDecimal given(Measure measure, Window window, String period) {
        String last = shifted(measure.shift(), period);
        String year = last == null ? "" : Calendar.yearOf(program.periods(), last);
        if (window.span() == Program.Span.YEAR && given.apply(measure.field(), year) != null) {
            return given.apply(measure.field(), year);
        }
        return periods(window, period).stream()
                .map(one -> shifted(measure.shift(), one))
                .filter(one -> one != null && given.apply(measure.field(), one) != null)
                .map(one -> given.apply(measure.field(), one))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** How many values have something net over the window. */
    private BigDecimal distinct(Measure measure, Window window, String period) {
        Map<String, BigDecimal> nets = new HashMap<>();
        for (String one : periods(window, period)) {
            sums.getOrDefault(shifted(measure.shift(), one), Map.of()).forEach((key, net) -> {
                if (key.startsWith(Measuring.distinct(measure.name(), ""))) {
                    nets.merge(key, net, BigDecimal::add);
                }
            });
        }
        return BigDecimal.valueOf(
                nets.values().stream().filter(net -> net.signum() > 0).count());
    }

    /** The sum of what was reported last of every thing over the window. */
    private BigDecimal last(Measure measure, Window window, String period) {
        Map<String, String[]> lasts = new HashMap<>();
        Map<String, BigDecimal> values = new HashMap<>();
        for (String one : periods(window, period)) {
            sums.getOrDefault(shifted(measure.shift(), one), Map.of()).forEach((key, value) -> {
                String[] parts = key.split(Measuring.LAST_OF, -1);
                boolean later = parts.length == 5
                        && parts[0].startsWith(Measuring.distinct(measure.name(), ""))
                        && (!lasts.containsKey(parts[0]) || isLater(parts, lasts.get(parts[0])));
                if (later) {
                    lasts.put(parts[0], parts);
                    values.put(parts[0], value);
                }
            });
        }
        return values.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static boolean isLater(String[] one, String[] other) {
        int dates = Integer.compare(Integer.parseInt(one[1]), Integer.parseInt(other[1]));
        int identities = new Identity(one[2], one[3], one[4]).compareTo(new Identity(other[2], other[3], other[4]));
        return dates > 0 || dates == 0 && identities > 0;
    }

    private BigDecimal sum(String name, String period) {
        return sums.getOrDefault(period, Map.of()).getOrDefault(name, BigDecimal.ZERO);
    }

    private String shifted(Shift shift, String period) {
        int back = shift == Shift.NONE ? 0 : shift == Shift.PREVIOUS ? 1 : Calendar.perYear(program.periods());
        String earlier = period;
        for (int k = 0; k < back && earlier != null; k++) {
            earlier = Calendar.before(program.periods(), earlier);
        }
        return earlier;
    }

    /** Every measure over the period itself. */
    Map<String, BigDecimal> measures(String period) {
        Map<String, BigDecimal> all = new java.util.LinkedHashMap<>();
        program.measures().forEach(measure -> all.put(measure.name(), measure(measure.name(), Window.PERIOD, period)));
        return all;
    }

    /** Sums of contributions by period. */
    static Map<String, Map<String, BigDecimal>> sums(List<Scored.Contribution> contributions) {
        Map<String, Map<String, BigDecimal>> sums = new HashMap<>();
        for (Scored.Contribution contribution : contributions) {
            Map<String, BigDecimal> sum =
                    sums.computeIfAbsent(contribution.place().period(), any -> new HashMap<>());
            contribution.measures().forEach((name, value) -> sum.merge(name, value, BigDecimal::add));
        }
        return sums;
    }
}
