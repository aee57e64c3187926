package io.tidemark.engine.naive;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.activity.Activity;
import io.tidemark.engine.directory.ParticipantRow;
import io.tidemark.engine.directory.ProductRow;
import io.tidemark.engine.program.Program;
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
    private final Map<String, Program> programs = new LinkedHashMap<>();
    private int today = Integer.MIN_VALUE;

    /** Answers since the last fact; any fact empties it. */
    private final Map<String, Scored> answers = new HashMap<>();

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
        return refusal == null ? versions.receive(activity) : Verdict.refused(refusal);
    }

    private void receive(Fact.Sent sent) {
        answers.clear();
        Restatements.Known report = versions.begin(sent.report());
        for (Activity line : sent.lines()) {
            if (refusal(line, today) == null) {
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

    /** A program of the same id is replaced. */
    public void publish(Program program) {
        answers.clear();
        programs.put(program.id(), program);
    }

    /** The day it is; what has come of a period depends on it. */
    public void today(int epochDay) {
        answers.clear();
        today = epochDay;
    }

    public int today() {
        return today;
    }

    public List<Program> programs() {
        return List.copyOf(programs.values());
    }

    /** Of a participant to whom nothing is credited: zeros, and the tier that zeros hold. */
    public Standing standing(Place place) {
        return scored(place.program()).standing(place);
    }

    /** Per group, what one more unit would bring and one returned would cost, the best first. */
    public List<String> nextUnits(Place place) {
        return new NextUnit(scored(place.program()), place).answers();
    }

    /** The standings of everybody with a standing creditable activity, in every period. */
    public List<Standing> standings(String program) {
        return scored(program).standings();
    }

    /** Rows in order, by segment; segments without a row are absent. */
    public SortedMap<String, List<BoardRow>> board(String program, String board, String period) {
        Scored scored = scored(program);
        Program.Board declared = scored.program.boards().stream()
                .filter(candidate -> candidate.name().equals(board))
                .findFirst()
                .orElseThrow();
        return new Boards(scored, declared, period, today).segments();
    }

    /** Whom a track credits with an identity, or why nobody: for each of the track's roles, or once where nothing stands. */
    public List<Credit> credit(String program, String track, Identity identity) {
        return scored(program).credit(track, identity);
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
        scored(program).items().forEach((name, value) -> items.add(name + "|" + value));
        return items;
    }

    private Scored scored(String program) {
        return answers.computeIfAbsent(program, id -> {
            List<Effect> effects = new Returns(versions.highest())
                    .effects().stream().map(directory::crossReferred).toList();
            return new Scored(programs.get(id), directory, effects, today);
        });
    }
}
