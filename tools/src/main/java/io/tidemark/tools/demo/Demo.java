package io.tidemark.tools.demo;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.query.StandingView;
import io.tidemark.engine.tier.Gaps;
import io.tidemark.gateway.ingest.Profile;
import io.tidemark.tools.cli.Answers;
import io.tidemark.tools.cli.Asker;
import io.tidemark.tools.cli.Console;
import io.tidemark.tools.cli.Exit;
import io.tidemark.tools.cli.Facts;
import io.tidemark.tools.cli.Failure;
import io.tidemark.tools.cli.InputFiles;
import io.tidemark.tools.cli.Numbers;
import io.tidemark.tools.cli.Question;
import io.tidemark.tools.cli.ScoreRun;
import io.tidemark.tools.cli.Summary;
import io.tidemark.tools.cli.Survey;
import io.tidemark.tools.cli.TableOutput;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Renders the demonstration's files where they are not there yet, scores them, and shows what people would see. */
public final class Demo {
    private static final int BOARD_ROWS = 5;
    private static final int POSTINGS = 8;

    private final Console console;
    private final DemoData data;

    public Demo(Console console, Path folder) {
        this.console = console;
        this.data = new DemoData(folder, console);
    }

    /** Runs it all; answers whether every row was taken. */
    public Exit run() throws Failure {
        data.prepare(LocalDate.now(ZoneOffset.UTC));
        ScoreRun run = score();
        new Summary(run.reports()).lines().forEach(console::say);
        Summary.setAside(Survey.of(run.core())).forEach(console::say);
        console.say("");
        Answers boards = ask(run, new Question(null, null, null, null, false, BOARD_ROWS, false));
        TableOutput output = new TableOutput(console.out());
        output.print(boards);
        Optional<StandingView> rep = climber(run);
        if (rep.isPresent()) {
            explain(run, rep.get(), output);
        }
        return run.inputIsAtFault() ? Exit.INPUT : Exit.DONE;
    }

    /** Scores the files, which are there already. */
    ScoreRun score() throws Failure {
        Facts facts = new Facts(
                List.of(data.file("program.yaml")),
                null,
                List.of(data.file("participants.csv")),
                List.of(),
                List.of(data.file("products.csv")),
                List.of(),
                List.of(),
                "",
                System.currentTimeMillis(),
                false);
        ScoreRun run = new ScoreRun(console, facts);
        run.publish();
        run.references();
        for (Layout layout : Layout.values()) {
            Path profile = layout.profile() == null ? null : data.file(layout.profile());
            run.files(InputFiles.profile(profile, Profile.plain()), List.of(data.file(layout.file())), layout.feed());
        }
        run.finish();
        return run;
    }

    private static Answers ask(ScoreRun run, Question question) throws Failure {
        return new Asker(run.core(), question).answers();
    }

    /** The rep with the least missing to the next tier, of those to whom only volume is missing. */
    private static Optional<StandingView> climber(ScoreRun run) throws Failure {
        return ask(run, new Question(null, null, Question.EVERYBODY, null, false, 0, false)).standings().stream()
                .map(Answers.Standing::view)
                .filter(view -> view.track().equals("reps") && volumeGap(view).isPresent())
                .min(Comparator.comparing(view -> volumeGap(view).get().missing()));
    }

    private static Optional<Gaps.Gap> volumeGap(StandingView view) {
        List<Gaps.Gap> open = view.missing().stream()
                .filter(gap -> gap.missing() == null || gap.missing().signum() > 0)
                .toList();
        boolean volumeAlone = open.size() == 1
                && open.get(0).measure().equals("volume")
                && open.get(0).missing() != null;
        return volumeAlone ? Optional.of(open.get(0)) : Optional.empty();
    }

    private void explain(ScoreRun run, StandingView view, TableOutput output) throws Failure {
        Gaps.Gap gap = volumeGap(view).orElseThrow();
        console.out().println();
        console.out()
                .println(view.name() + " is " + view.tier() + " and " + Numbers.grouped(gap.missing())
                        + " of sales away from " + view.next() + pieces(view, gap)
                        + ". The standing, and what is behind it:");
        output.print(ask(run, new Question(view.period(), null, view.participant(), null, true, POSTINGS, false)));
        console.out().println("  … the newest " + POSTINGS + "; every point leads to its sale.");
        console.out().flush();
    }

    /** The gap in things to sell, at the average price of what was sold in the period. */
    private static String pieces(StandingView view, Gaps.Gap gap) {
        BigInteger units = view.measures().getOrDefault("units", BigInteger.ZERO);
        BigInteger volume = view.measures().getOrDefault("volume", BigInteger.ZERO);
        if (units.signum() <= 0 || volume.signum() <= 0) {
            return "";
        }
        BigDecimal price = new BigDecimal(volume).divide(new BigDecimal(units), 2, RoundingMode.HALF_EVEN);
        BigDecimal pieces = new BigDecimal(gap.missing())
                .multiply(new BigDecimal(units))
                .divide(new BigDecimal(volume), 0, RoundingMode.CEILING)
                .divide(BigDecimal.valueOf(Fixed.ONE), 0, RoundingMode.CEILING);
        return ": about " + Numbers.grouped(pieces.toPlainString()) + " more pieces at the quarter's average of "
                + price.toPlainString();
    }
}
