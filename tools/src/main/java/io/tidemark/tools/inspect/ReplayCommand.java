package io.tidemark.tools.inspect;

import io.tidemark.engine.EngineLimits;
import io.tidemark.engine.ScoringCore;
import io.tidemark.gateway.answer.Figures;
import io.tidemark.journal.recovery.DataFolder;
import io.tidemark.journal.recovery.Recovery;
import io.tidemark.journal.recovery.Recovery.Until;
import io.tidemark.tools.cli.Answers;
import io.tidemark.tools.cli.Asker;
import io.tidemark.tools.cli.Console;
import io.tidemark.tools.cli.Exit;
import io.tidemark.tools.cli.Failure;
import io.tidemark.tools.cli.Question;
import io.tidemark.tools.cli.TableOutput;
import java.io.PrintStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code journal replay}. */
@Command(
        name = "replay",
        description =
                "Replays, prints the two hashes, how much there was, how long it took; and a board as it stood then.")
final class ReplayCommand extends FolderCommand {
    @Option(
            names = "--until",
            paramLabel = "SEQUENCE|INSTANT",
            description =
                    "the last command, or the last moment: 4711, 2026-03-31T18:00:00Z, or a day to its end (UTC). Frames"
                            + " are whole: of one that goes beyond, nothing is applied")
    private String until;

    @Option(names = "--board", paramLabel = "PROGRAM/BOARD", description = "prints this board as it stood")
    private String board;

    @Option(names = "--period", paramLabel = "ID", description = "the board's period (default: the latest with data)")
    private String period;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "rows of the board, 0 for all (default: ${DEFAULT-VALUE})")
    private int limit;

    ReplayCommand(Console console) {
        super(console);
    }

    @Override
    Exit run(DataFolder folder) throws Failure {
        Until end = until();
        ScoringCore core = new ScoringCore(EngineLimits.DEFAULT);
        long began = System.nanoTime();
        Recovery.Report report =
                new Recovery(core, sequence -> {}).readingAhead().replay(folder.runs(), end);
        long tookMs = (System.nanoTime() - began) / 1_000_000;
        say(report.torn());
        PrintStream out = console.out();
        out.println("runs " + report.runs() + ", records " + report.records() + ", frames " + report.frames()
                + ", not taken by the core " + report.refusedFrames());
        out.println("milliseconds " + tookMs);
        out.println("settled " + (core.isSettled() ? "yes" : "no"));
        if (report.frames() > 0) {
            out.println("time " + Instant.ofEpochMilli(report.timestampMs()));
        }
        hashes(core, out);
        if (board != null) {
            board(core, out);
        }
        return Exit.DONE;
    }

    static void hashes(ScoringCore core, PrintStream out) {
        out.println("sequence " + core.sequence());
        out.println("standings-hash " + Figures.hash(core.standingsHash()));
        out.println("state-hash " + Figures.hash(core.stateHash()));
    }

    private Until until() throws Failure {
        if (until == null) {
            return Until.END;
        }
        if (until.matches("\\d{1,18}")) {
            return Until.sequence(Long.parseLong(until));
        }
        try {
            Instant moment = until.contains("T")
                    ? Instant.parse(until)
                    : LocalDate.parse(until)
                            .plusDays(1)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant()
                            .minusMillis(1);
            return Until.timeMs(moment.toEpochMilli());
        } catch (DateTimeParseException wrong) {
            throw new Failure(
                    Exit.USAGE,
                    "--until " + until
                            + " is neither a sequence nor a moment — 4711, 2026-03-31T18:00:00Z or 2026-03-31");
        }
    }

    private void board(ScoringCore core, PrintStream out) throws Failure {
        int slash = board.indexOf('/');
        String program = slash < 0 ? "" : board.substring(0, slash);
        String name = board.substring(slash + 1);
        Question question = new Question(period, name, null, null, false, limit, false);
        Answers all = new Asker(core, question).answers();
        List<Answers.BoardPage> pages = all.boards().stream()
                .filter(page -> page.program().id().equals(program))
                .toList();
        if (pages.isEmpty()) {
            throw new Failure(
                    Exit.USAGE,
                    "at sequence " + core.sequence() + " there is no board " + board
                            + " with anybody on it — write it as PROGRAM/BOARD");
        }
        out.println();
        new TableOutput(out).print(new Answers(pages, null, null, null, all.dataThrough()));
    }
}
