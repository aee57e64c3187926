package io.tidemark.tools.draft;

import io.tidemark.engine.Fixed;
import io.tidemark.gateway.draft.Comparison;
import io.tidemark.gateway.draft.Figures;
import io.tidemark.tools.cli.CsvOutput;
import java.io.PrintStream;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** For spreadsheets and scripts: one line per figure, each as the program in force has it and as the draft has it. */
final class SimulateCsv implements SimulateOutput {
    private final PrintStream out;

    SimulateCsv(PrintStream out) {
        this.out = out;
    }

    @Override
    public void print(Shadow shadow, List<Comparison> comparisons, int most) {
        line("draft", "figure", "period", "of", "in-force", "drafted");
        for (Comparison comparison : comparisons) {
            periods(comparison);
            rules(comparison);
            tiers(comparison);
            people(comparison, comparison.winners(), "more", most);
            people(comparison, comparison.losers(), "less", most);
            line(comparison.draft(), "same", "", "", "", Integer.toString(comparison.same()));
        }
    }

    private void line(String... cells) {
        out.print(Arrays.stream(cells).map(CsvOutput::quoted).collect(Collectors.joining(",")));
        out.print('\n');
    }

    private void figure(
            Comparison comparison, String figure, String period, String of, BigInteger inForce, BigInteger drafted) {
        line(comparison.draft(), figure, period, of, text(inForce), text(drafted));
    }

    private static String text(BigInteger units) {
        return units == null ? "" : Fixed.format(units);
    }

    private void periods(Comparison comparison) {
        for (String period : SimulateOutput.periods(comparison)) {
            sum(
                    comparison,
                    period,
                    SimulateOutput.sum(comparison.inForce(), period),
                    SimulateOutput.sum(comparison.drafted(), period));
        }
        sum(comparison, "", comparison.inForce().total(), comparison.drafted().total());
    }

    private void sum(Comparison comparison, String period, Figures.Sum inForce, Figures.Sum drafted) {
        figure(comparison, "points", period, "", inForce.points(), drafted.points());
        figure(comparison, "prizes", period, "", inForce.prizes(), drafted.prizes());
        figure(comparison, "paid", period, "", inForce.paid(), drafted.paid());
        figure(
                comparison,
                "cost",
                period,
                comparison.drafted().program().currency(),
                comparison.inForce().worth(inForce.paid()),
                comparison.drafted().worth(drafted.paid()));
    }

    private void rules(Comparison comparison) {
        Map<String, BigInteger> inForce = comparison.inForce().rules();
        Map<String, BigInteger> drafted = comparison.drafted().rules();
        for (String rule : SimulateOutput.keys(inForce, drafted)) {
            figure(comparison, "rule", "", rule, inForce.get(rule), drafted.get(rule));
        }
    }

    private void tiers(Comparison comparison) {
        for (String period : SimulateOutput.periods(comparison)) {
            Map<String, Integer> inForce = comparison.inForce().tiers().getOrDefault(period, Map.of());
            Map<String, Integer> drafted = comparison.drafted().tiers().getOrDefault(period, Map.of());
            for (String tier : SimulateOutput.keys(inForce, drafted)) {
                line(
                        comparison.draft(),
                        "tier",
                        period,
                        tier,
                        inForce.getOrDefault(tier, 0).toString(),
                        drafted.getOrDefault(tier, 0).toString());
            }
        }
    }

    private void people(Comparison comparison, List<Comparison.Change> changes, String figure, int most) {
        line(comparison.draft(), figure, "", "", "", Integer.toString(changes.size()));
        for (Comparison.Change change : changes.subList(0, Math.min(most, changes.size()))) {
            figure(comparison, figure, "", change.participant(), change.inForce(), change.drafted());
        }
    }
}
