package io.tidemark.tools.cli;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.query.ActivityView;
import io.tidemark.engine.query.BoardView;
import io.tidemark.engine.query.PostingView;
import io.tidemark.engine.query.StandingView;
import io.tidemark.engine.tier.Gaps;
import io.tidemark.gateway.answer.Figures;
import java.io.PrintStream;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Answers for spreadsheets and scripts: comma, UTF-8, a header, plain numbers. Boards have one shape, standings another
 * (one line per figure); where several kinds of answers are asked for, an empty line stands between them. Hashes go to
 * standard error, so that every line of a table is a row.
 */
public final class CsvOutput implements ScoreOutput {
    private final Console console;
    private final PrintStream out;
    private boolean first = true;

    public CsvOutput(Console console) {
        this.console = console;
        this.out = console.out();
    }

    @Override
    public void print(Answers answers) {
        if (answers.boards() != null) {
            head("program", "board", "period", "segment", "rank", "participant", "name", "value", "tier");
            answers.boards().forEach(page -> board(page.view()));
        }
        if (answers.standings() != null) {
            head("program", "track", "period", "participant", "name", "tier", "figure", "of", "value");
            answers.standings().forEach(standing -> standing(standing.view()));
            if (answers.standings().stream().anyMatch(standing -> standing.postings() != null)) {
                postings(answers);
            }
        }
        if (answers.activities() != null) {
            head("source", "activity", "program", "track", "participant", "period", "figure", "of", "value");
            answers.activities().forEach(this::activity);
        }
        if (answers.hashes() != null) {
            console.say("standings-hash " + Figures.hash(answers.hashes().standings()));
            console.say("state-hash " + Figures.hash(answers.hashes().state()));
        }
        out.flush();
    }

    private void head(String... names) {
        if (!first) {
            out.print('\n');
        }
        first = false;
        line(names);
    }

    private void line(String... cells) {
        out.print(Arrays.stream(cells).map(CsvOutput::quoted).collect(Collectors.joining(",")));
        out.print('\n');
    }

    /** A cell, in quotes where it needs them. */
    public static String quoted(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                && text.strip().length() == text.length();
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    private void board(BoardView view) {
        for (BoardView.Row row : view.rows()) {
            line(
                    view.program(),
                    view.board(),
                    view.period(),
                    view.segment(),
                    Integer.toString(row.rank()),
                    row.participant(),
                    row.name(),
                    Figures.value(row.value(), row.over()),
                    row.tier());
        }
    }

    private void standing(StandingView view) {
        figure(view, "points", "", Fixed.format(view.points()));
        figure(view, "held", "", Fixed.format(view.held()));
        if (view.pending().signum() != 0) {
            figure(view, "pending", "", Fixed.format(view.pending()));
        }
        view.ranks().forEach((board, rank) -> figure(view, "rank", board, Integer.toString(rank)));
        view.measures().forEach((name, value) -> figure(view, "measure", name, Fixed.format(value)));
        view.rules().forEach((name, value) -> figure(view, "rule", name, Fixed.format(value)));
        for (Gaps.Gap gap : view.missing()) {
            String missing = gap.missing() == null ? "" : Fixed.format(gap.missing());
            figure(view, "missing-to-" + view.next(), gap.measure(), missing);
        }
    }

    private void figure(StandingView view, String figure, String of, String value) {
        line(
                view.program(),
                view.track(),
                view.period(),
                view.participant(),
                view.name(),
                view.tier(),
                figure,
                of,
                value);
    }

    private void postings(Answers answers) {
        head(
                "program",
                "track",
                "period",
                "participant",
                "sequence",
                "activity",
                "source",
                "kind",
                "date",
                "rule",
                "points",
                "before",
                "after",
                "measure",
                "measure-before",
                "measure-after");
        for (Answers.Standing standing : answers.standings()) {
            for (PostingView posting : standing.postings()) {
                boolean moved = !posting.measure().isEmpty();
                line(
                        standing.view().program(),
                        standing.view().track(),
                        standing.view().period(),
                        standing.view().participant(),
                        Long.toString(posting.sequence()),
                        posting.activity(),
                        posting.source(),
                        posting.kind(),
                        LocalDate.ofEpochDay(posting.date()).toString(),
                        posting.rule(),
                        Fixed.format(posting.points()),
                        Fixed.format(posting.before()),
                        Fixed.format(posting.after()),
                        posting.measure(),
                        moved ? Fixed.format(posting.measureBefore()) : "",
                        moved ? Fixed.format(posting.measureAfter()) : "");
            }
        }
    }

    private void activity(ActivityView view) {
        for (ActivityView.Credited track : view.tracks()) {
            if (!track.reason().isEmpty()) {
                figure(view, track, "earns-nothing", track.reason(), "");
                continue;
            }
            track.measures().forEach((name, value) -> figure(view, track, "measure", name, value));
            track.rules().forEach((name, value) -> figure(view, track, "rule", name, value));
            if (!track.why().isEmpty()) {
                figure(view, track, "earns-nothing", track.why(), "");
            }
        }
    }

    private void figure(ActivityView view, ActivityView.Credited track, String figure, String of, BigInteger value) {
        figure(view, track, figure, of, Fixed.format(value));
    }

    private void figure(ActivityView view, ActivityView.Credited track, String figure, String of, String value) {
        line(
                view.source(),
                view.activity(),
                track.program(),
                track.track(),
                track.participant(),
                track.period(),
                figure,
                of,
                value);
    }
}
