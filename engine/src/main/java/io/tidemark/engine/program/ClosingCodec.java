package io.tidemark.engine.program;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a model says about closing: listed periods, when days begin, budget, prizes, and from when the version holds. It stands
 * behind the rest of the model, and is left out where it says nothing.
 */
final class ClosingCodec {
    private ClosingCodec() {}

    /** Whether a model says nothing of what is written here. */
    static boolean isPlain(Program program) {
        return program.budget() == null
                && program.effective() == Program.RUNNING
                && program.periods().listed().isEmpty()
                && program.periods().dayStarts().isEmpty()
                && program.boards().stream().allMatch(board -> board.prizes().isEmpty() && !board.tiesTakeAll());
    }

    static void write(Program program, DataOutputStream out) throws IOException {
        out.writeInt(program.effective());
        out.writeBoolean(program.budget() != null);
        if (program.budget() != null) {
            out.writeLong(program.budget().points());
            out.writeBoolean(program.budget().overYear());
        }
        out.writeInt(program.periods().listed().size());
        for (Program.Period period : program.periods().listed()) {
            out.writeUTF(period.id());
            out.writeInt(period.from());
            out.writeInt(period.until());
        }
        out.writeInt(program.periods().dayStarts().size());
        for (Program.DayStart start : program.periods().dayStarts()) {
            out.writeInt(start.from());
            out.writeInt(start.utcMs());
        }
        for (Program.Board board : program.boards()) {
            prizes(board, out);
        }
    }

    private static void prizes(Program.Board board, DataOutputStream out) throws IOException {
        out.writeBoolean(board.tiesTakeAll());
        out.writeInt(board.prizes().size());
        for (Program.Prize prize : board.prizes()) {
            out.writeInt(prize.at());
            out.writeInt(prize.to());
            out.writeLong(prize.points());
        }
    }

    /** The model with what follows it. */
    static Program read(Program without, DataInputStream in) throws IOException {
        int effective = in.readInt();
        Program.Budget budget = in.readBoolean() ? new Program.Budget(in.readLong(), in.readBoolean()) : null;
        List<Program.Period> listed = new ArrayList<>();
        for (int left = count(in, 10); left > 0; left--) {
            listed.add(new Program.Period(in.readUTF(), in.readInt(), in.readInt()));
        }
        List<Program.DayStart> starts = new ArrayList<>();
        for (int left = count(in, 8); left > 0; left--) {
            starts.add(new Program.DayStart(in.readInt(), in.readInt()));
        }
        List<Program.Board> boards = new ArrayList<>();
        for (Program.Board board : without.boards()) {
            boards.add(board(board, in));
        }
        return without.with(periods(without.periods(), listed, starts), boards, budget, effective);
    }

    private static Program.Periods periods(
            Program.Periods p, List<Program.Period> listed, List<Program.DayStart> starts) {
        return new Program.Periods(
                p.every(),
                p.fiscalStartMonth(),
                p.graceDays(),
                p.closesAutomatically(),
                p.carriesLate(),
                List.copyOf(listed),
                List.copyOf(starts));
    }

    private static Program.Board board(Program.Board b, DataInputStream in) throws IOException {
        boolean takeAll = in.readBoolean();
        List<Program.Prize> prizes = new ArrayList<>();
        for (int left = count(in, 16); left > 0; left--) {
            prizes.add(new Program.Prize(in.readInt(), in.readInt(), in.readLong()));
        }
        return b.with(List.copyOf(prizes), takeAll);
    }

    /** How many elements follow; a number that is damage ends here and not in memory. */
    private static int count(DataInputStream in, int bytesEach) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > in.available() / bytesEach) {
            throw new IOException("a list of " + count + " elements");
        }
        return count;
    }
}
