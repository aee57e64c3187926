package io.tidemark.tools.draft;

import io.tidemark.engine.Fixed;
import io.tidemark.gateway.draft.Comparison;
import io.tidemark.gateway.draft.Figures;
import io.tidemark.tools.cli.Numbers;
import io.tidemark.tools.cli.TextTable;
import java.io.PrintStream;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** For people. */
final class SimulateTable implements SimulateOutput {
    private final PrintStream out;

    SimulateTable(PrintStream out) {
        this.out = out;
    }

    @Override
    public void print(Shadow shadow, List<Comparison> comparisons, int most) {
        for (Comparison comparison : comparisons) {
            out.println(comparison.inForce().program().name() + " · " + comparison.draft()
                    + " beside the program in force · recorded up to sequence " + Numbers.grouped(shadow.recorded())
                    + (shadow.recorded() == 0
                            ? ""
                            : ", " + Instant.ofEpochMilli(shadow.core().timestampMs())));
            periods(comparison);
            rules(comparison);
            tiers(comparison);
            people(comparison, most);
            out.println();
        }
    }

    private void periods(Comparison comparison) {
        Figures inForce = comparison.inForce();
        Figures drafted = comparison.drafted();
        TextTable table = new TextTable("paid", "#in force", "#draft", "#difference");
        for (String period : SimulateOutput.periods(comparison)) {
            row(
                    table,
                    period,
                    SimulateOutput.sum(inForce, period).paid(),
                    SimulateOutput.sum(drafted, period).paid());
        }
        row(table, "in all", inForce.total().paid(), drafted.total().paid());
        BigInteger prizes = inForce.total().prizes();
        if (prizes.signum() != 0 || drafted.total().prizes().signum() != 0) {
            row(table, "of it prizes", prizes, drafted.total().prizes());
        }
        BigInteger cost = inForce.worth(inForce.total().paid());
        BigInteger draftCost = drafted.worth(drafted.total().paid());
        if (draftCost != null) {
            row(table, "cost, " + drafted.program().currency(), cost == null ? BigInteger.ZERO : cost, draftCost);
        }
        table.print(out, "  ");
    }

    private static void row(TextTable table, String name, BigInteger inForce, BigInteger drafted) {
        table.row(
                name,
                Numbers.grouped(Fixed.format(inForce)),
                Numbers.grouped(Fixed.format(drafted)),
                signed(drafted.subtract(inForce)));
    }

    private static String signed(BigInteger units) {
        return (units.signum() > 0 ? "+" : "") + Numbers.grouped(Fixed.format(units));
    }

    private void rules(Comparison comparison) {
        TextTable table = new TextTable("points of a rule", "#in force", "#draft", "#difference");
        Map<String, BigInteger> inForce = comparison.inForce().rules();
        Map<String, BigInteger> drafted = comparison.drafted().rules();
        for (String rule : SimulateOutput.keys(inForce, drafted)) {
            row(table, rule, inForce.getOrDefault(rule, BigInteger.ZERO), drafted.getOrDefault(rule, BigInteger.ZERO));
        }
        table.print(out, "  ");
    }

    /** Of the last period; all are in the other formats. */
    private void tiers(Comparison comparison) {
        String last = SimulateOutput.periods(comparison).stream()
                .reduce((one, next) -> next)
                .orElse("");
        Map<String, Integer> inForce = comparison.inForce().tiers().getOrDefault(last, Map.of());
        Map<String, Integer> drafted = comparison.drafted().tiers().getOrDefault(last, Map.of());
        if (inForce.isEmpty() && drafted.isEmpty()) {
            return;
        }
        TextTable table = new TextTable("participants in a tier, " + last, "#in force", "#draft");
        for (String tier : SimulateOutput.keys(inForce, drafted)) {
            table.row(
                    tier,
                    Numbers.grouped(inForce.getOrDefault(tier, 0)),
                    Numbers.grouped(drafted.getOrDefault(tier, 0)));
        }
        table.print(out, "  ");
    }

    private void people(Comparison comparison, int most) {
        out.println("  more for " + Numbers.grouped(comparison.winners().size()) + ", less for "
                + Numbers.grouped(comparison.losers().size()) + ", the same for "
                + Numbers.grouped(comparison.same()));
        people("most more", comparison.winners(), most);
        people("most less", comparison.losers(), most);
    }

    private void people(String head, List<Comparison.Change> changes, int most) {
        if (changes.isEmpty()) {
            return;
        }
        TextTable table = new TextTable(head, "name", "#in force", "#draft", "#difference");
        for (Comparison.Change change : changes.subList(0, Math.min(most, changes.size()))) {
            table.row(
                    change.participant(),
                    change.name(),
                    Numbers.grouped(Fixed.format(change.inForce())),
                    Numbers.grouped(Fixed.format(change.drafted())),
                    signed(change.difference()));
        }
        table.print(out, "  ");
    }
}
