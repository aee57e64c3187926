package io.tidemark.engine.naive;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.activity.Activity;
import io.tidemark.engine.directory.ParticipantRow;
import io.tidemark.engine.directory.ProductRow;
import io.tidemark.engine.program.Program;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The scoring contract, the obvious way: facts go in, and every question is answered from all of them. Slow on purpose.
 * One thread.
 */
public final class NaiveModel {
    private final Versions versions;
    private final Directory directory = new Directory();
    private final Map<String, ProgramVersions> programs = new LinkedHashMap<>();
    private int today = Integer.MIN_VALUE;

    /** Answers since the last fact; any fact empties it. */
    private final Map<Program, Scored> answers = new HashMap<>();

    private final Map<String, Closings> closings = new LinkedHashMap<>();
    /** The day on which each program was first published. */
    private final Map<String, Integer> since = new HashMap<>();

    /** Two versions with one revision number and different content are ordered by their text. */
    public NaiveModel() {
        this(Comparator.comparing(Activity::toString, Texts.BY_CODE_POINT));
    }

    /** @param equalRevisions orders versions with one revision number and different content; the smaller stands */
    public NaiveModel(Comparator<Activity> equalRevisions) {
        this.versions = new Versions(equalRevisions);
    }

    /** Any fact; {@link Verdict#ACCEPTED} for rows. Receipt is on the day that {@link #today(int)} said last. */
    public Verdict receive(Fact fact) {
        if (fact instanceof Fact.Act act) {
            return receive(act.activity(), today);
        }
        if (fact instanceof Fact.Sent sent) {
            receive(sent);
        } else if (fact instanceof Fact.Person person) {
            receive(person.row());
        } else if (fact instanceof Fact.CrossReference reference) {
            answers.clear();
            directory.receive(reference.row());
        } else if (fact instanceof Fact.Row row) {
            answers.clear();
            directory.given.receive(row.row());
        } else if (fact instanceof Fact.Item item) {
            receive(item.row());
        }
        return Verdict.ACCEPTED;
    }

    /** @param today epoch day of receipt; time never goes back */
    public Verdict receive(Activity activity, int today) {
        today(Math.max(this.today, today));
        String refusal = refusal(activity, today);
        if (refusal == null) {
            directory.given.received(Identity.of(activity), activity.kind(), today);
        }
        return refusal == null ? versions.receive(activity) : Verdict.refused(refusal);
    }

    private void receive(Fact.Sent sent) {
        answers.clear();
        Restatements.Known report = versions.begin(sent.report());
        for (Activity line : sent.lines()) {
            if (refusal(line, today) == null) {
                directory.given.received(Identity.of(line), line.kind(), today);
                versions.receive(line, report);
            }
        }
        if (sent.whole()) {
            report.whole = true;
        }
    }

    private static String refusal(Activity activity, int today) {
        if (activity.id().isEmpty() || activity.kind().isEmpty()) {
            return "malformed";
        }
        if (isBeyond(activity.quantity()) || isBeyond(activity.amount())) {
            return "out-of-range";
        }
        boolean negative = isNegative(activity.quantity()) || isNegative(activity.amount());
        if (negative && activity.kind().equals(Activity.SALE)) {
            return "negative-sale";
        }
        if (negative && activity.kind().equals(Activity.RETURN)) {
            return "negative-return";
        }
        return (long) activity.date() > today + 1L ? "date-ahead" : null;
    }

    private static boolean isBeyond(Long units) {
        return units != null && (units > Fixed.MAX_ACTIVITY || units < -Fixed.MAX_ACTIVITY);
    }

    private static boolean isNegative(Long units) {
        return units != null && units < 0;
    }

    public void receive(ParticipantRow row) {
        answers.clear();
        directory.receive(row);
    }

    public void receive(ProductRow row) {
        answers.clear();
        directory.receive(row);
    }

    /** From its first day on it takes the place of the version before. */
    public void publish(Program program) {
        answers.clear();
        if (programs.containsKey(program.id())) {
            closings.get(program.id()).late.keepAll(period -> scored(program.id(), period));
            answers.clear();
        }
        programs.computeIfAbsent(program.id(), any -> new ProgramVersions()).publish(program, today);
        since.putIfAbsent(program.id(), today);
        closings.putIfAbsent(program.id(), new Closings());
    }

    /** Closes a period by command. */
    public String close(String program, String period) {
        if (!programs.containsKey(program)) {
            return "unknown-program";
        }
        if (period == null || programs.get(program).all().stream().noneMatch(version -> version.holdsFor(period))) {
            return "unknown-period";
        }
        Program.Periods periods = programs.get(program).of(period).program().periods();
        int until = Calendar.range(periods, period).until();
        if (until > today) {
            return "period-not-over";
        }
        boolean byItself = periods.closesAutomatically() && until + periods.graceDays() > since.get(program);
        if (byItself && !closings.get(program).isClosed(period)) {
            return "closes-by-itself";
        }
        closeNow(program, period);
        return "accepted";
    }

    private void closeNow(String program, String period) {
        closings.get(program).close(of -> scored(program, of), period, today);
        answers.clear();
    }

    private void closeWhatIsDue() {
        programs.values().forEach(versions -> versions.all().forEach(this::closeWhatIsDue));
    }

    private void closeWhatIsDue(ProgramVersions.Version version) {
        Program program = version.program();
        if (!program.periods().closesAutomatically()) {
            return;
        }
        int grace = program.periods().graceDays();
        for (int day = since.get(program.id()) - grace - 1; day + grace < today; day++) {
            String period = Calendar.periodOf(program.periods(), day);
            boolean due = period != null
                    && version.holdsFor(period)
                    && Calendar.range(program.periods(), period).until() == day + 1
                    && day + 1 + grace > since.get(program.id())
                    && Calendar.range(program.periods(), period).until()
                            > program.runs().from()
                    && Calendar.range(program.periods(), period).from()
                            < program.runs().until();
            if (due && !closings.get(program.id()).isClosed(period)) {
                closeNow(program.id(), period);
            }
        }
    }

    /** Every statement of a program, as the engine writes it, in order of closings, then of participants. */
    public List<String> statements(String program) {
        List<String> texts = new ArrayList<>();
        closings.get(program)
                .closings
                .forEach((which, papers) -> papers.forEach((who, paper) -> {
                    StringBuilder text = new StringBuilder(program + "|" + which + "|" + who + "|");
                    text.append(Closings.units(paper.paid())).append('\n');
                    paper.lines().forEach(line -> text.append(line).append('\n'));
                    texts.add(text.toString());
                }));
        return texts;
    }

    /** The day it is; what has come of a period depends on it. */
    public void today(int epochDay) {
        answers.clear();
        since.replaceAll((program, day) -> Math.min(day, epochDay));
        boolean later = epochDay > today && today != Integer.MIN_VALUE;
        today = epochDay;
        if (later) {
            closeWhatIsDue();
        }
    }

    public int today() {
        return today;
    }

    public List<Program> programs() {
        return programs.values().stream().map(ProgramVersions::newest).toList();
    }

    /** Of a participant to whom nothing is credited: zeros, and the tier that zeros hold. */
    public Standing standing(Place place) {
        return scored(place.program(), place.period()).standing(place);
    }

    /** Per group, what one more unit would bring and one returned would cost, the best first. */
    public List<String> nextUnits(Place place) {
        return new NextUnit(scored(place.program(), place.period()), place).answers();
    }

    /** The total if the claims of the period that wait were approved, less the total. */
    public java.math.BigDecimal pending(Place place) {
        return scored(place.program(), place.period()).pending(place);
    }

    /** The standings of everybody with a standing creditable activity, in every period. */
    public List<Standing> standings(String program) {
        return programs.get(program).all().stream()
                .flatMap(version -> scored(version.program()).standings().stream()
                        .filter(standing -> version.holdsFor(standing.place().period())))
                .toList();
    }

    /** Rows in order, by segment; segments without a row are absent. */
    public SortedMap<String, List<BoardRow>> board(String program, String board, String period) {
        SortedMap<String, List<BoardRow>> closed = closings.get(program).board(board, period);
        return closed == null ? provisional(program, board, period) : closed;
    }

    private SortedMap<String, List<BoardRow>> provisional(String program, String board, String period) {
        Scored scored = scored(program, period);
        Program.Board declared = scored.program.boards().stream()
                .filter(candidate -> candidate.name().equals(board))
                .findFirst()
                .orElseThrow();
        return new Boards(scored, declared, period, today).segments();
    }

    /** Whom a track credits with an identity, or why nobody: for each of the track's roles, or once where nothing stands. */
    public List<Credit> credit(String program, String track, Identity identity) {
        Activity highest = versions.highest().get(identity);
        int day = effects().stream()
                .filter(effect -> effect.identity().equals(identity))
                .map(Effect::date)
                .findFirst()
                .orElse(highest == null ? today : highest.date());
        return scored(programs.get(program).on(day).program()).credit(track, identity);
    }

    /** Every identity about which something was recorded, with the version that is highest, voids among them. */
    public SortedMap<Identity, Activity> highestVersions() {
        return versions.highest();
    }

    /**
     * The standings as a set of texts {@code program|track|kind:id|period|measure:NAME|value}, {@code rule:NAME} and
     * {@code tier:} alike. Zero measures and rules are left out, and the tier of a standing without any measure.
     */
    public SortedSet<String> standingsItems(String program) {
        SortedSet<String> items = new TreeSet<>(Texts.BY_CODE_POINT);
        for (ProgramVersions.Version version : programs.get(program).all()) {
            scored(version.program()).items(version::holdsFor).forEach((name, value) -> items.add(name + "|" + value));
        }
        return items;
    }

    private Scored scored(String program, String period) {
        return scored(programs.get(program).of(period).program());
    }

    private Scored scored(Program program) {
        return answers.computeIfAbsent(
                program, any -> new Scored(program, directory, effects(), today, closings.get(program.id()).late));
    }

    private List<Effect> effects() {
        return new Returns(versions.highest())
                .effects().stream().map(directory::crossReferred).toList();
    }
}
