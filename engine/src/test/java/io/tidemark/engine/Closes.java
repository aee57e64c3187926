package io.tidemark.engine;

import io.tidemark.engine.closing.Closing;
import io.tidemark.engine.closing.ProgramClosings;
import io.tidemark.engine.closing.Statement;
import io.tidemark.engine.period.Calendar;
import io.tidemark.engine.program.Program;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.agrona.concurrent.UnsafeBuffer;

/** What tests ask about closings. */
final class Closes {
    private Closes() {}

    /** Id of the period of a day, or of the nearest one. */
    static String period(Program program, int day) {
        Calendar calendar = new Calendar(program.periods());
        return calendar.id(calendar.nearest(day));
    }

    /** The program with prizes, a budget, decimals and a least payout of a random kind; periods close by command. */
    static Program drawn(Program program, Random random) {
        List<Program.Board> boards = program.boards().stream()
                .map(board -> board.with(
                        List.of(new Program.Prize(1, 1, 1_000_000), new Program.Prize(2, 3, 250_001)),
                        random.nextBoolean()))
                .toList();
        Program.Budget budget =
                random.nextBoolean() ? null : new Program.Budget(random.nextInt(20_000_000), random.nextBoolean());
        return plain(program, random).with(program.periods(), boards, budget, Program.EVER);
    }

    /** The program with decimals of a random kind. */
    static Program plain(Program p, Random random) {
        Program.Rounding rounding = Program.Rounding.values()[random.nextInt(3)];
        long least = random.nextInt(3) == 0 ? random.nextInt(5_000_000) : 0;
        return new Program(
                p.id(),
                p.name(),
                p.timezone(),
                p.currency(),
                p.runs(),
                p.periods(),
                new Program.Points("points", random.nextInt(5), rounding, null, least),
                p.unknownParticipantsWait(),
                p.unknownProductsWait(),
                p.returns(),
                p.groups(),
                p.kinds(),
                p.measures(),
                p.tracks(),
                p.boards(),
                p.source());
    }

    /** The program, which keeps late facts out of closed periods. */
    static Program settingAside(Program program) {
        Program.Periods p = program.periods();
        Program.Periods periods = new Program.Periods(
                p.every(),
                p.fiscalStartMonth(),
                p.graceDays(),
                p.closesAutomatically(),
                false,
                p.listed(),
                p.dayStarts());
        return program.with(periods, program.boards(), program.budget(), Program.EVER);
    }

    /** Closes a period of a settled core, and lets it settle. */
    static void close(ScoringCore core, String program, String period) {
        FrameClock clock = new FrameClock(core.sequence());
        clock.advance(core.timestampMs());
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[EngineLimits.MAX_FRAME]);
        new CommandFrames(buffer, length -> {
                    clock.stamp(buffer, 0);
                    core.apply(buffer, 0, length);
                })
                .close(program, period);
        FrameScript.settle(core);
    }

    static List<Statement> statements(ScoringCore core, String program) {
        ProgramClosings closings = core.closings(program);
        List<Statement> all = new ArrayList<>();
        for (Closing closing : closings.closings()) {
            for (int k = 0; k < closing.statements(); k++) {
                all.add(closings.statement(closing.firstStatement() + k));
            }
        }
        return all;
    }

    static List<String> digests(ScoringCore core, String program) {
        ProgramClosings closings = core.closings(program);
        return closings.closings().stream()
                .map(closing -> closings.periodId(closing.period()) + " " + closing.paid() + " " + closing.digestText())
                .toList();
    }

    /** Paid to each in all, without those who were paid nothing. */
    static Map<String, BigInteger> lifetime(ScoringCore core, String program) {
        Map<String, BigInteger> paid = new TreeMap<>();
        statements(core, program)
                .forEach(statement -> paid.merge(statement.participant(), statement.paid(), BigInteger::add));
        paid.values().removeIf(sum -> sum.signum() == 0);
        return paid;
    }
}
