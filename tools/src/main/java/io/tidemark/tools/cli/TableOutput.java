package io.tidemark.tools.cli;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.program.Program;
import io.tidemark.engine.query.ActivityView;
import io.tidemark.engine.query.BoardView;
import io.tidemark.engine.query.PostingView;
import io.tidemark.engine.query.StandingView;
import io.tidemark.engine.tier.Gaps;
import io.tidemark.gateway.answer.Figures;
import java.io.PrintStream;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Answers for people. */
public final class TableOutput implements ScoreOutput {
    private final PrintStream out;
    private boolean first = true;

    public TableOutput(PrintStream out) {
        this.out = out;
    }

    @Override
    public void print(Answers answers) {
        if (answers.boards() != null) {
            answers.boards().forEach(this::board);
            if (answers.boards().isEmpty()) {
                gap();
                out.println("Nothing is on any board.");
            }
            dataThrough(answers.dataThrough());
        }
        if (answers.standings() != null) {
            answers.standings().forEach(this::standing);
        }
        if (answers.activities() != null) {
            answers.activities().forEach(this::activity);
        }
        if (answers.hashes() != null) {
            gap();
            out.println("standings-hash " + Figures.hash(answers.hashes().standings()));
            out.println("state-hash " + Figures.hash(answers.hashes().state()));
        }
        out.flush();
    }

    /** An empty line between parts. */
    private void gap() {
        if (!first) {
            out.println();
        }
        first = false;
    }

    private void board(Answers.BoardPage page) {
        gap();
        BoardView view = page.view();
        String segment = page.board().per() == null
                ? ""
                : " · " + page.board().per() + " " + (view.segment().isEmpty() ? "(none)" : view.segment());
        out.println(page.program().name() + " · board " + view.board() + segment + " · " + view.period() + " ("
                + view.state().text() + ")");
        if (view.rows().isEmpty()) {
            out.println("  nobody is listed");
            return;
        }
        boolean tiers = view.rows().stream().anyMatch(row -> !row.tier().isEmpty());
        TextTable table = tiers
                ? new TextTable("#rank", "name", "participant", "#" + label(page), "tier")
                : new TextTable("#rank", "name", "participant", "#" + label(page));
        for (BoardView.Row row : view.rows()) {
            String rank = Integer.toString(row.rank());
            String value = Numbers.grouped(Figures.value(row.value(), row.over()));
            if (tiers) {
                table.row(rank, row.name(), row.participant(), value, row.tier());
            } else {
                table.row(rank, row.name(), row.participant(), value);
            }
        }
        table.print(out, "  ");
        int more = view.total() - view.rows().size();
        if (more > 0) {
            out.println("  … and " + Numbers.grouped(more) + " more (--limit 0 shows all)");
        }
    }

    private static String label(Answers.BoardPage page) {
        Program.Rank rank = page.board().rank();
        if (rank.isPoints()) {
            return page.program().points().name();
        }
        return rank.isRatio() ? rank.measure() + " / " + rank.over() : rank.measure();
    }

    private void dataThrough(Map<String, String> days) {
        if (days.isEmpty()) {
            return;
        }
        gap();
        Map.Entry<String, String> earliest =
                days.entrySet().stream().min(Map.Entry.comparingByValue()).get();
        String latest = days.values().stream().max(Comparator.naturalOrder()).get();
        String behind = earliest.getValue().equals(latest)
                ? ""
                : "; furthest behind is distributor " + earliest.getKey() + ", " + earliest.getValue();
        out.println("Data through " + latest + ", " + Numbers.grouped(days.size())
                + (days.size() == 1 ? " distributor" : " distributors") + behind);
    }

    private void standing(Answers.Standing standing) {
        gap();
        StandingView view = standing.view();
        String unit = standing.program().points().name();
        out.println((view.name().isEmpty() ? view.participant() : view.name() + " (" + view.participant() + ")") + " · "
                + standing.program().name() + " · track " + view.track() + " · " + view.period() + " ("
                + view.state().text() + ")");
        out.println("  " + unit + ": " + Numbers.grouped(view.points())
                + (view.held().signum() == 0 ? "" : ", held back: " + Numbers.grouped(view.held()))
                + (view.pending().signum() == 0 ? "" : ", pending claims: " + Numbers.grouped(view.pending()))
                + (view.tier().isEmpty() ? "" : ", tier " + view.tier()));
        if (!view.ranks().isEmpty()) {
            out.println("  ranks: "
                    + view.ranks().entrySet().stream()
                            .map(rank -> rank.getValue() + " on " + rank.getKey())
                            .collect(Collectors.joining(", ")));
        }
        if (!view.next().isEmpty()) {
            out.println("  next tier " + view.next() + ": "
                    + view.missing().stream()
                            .map(TableOutput::missing)
                            .filter(text -> !text.isEmpty())
                            .collect(Collectors.joining("; ")));
        }
        numbers("measure", view.measures());
        numbers("rule", view.rules());
        if (standing.postings() != null) {
            postings(standing.postings(), unit);
        }
    }

    /** What it takes to fulfil a condition, in words; empty where it is fulfilled. */
    static String missing(Gaps.Gap gap) {
        if (gap.missing() == null) {
            return gap.measure() + " is " + Fixed.format(gap.have()) + " and may be at most " + Fixed.format(gap.need())
                    + ", which no sale brings about";
        }
        if (gap.missing().signum() == 0) {
            return "";
        }
        return Numbers.grouped(gap.missing()) + " more " + gap.measure() + " (" + Numbers.grouped(gap.have()) + " of "
                + Numbers.grouped(gap.need()) + (gap.over() == null ? "" : ", a share of " + gap.over()) + ")";
    }

    private void numbers(String what, Map<String, BigInteger> values) {
        if (!values.isEmpty()) {
            TextTable table = new TextTable(what, "#");
            values.forEach((name, value) -> table.row(name, Numbers.grouped(value)));
            table.print(out, "  ");
        }
    }

    private void postings(List<PostingView> postings, String unit) {
        out.println("  postings, newest first:");
        TextTable table = new TextTable("activity", "kind", "date", "rule", "#" + unit, "#before", "", "#after", "why");
        for (PostingView posting : postings) {
            table.row(
                    posting.activity(),
                    posting.kind(),
                    LocalDate.ofEpochDay(posting.date()).toString(),
                    posting.rule(),
                    (posting.points().signum() > 0 ? "+" : "") + Numbers.grouped(posting.points()),
                    Numbers.grouped(posting.before()),
                    "→",
                    Numbers.grouped(posting.after()),
                    why(posting));
        }
        table.print(out, "  ");
    }

    private static String why(PostingView posting) {
        String moved = posting.measure().isEmpty()
                ? "through its base"
                : posting.measure() + " " + Numbers.grouped(posting.measureBefore()) + " → "
                        + Numbers.grouped(posting.measureAfter());
        return posting.cause().equals("activity") ? moved : moved + ", by " + posting.cause();
    }

    private void activity(ActivityView view) {
        gap();
        out.println("Activity " + view.activity() + " of " + view.source());
        for (ActivityView.Version version : view.versions()) {
            List<String> words = new ArrayList<>();
            version.fields().forEach((name, value) -> words.add(name + " " + value));
            out.println("  " + version.function() + (version.revision() > 0 ? " " + version.revision() : "")
                    + (version.conflict() ? " (conflict, without effect)" : version.stands() ? " (stands)" : "") + ": "
                    + String.join(", ", words));
        }
        view.tracks().forEach(this::credited);
    }

    private void credited(ActivityView.Credited track) {
        String place = "  " + track.program() + "/" + track.track() + ": ";
        if (!track.reason().isEmpty()) {
            out.println(place + "earns nothing: " + track.reason());
            return;
        }
        out.println(place + "credited to " + track.participant() + " in " + track.period());
        track.measures().forEach((name, value) -> out.println("    measure " + name + " " + signed(value)));
        track.rules().forEach((name, value) -> out.println("    rule " + name + " " + signed(value)));
        if (!track.why().isEmpty()) {
            out.println("    earns nothing: " + track.why());
        }
    }

    private static String signed(BigInteger value) {
        return (value.signum() > 0 ? "+" : "") + Numbers.grouped(value);
    }
}
