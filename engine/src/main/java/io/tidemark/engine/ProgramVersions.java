package io.tidemark.engine;

import io.tidemark.engine.closing.InstanceSource;
import io.tidemark.engine.closing.ProgramClosings;
import io.tidemark.engine.outcome.Verdict;
import io.tidemark.engine.period.Calendar;
import io.tidemark.engine.program.Facts;
import io.tidemark.engine.program.Program;
import io.tidemark.engine.program.ProgramCodec;
import io.tidemark.engine.program.ProgramInstance;
import io.tidemark.engine.store.Frozen;
import io.tidemark.engine.store.SnapshotSource;
import io.tidemark.engine.store.TextHash;
import io.tidemark.engine.store.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The versions of one program: each shows the periods from its first day to that of the next. A version works out every period by
 * its own rules, so that what its windows read of earlier periods is a function of the facts too; it shows its own only. What is
 * published later holds from its first day on, whatever was to begin behind that day. Core thread only.
 */
final class ProgramVersions implements InstanceSource {
    /** A version that is being filled, by a publish of a number. */
    private record Filling(int publish, ProgramInstance instance) {}

    /** Calendars that agree on no day would look for one for ever. */
    private static final int MOST_STEPS = 100;

    /** An outcome's number of a track is a byte; tracks beyond share the last one. */
    private static final int MOST_TRACKS = 255;

    final String id;
    final int number;
    final ProgramClosings closings;
    private final Facts facts;
    /** In order of their days, which leave no gap. */
    private final List<ProgramInstance> running = new ArrayList<>();

    private final List<Filling> filling = new ArrayList<>();
    /** Names of the tracks of all versions so far, by which outcomes know them. */
    private final List<String> trackNames = new ArrayList<>();

    /** How often the program was published. */
    private int publishes;

    ProgramVersions(String id, int number, Facts facts) {
        this.id = id;
        this.number = number;
        this.facts = facts;
        this.closings = new ProgramClosings(facts, this);
    }

    /** Those that show periods, the earliest first. */
    @Override
    public List<ProgramInstance> instances() {
        return running;
    }

    @Override
    public List<ProgramInstance> all() {
        return Stream.concat(running.stream(), filling.stream().map(Filling::instance))
                .toList();
    }

    @Override
    public ProgramInstance showing(int day) {
        for (ProgramInstance instance : running) {
            if (instance.showsOn(day)) {
                return instance;
            }
        }
        return running.isEmpty() ? null : running.get(0);
    }

    /** Whether a version begins where periods do, and has the closed periods that it reaches back over. */
    Verdict admit(Program program) {
        Calendar calendar = new Calendar(program.periods());
        if (!beginsWithPeriods(program, calendar)) {
            return Verdict.EFFECTIVE_WITHIN_PERIOD;
        }
        boolean has = closings.missing(calendar, firstDay(program, calendar)) == null;
        return has ? Verdict.ACCEPTED : Verdict.CLOSED_PERIOD_MISSING;
    }

    /** Whether a version takes effect on the first day of a period, of its own and of the version before. */
    private boolean beginsWithPeriods(Program program, Calendar calendar) {
        int day = program.effective();
        if (day == Program.RUNNING || day == Program.EVER || all().isEmpty()) {
            return true;
        }
        return isFirstDay(calendar, day) && isFirstDay(before(day), day);
    }

    private static boolean isFirstDay(Calendar calendar, int day) {
        int ordinal = calendar.ordinal(day);
        return !calendar.holds(ordinal) || calendar.firstDay(ordinal) == day;
    }

    /** The calendar in force on the eve of a day, once everything is filled. */
    private Calendar before(int day) {
        List<ProgramInstance> every = new ArrayList<>(all());
        every.sort(Comparator.comparingInt(ProgramInstance::shownFrom));
        ProgramInstance found = every.get(0);
        for (ProgramInstance one : every) {
            found = one.shownFrom() < day ? one : found;
        }
        return found.calendar();
    }

    /** Begins to fill a version; answers the number of the publish. */
    int publish(Program program) {
        ProgramInstance instance = instance(program);
        instance.show(firstDay(program, instance.calendar()), Integer.MAX_VALUE);
        filling.removeIf(one -> one.instance().shownFrom() >= instance.shownFrom());
        fill(++publishes, instance);
        return publishes;
    }

    private int firstDay(Program program, Calendar calendar) {
        return switch (program.effective()) {
            case Program.EVER -> Integer.MIN_VALUE;
            case Program.RUNNING -> all().isEmpty() ? Integer.MIN_VALUE : running(calendar);
            default -> program.effective();
        };
    }

    /** First day of the period that runs today, by both calendars; the least int where they agree on none. */
    private int running(Calendar calendar) {
        int day = begin(calendar, facts.today);
        for (int steps = 0; steps < MOST_STEPS; steps++) {
            int agreed = begin(before(day), begin(calendar, day));
            if (agreed == day) {
                return day;
            }
            day = agreed;
        }
        return Integer.MIN_VALUE;
    }

    /** First day of the period of a day; of a day in no period that day. */
    private static int begin(Calendar calendar, int day) {
        int ordinal = day == Integer.MIN_VALUE ? Calendar.NONE : calendar.ordinal(day);
        return calendar.holds(ordinal) ? calendar.firstDay(ordinal) : day;
    }

    private ProgramInstance instance(Program program) {
        ProgramInstance instance = new ProgramInstance(number, program, facts);
        for (Program.Track track : program.tracks()) {
            if (!trackNames.contains(track.name()) && trackNames.size() < MOST_TRACKS) {
                trackNames.add(track.name());
            }
        }
        instance.nameTracks(name -> trackNames.contains(name) ? trackNames.indexOf(name) : MOST_TRACKS);
        return instance;
    }

    List<String> trackNames() {
        return trackNames;
    }

    /** What is filled keeps in closed periods what the newest that runs has there. */
    private void fill(int publish, ProgramInstance instance) {
        if (all().stream().noneMatch(one -> one.shownFrom() < instance.shownFrom())) {
            instance.isFirst();
        }
        filling.add(new Filling(publish, instance));
        takeFromNewest();
        closings.shutAll();
    }

    private void takeFromNewest() {
        ProgramInstance newest = running.isEmpty() ? null : running.get(running.size() - 1);
        filling.forEach(one -> one.instance().takeFrom(newest));
    }

    /** Whether a version is being filled beside those that show periods. */
    boolean isFilling() {
        return !filling.isEmpty();
    }

    ProgramInstance filling(int publish) {
        return filling.stream()
                .filter(one -> one.publish() == publish)
                .map(Filling::instance)
                .findFirst()
                .orElse(null);
    }

    void flip(int publish) {
        ProgramInstance filled = filling(publish);
        filling.removeIf(one -> one.publish() == publish);
        filled.takeFrom(null);
        running.removeIf(one -> one.shownFrom() >= filled.shownFrom());
        running.add(filled);
        endEach();
        takeFromNewest();
        closings.flipped();
    }

    /** Each version ends where the next begins. */
    private void endEach() {
        for (int k = 0; k < running.size(); k++) {
            int until = k + 1 < running.size() ? running.get(k + 1).shownFrom() : Integer.MAX_VALUE;
            running.get(k).show(running.get(k).shownFrom(), until);
        }
    }

    Frozen freeze() {
        int count = publishes;
        List<String> names = List.copyOf(trackNames);
        List<Frozen> shown =
                running.stream().map(instance -> frozen(0, instance)).toList();
        List<Frozen> filled = filling.stream()
                .map(one -> frozen(one.publish(), one.instance()))
                .toList();
        return to -> {
            to.putText(id);
            to.put(count);
            to.put(names.size());
            for (String name : names) {
                to.putText(name);
            }
            for (List<Frozen> versions : List.of(shown, filled)) {
                to.put(versions.size());
                for (Frozen version : versions) {
                    version.write(to);
                }
            }
        };
    }

    private static Frozen frozen(int publish, ProgramInstance instance) {
        return to -> {
            to.put(Words.pack(publish, instance.shownFrom()));
            to.putBytes(ProgramCodec.encode(instance.program()));
        };
    }

    void restore(SnapshotSource from) {
        publishes = (int) from.get();
        for (int left = from.count(Long.BYTES); left > 0; left--) {
            trackNames.add(from.text());
        }
        for (int left = from.count(2 * Long.BYTES); left > 0; left--) {
            running.add(instance(from, from.get()));
        }
        if (!running.isEmpty()) {
            running.get(0).isFirst();
        }
        endEach();
        for (int left = from.count(2 * Long.BYTES); left > 0; left--) {
            long version = from.get();
            fill(Words.high(version), instance(from, version));
        }
    }

    private ProgramInstance instance(SnapshotSource from, long version) {
        ProgramInstance instance = instance(Programs.decode(from.bytes()));
        instance.show(Words.low(version), Integer.MAX_VALUE);
        return instance;
    }

    long stateHash(long seed) {
        long hash = Words.mix(seed, publishes);
        for (ProgramInstance instance : all()) {
            byte[] model = ProgramCodec.encode(instance.program());
            hash = Words.mix(TextHash.of(hash, new UnsafeBuffer(model), 0, model.length), instance.shownFrom());
        }
        return hash;
    }
}
