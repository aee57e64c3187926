package io.tidemark.engine.naive;

import io.tidemark.engine.directory.AssignmentRow;
import io.tidemark.engine.directory.ClaimDecision;
import io.tidemark.engine.directory.MatchRow;
import io.tidemark.engine.directory.ReferenceRow;
import io.tidemark.engine.directory.StatusRow;
import io.tidemark.engine.directory.TargetRow;
import io.tidemark.engine.program.Program;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What is said of participants beside the rows about them: numbers by period, statuses by day, and who fills roles where. */
final class Given {
    private final Map<List<String>, BigDecimal> targets = new HashMap<>();
    private final Map<List<String>, NavigableMap<Integer, String>> statuses = new HashMap<>();

    private final Map<List<Object>, ClaimDecision.Verdict> decisions = new HashMap<>();
    /** The day on which each claim was first received. */
    private final Map<Identity, Integer> received = new HashMap<>();

    private final Map<List<String>, String> matches = new HashMap<>();
    private final List<AssignmentRow> assignments = new ArrayList<>();

    void receive(ReferenceRow row) {
        if (row instanceof TargetRow target) {
            targets.put(
                    List.of(target.kind(), target.id(), target.name(), target.period()), Numbers.of(target.value()));
        } else if (row instanceof StatusRow status) {
            statuses.computeIfAbsent(List.of(status.kind(), status.id(), status.status()), any -> new TreeMap<>())
                    .put(status.date(), status.is());
        } else if (row instanceof AssignmentRow assignment) {
            assignments.removeIf(known -> same(known, assignment));
            assignments.add(assignment);
        } else if (row instanceof MatchRow match) {
            matches.put(List.of(match.source(), match.kind(), match.id()), match.participant());
        } else if (row instanceof ClaimDecision decision) {
            Identity claim = new Identity(decision.source(), decision.id(), decision.line());
            decisions.put(List.of(decision.program(), claim, decision.step()), decision.verdict());
        }
    }

    /** Whom a feed means by an id under which nobody is known: another id, or the same. */
    String meant(String source, String kind, String id) {
        String other = matches.getOrDefault(List.of(source, kind, id), "");
        return other.isEmpty() ? id : other;
    }

    void received(Identity identity, String kind, int day) {
        if (kind.equals(Program.Claims.KIND)) {
            received.putIfAbsent(identity, day);
        }
    }

    int receivedOn(Identity claim) {
        return received.get(claim);
    }

    ClaimDecision.Verdict verdict(String program, Identity claim, String step) {
        return decisions.getOrDefault(List.of(program, claim, step), ClaimDecision.Verdict.NONE);
    }

    private static boolean same(AssignmentRow a, AssignmentRow b) {
        return samePlace(a, b) && a.from() == b.from();
    }

    private static boolean samePlace(AssignmentRow a, AssignmentRow b) {
        return a.role().equals(b.role())
                && a.territory().equals(b.territory())
                && a.postalFrom().equals(b.postalFrom())
                && a.postalTo().equals(b.postalTo());
    }

    /** Who fills a role in a territory on a day, or empty. */
    String inTerritory(String territory, String role, int day) {
        return inForce(role, day).stream()
                .filter(row -> !row.territory().isEmpty() && row.territory().equals(territory))
                .map(AssignmentRow::participant)
                .findFirst()
                .orElse("");
    }

    /** Who fills a role for a postal code on a day: by the range that begins latest, of those the one that ends first. */
    String forCode(String code, String role, int day) {
        return inForce(role, day).stream()
                .filter(row -> row.territory().isEmpty() && row.postalFrom().compareTo(code) <= 0)
                .filter(row -> row.postalTo().compareTo(code) >= 0 || code.startsWith(row.postalTo()))
                .max(Comparator.comparing(AssignmentRow::postalFrom)
                        .thenComparing(row -> row.postalTo() + "\uFFFF", Comparator.reverseOrder()))
                .map(AssignmentRow::participant)
                .orElse("");
    }

    /** Rows in force that assign somebody. */
    private List<AssignmentRow> inForce(String role, int day) {
        return assignments.stream()
                .filter(row -> row.role().equals(role) && row.from() <= day)
                .filter(row -> assignments.stream()
                        .noneMatch(later -> samePlace(later, row) && later.from() > row.from() && later.from() <= day))
                .filter(row -> !row.participant().isEmpty())
                .toList();
    }

    /** The number for exactly this period, or null. */
    BigDecimal target(Who who, String name, String period) {
        return targets.get(List.of(who.kind(), who.id(), name, period));
    }

    /** The last value by a day, or empty. */
    String status(Who who, String status, int day) {
        NavigableMap<Integer, String> values = statuses.get(List.of(who.kind(), who.id(), status));
        Map.Entry<Integer, String> last = values == null ? null : values.floorEntry(day);
        return last == null ? "" : last.getValue();
    }
}
