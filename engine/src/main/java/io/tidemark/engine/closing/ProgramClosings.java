package io.tidemark.engine.closing;

import io.tidemark.engine.outcome.Verdict;
import io.tidemark.engine.period.Calendar;
import io.tidemark.engine.program.Deferral;
import io.tidemark.engine.program.Facts;
import io.tidemark.engine.program.Program;
import io.tidemark.engine.program.ProgramInstance;
import io.tidemark.engine.snapshot.Sections;
import io.tidemark.engine.standings.StandingTable;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * The closed periods of one program, what was paid for each, every statement, and the closings that wait or are under way.
 * While there are any, what comes in is deferred ({@link Deferral}). Core thread only.
 */
public final class ProgramClosings {
    /** A closing that waits, of the period from a day on: what it counts ends at these places of the deferred. */
    record Wanted(int from, long sequence, long timestampMs, int identities, int participants) {}

    final Facts facts;
    final InstanceSource instances;
    final List<ClosedPeriod> periods = new ArrayList<>();
    final List<Closing> closings = new ArrayList<>();
    final Accounts accounts = new Accounts();
    final StatementTable statements = new StatementTable();
    final FrozenBoards boards = new FrozenBoards();
    final Deferral deferral = new Deferral();
    final ArrayDeque<Wanted> wanted = new ArrayDeque<>();
    ClosingWork work;
    /** When the program was first published: periods that were to be closed before are closed by command only. */
    long sinceMs = Long.MAX_VALUE;

    public ProgramClosings(Facts facts, InstanceSource instances) {
        this.facts = facts;
        this.instances = instances;
    }

    /** The program was published. */
    public void published(long timestampMs) {
        sinceMs = Math.min(sinceMs, timestampMs);
    }

    /** Whether a closing waits or is under way. */
    public boolean isClosing() {
        return !wanted.isEmpty();
    }

    /** Number of the closed period of an id, or -1. */
    public int find(String id) {
        for (int k = 0; k < periods.size(); k++) {
            if (periods.get(k).id.equals(id)) {
                return k;
            }
        }
        return -1;
    }

    /** Whether a period of the instance that shows it is closed. */
    public boolean isClosed(ProgramInstance instance, int ordinal) {
        return number(instance.calendar(), ordinal) >= 0;
    }

    /** Number of the closed period that an instance shows under an ordinal, once its first closing is done; or -1. */
    public int finalPeriod(ProgramInstance instance, int ordinal) {
        int number = instance.calendar().holds(ordinal) ? number(instance.calendar(), ordinal) : -1;
        boolean isSame =
                number >= 0 && periods.get(number).until == instance.calendar().until(ordinal);
        return isSame && closings.stream().anyMatch(one -> one.period() == number) ? number : -1;
    }

    private int number(Calendar calendar, int ordinal) {
        int from = calendar.firstDay(ordinal);
        for (int k = periods.size() - 1; k >= 0; k--) {
            if (periods.get(k).from == from) {
                return k;
            }
        }
        return -1;
    }

    /** Whether a period of the instance that shows it waits for its closing or is being closed. */
    public boolean isWanted(ProgramInstance instance, int ordinal) {
        int from = instance.calendar().firstDay(ordinal);
        return wanted.stream().anyMatch(one -> one.from() == from);
    }

    /**
     * The instant at which the next period closes by itself, epoch milliseconds; the largest long where none does.
     */
    public long dueMs() {
        return new ClosingSchedule(this).dueMs();
    }

    /** Closes what is due by a moment; answers whether there was anything. */
    public boolean closeDue(long nowMs, long sequence) {
        boolean any = false;
        while (dueMs() <= nowMs) {
            want(new ClosingSchedule(this).next().from(), sequence, nowMs);
            any = true;
        }
        return any;
    }

    /** Closes a period by command: one that is over and does not close by itself, or one that is closed already. */
    public Verdict close(String period, long nowMs, long sequence) {
        for (ProgramInstance version : instances.instances()) {
            int ordinal = version.calendar().parse(period);
            if (ordinal != Calendar.NONE && version.shows(ordinal)) {
                return close(version, ordinal, nowMs, sequence);
            }
        }
        return Verdict.UNKNOWN_PERIOD;
    }

    private Verdict close(ProgramInstance version, int ordinal, long nowMs, long sequence) {
        Calendar calendar = version.calendar();
        if (isWanted(version, ordinal)) {
            return Verdict.DUPLICATE;
        }
        if (calendar.endsMs(ordinal) > nowMs) {
            return Verdict.PERIOD_NOT_OVER;
        }
        boolean byItself = version.program().periods().closesAutomatically() && calendar.closesMs(ordinal) > sinceMs;
        if (byItself && !isClosed(version, ordinal)) {
            return Verdict.CLOSES_BY_ITSELF;
        }
        want(calendar.firstDay(ordinal), sequence, nowMs);
        return Verdict.ACCEPTED;
    }

    /** Whether a closing waits or is under way, or what came in meanwhile is still to be rated. */
    public boolean isBusy() {
        return isClosing() || deferral.identities() > 0 || deferral.participants() > 0;
    }

    /** Another instance runs. */
    public void flipped() {
        defer(isClosing() ? deferral : null);
    }

    /** From now on nothing that comes in is counted until the period is closed. */
    private void want(int from, long sequence, long timestampMs) {
        if (wanted.isEmpty()) {
            defer(deferral);
        }
        wanted.add(new Wanted(from, sequence, timestampMs, deferral.identities(), deferral.participants()));
        shutAll();
    }

    /** Tells every instance which periods are closed, and which wait for it. */
    public void shutAll() {
        for (ProgramInstance instance : instances.all()) {
            periods.forEach(period -> instance.shut(period.from, period.until));
            for (Wanted one : wanted) {
                Calendar calendar = instances.showing(one.from()).calendar();
                instance.announce(one.from(), calendar.until(calendar.ordinal(one.from())));
            }
        }
    }

    void deferAll() {
        defer(deferral);
    }

    private void defer(Deferral to) {
        instances.instances().forEach(instance -> instance.deferTo(to));
    }

    /** Whether a closing reads standings, which must not move meanwhile. */
    public boolean isUnderWay() {
        return work != null;
    }

    /** Does one item of what waits; answers whether there is more to do. */
    public boolean step(long sequence) {
        Wanted next = wanted.peek();
        if (next == null) {
            return drain(Integer.MAX_VALUE, Integer.MAX_VALUE, sequence);
        }
        if (work == null) {
            if (!drain(next.identities(), next.participants(), sequence)) {
                begin(next.from());
            }
        } else if (!work.step()) {
            end(wanted.remove());
        }
        return true;
    }

    private boolean drain(int identities, int participants, long sequence) {
        int identity = deferral.nextIdentity(Math.min(identities, deferral.identities()));
        int participant =
                identity >= 0 ? -1 : deferral.nextParticipant(Math.min(participants, deferral.participants()));
        if (identity >= 0) {
            instances.instances().forEach(instance -> instance.catchUp(identity, sequence));
        } else if (participant >= 0) {
            instances.instances().forEach(instance -> instance.refresh(participant));
        } else if (wanted.isEmpty()) {
            deferral.clear();
        }
        return identity >= 0 || participant >= 0;
    }

    private void begin(int from) {
        instances.instances().forEach(ProgramInstance::settle);
        ProgramInstance shown = instances.showing(from);
        int ordinal = shown.calendar().ordinal(from);
        int number = number(shown.calendar(), ordinal);
        boolean first = number < 0;
        if (first) {
            number = periods.size();
            periods.add(new ClosedPeriod(shown.program(), ordinal));
            shutAll();
        }
        work = new ClosingWork(facts, this, instances, number, first);
    }

    private void end(Wanted done) {
        closings.add(work.result(done.sequence(), done.timestampMs()));
        work = null;
        if (wanted.isEmpty()) {
            defer(null);
        }
    }

    int nextVersion(int period) {
        return 1 + (int) closings.stream().filter(one -> one.period() == period).count();
    }

    /** Paid for the other periods of a period's year. */
    BigInteger paidInYearOf(int period) {
        BigInteger sum = BigInteger.ZERO;
        int year = periods.get(period).year();
        for (int k = 0; k < periods.size(); k++) {
            sum = k != period && periods.get(k).year() == year ? sum.add(periods.get(k).paid) : sum;
        }
        return sum;
    }

    /** What a closing would find: how many participants have something to be told of a period, and their points before prizes. */
    public Outlook outlook(ProgramInstance instance, int ordinal) {
        int participants = 0;
        BigInteger points = BigInteger.ZERO;
        for (int k = 0; k < instance.tracks().length; k++) {
            StandingTable table = instance.tracks()[k].standings();
            for (int row = 0; row < table.count(); row++) {
                if (table.period(row) == ordinal && StandingLines.isSomething(table, row)) {
                    boolean counted = StandingLines.isSomewhere(instance, k, table.participant(row), ordinal);
                    participants += counted ? 0 : 1;
                    points = points.add(table.exactPoints(row));
                }
            }
        }
        return new Outlook(participants, points);
    }

    /** @param points units */
    public record Outlook(int participants, BigInteger points) {}

    /** Boards of the closed periods, as they were at the first closing. */
    public FrozenBoards boards() {
        return boards;
    }

    /** Every closing that is done, in order. */
    public List<Closing> closings() {
        return List.copyOf(closings);
    }

    /** Id of a closed period. */
    public String periodId(int period) {
        return periods.get(period).id;
    }

    /** The first closed period from a day on that a calendar does not have, or null. */
    public String missing(Calendar calendar, int from) {
        for (ClosedPeriod period : periods) {
            int ordinal = calendar.ordinal(period.from);
            boolean has = calendar.holds(ordinal)
                    && calendar.firstDay(ordinal) == period.from
                    && calendar.until(ordinal) == period.until;
            if (period.from >= from && !has) {
                return period.id;
            }
        }
        return null;
    }

    /** First day of a closed period, and the first behind it. */
    public int firstDay(int period) {
        return periods.get(period).from;
    }

    public int until(int period) {
        return periods.get(period).until;
    }

    /** The program as it was when a period was closed. */
    public Program program(int period) {
        return periods.get(period).program;
    }

    /** Paid for a closed period so far, in units. */
    public BigInteger paid(int period) {
        return periods.get(period).paid;
    }

    /** What everybody's points of a period were, where the budget was less; or null. */
    public BigInteger budgetLeft(int period) {
        return periods.get(period).available;
    }

    /** Who the statement of a row is for; rows of a closing are consecutive. */
    public int participant(int statement) {
        return statements.participant(statement);
    }

    /** Paid by the statement of a row. */
    public BigInteger statementPaid(int statement) {
        return statements.paid(statement);
    }

    /** The statement of a participant in a closing, or null. */
    public Statement statement(int participant, Closing closing) {
        int row = statements.find(participant, closings.indexOf(closing));
        return row == StatementTable.NONE ? null : statement(row);
    }

    /** The statement of a row. */
    public Statement statement(int row) {
        Closing closing = closings.get(statements.closing(row));
        return statement(row, closing.period(), closing.version());
    }

    Statement statement(int row, int period, int version) {
        ClosedPeriod closed = periods.get(period);
        List<Statement.Line> lines = new ArrayList<>();
        int first = statements.firstLine(row);
        for (int line = first; line < first + statements.lines(row); line++) {
            lines.add(line(closed.program, line));
        }
        String who = facts.participants.key(statements.participant(row));
        return new Statement(closed.program.id(), closed.id, version, who, statements.paid(row), lines);
    }

    private Statement.Line line(Program program, int line) {
        LineKind kind = statements.kind(line);
        int one = statements.first(line);
        int two = statements.second(line);
        String of = switch (kind) {
            case TIER, MEASURE, RULE, CAP -> program.tracks().get(one).name();
            case RANK, PRIZE -> program.boards().get(one).name();
            default -> "";
        };
        String what = switch (kind) {
            case TIER -> program.tracks().get(one).ladder().get(two).name();
            case MEASURE -> program.measures().get(two).name();
            case RULE -> program.tracks().get(one).rules().get(two).name();
            case PRIZE -> Integer.toString(two);
            case CORRECTION -> periods.get(two).id;
            default -> "";
        };
        return new Statement.Line(kind, of, what, statements.value(line));
    }

    public void list(Sections sections) {
        accounts.list(sections);
        statements.list(sections);
        boards.list(sections);
        sections.add("deferred", 1, deferral).add("closings", 2, new ClosingsSection(this));
    }

    public long stateHash(long seed) {
        return new ClosingsSection(this).stateHash(seed);
    }
}
