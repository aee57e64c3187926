package io.tidemark.engine.program;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.directory.DatedValues;
import io.tidemark.engine.directory.Participants;
import io.tidemark.engine.measure.Inputs;
import io.tidemark.engine.period.Calendar;
import java.math.BigInteger;
import java.util.Locale;
import org.agrona.collections.Int2IntHashMap;

/**
 * What the standings of a track read of reference data: attributes, numbers that are given, statuses, and tiers of
 * ancestors. Nothing here is made of activities. Core thread only.
 */
final class TrackReferences {
    private static final BigInteger YES = BigInteger.valueOf(Fixed.ONE);
    private static final int NONE = -1;

    private final Facts facts;
    private final Calendar calendar;
    private final Inputs inputs;
    private final Program program;
    /** What a number of measures is units times of. */
    private final BigInteger scale;

    /** Per place behind the measures: number of the name of the attribute, of the number given or of the status. */
    private final int[] names;
    /** Number of the status asked for. */
    private final int[] wanted;
    /** Kind of the ancestor who is asked, or -1. */
    private final int[] whose;
    /** The track whose ladder holds the tier asked for, and its position there. */
    private final TrackInstance[] asked;

    private final int[] least;
    private final boolean any;

    /** Numbers of texts of periods' and years' ids that are known. */
    private final Int2IntHashMap periodTexts = new Int2IntHashMap(NONE);

    private final Int2IntHashMap yearTexts = new Int2IntHashMap(NONE);

    TrackReferences(Facts facts, Calendar calendar, Inputs inputs, Program program, long scale) {
        this.facts = facts;
        this.calendar = calendar;
        this.inputs = inputs;
        this.program = program;
        this.scale = BigInteger.valueOf(scale);
        int count = inputs.derived();
        names = new int[count];
        wanted = new int[count];
        whose = new int[count];
        asked = new TrackInstance[count];
        least = new int[count];
        boolean reads = false;
        // while settling nothing may be added to the texts: whether somebody reads must not show in the state
        for (int k = 0; k < count; k++) {
            Inputs.Input input = inputs.derived(k);
            boolean named = input.kind() == Inputs.Kind.ATTRIBUTE
                    || input.kind() == Inputs.Kind.GIVEN
                    || input.kind() == Inputs.Kind.STATUS;
            names[k] = named ? facts.names.names.intern(input.text()) : NONE;
            wanted[k] = input.is() == null ? NONE : facts.names.values.intern(input.is());
            whose[k] = input.whose() == null ? NONE : facts.names.names.intern(input.whose());
            reads |= named || whose[k] != NONE;
        }
        any = reads;
    }

    /** Whether anything is read here, so that rows about participants may move standings. */
    boolean areRead() {
        return any;
    }

    /** Whether given numbers, statuses or ancestors are read at some first places, so that points move without any activity. */
    boolean areGiven(int places) {
        for (int k = 0; k < places; k++) {
            Inputs.Kind kind = inputs.derived(k).kind();
            if (whose[k] != NONE || kind == Inputs.Kind.GIVEN || kind == Inputs.Kind.STATUS) {
                return true;
            }
        }
        return false;
    }

    /** Whether an ancestor is asked for anything. */
    boolean askAncestors() {
        for (int kind : whose) {
            if (kind != NONE) {
                return true;
            }
        }
        return false;
    }

    /** Whether what stands at a place is read by rules and ladders alone, and not by boards. */
    boolean isOfRules(int k) {
        return switch (inputs.derived(k).kind()) {
            case ATTRIBUTE, STATUS, TIER -> true;
            default -> false;
        };
    }

    /** Whether something is read that changes with the day, or that slices of work follow up: not whenever somebody reads. */
    boolean hangOnTime() {
        for (int k = 0; k < inputs.derived(); k++) {
            if (whose[k] != NONE || inputs.derived(k).kind() == Inputs.Kind.STATUS) {
                return true;
            }
        }
        return false;
    }

    /** Whether tiers of ancestors are read, which any activity may change. */
    boolean hangOnTiers() {
        for (int k = 0; k < inputs.derived(); k++) {
            if (whose[k] != NONE && inputs.derived(k).kind() == Inputs.Kind.TIER) {
                return true;
            }
        }
        return false;
    }

    /** Finds the tracks whose ladders are asked; they are told that they are. */
    void connect(TrackInstance[] tracks) {
        for (int k = 0; k < asked.length; k++) {
            Inputs.Input input = inputs.derived(k);
            if (input.kind() == Inputs.Kind.TIER && input.whose() != null) {
                asked[k] = tracks[ofTier(program, input.whose(), input.text())];
                least[k] = asked[k].ladder.position(input.text());
                asked[k].beAsked();
            }
        }
    }

    /** The first track of a kind that has a tier of a name, or -1. */
    static int ofTier(Program program, String kind, String tier) {
        for (int k = 0; k < program.tracks().size(); k++) {
            Program.Track track = program.tracks().get(k);
            boolean has = track.ladder().stream().anyMatch(one -> one.name().equals(tier));
            if (track.kind().equals(kind) && has) {
                return k;
            }
        }
        return NONE;
    }

    /** What stands at a place of a standing; null for what is made of activities. */
    BigInteger value(int k, int participant, int period) {
        Inputs.Input input = inputs.derived(k);
        return switch (input.kind()) {
            case ATTRIBUTE -> attribute(participant, period, names[k]);
            case GIVEN -> given(k, input, participant, period);
            case STATUS -> hasStatus(k, participant, period) ? YES : BigInteger.ZERO;
            case TIER -> asked[k] == null ? null : holdsTier(k, participant, period) ? YES : BigInteger.ZERO;
            default -> null;
        };
    }

    /** The number in an attribute on the last day of the period that has come; a text that is none is 0. */
    private BigInteger attribute(int participant, int period, int name) {
        int record = facts.participants.recordOn(participant, calendar.lastDayCome(period, facts.today));
        int text = facts.participants.attribute(record, name);
        long units = text < 0 ? Fixed.NONE : Fixed.parse(facts.names.values.text(text));
        return units == Fixed.NONE ? BigInteger.ZERO : BigInteger.valueOf(units);
    }

    /** Over a year what is given for the year, where it is; otherwise the sum of what is given for the periods. */
    private BigInteger given(int k, Inputs.Input input, int participant, int period) {
        int back = calendar.back(program.measures().get(input.subject()).shift());
        int last = period - back;
        if (input.window().span() == Program.Span.YEAR && calendar.holds(last)) {
            int row = find(participant, names[k], yearTexts, calendar.year(last), true);
            if (row != DatedValues.NONE) {
                return BigInteger.valueOf(facts.targets.units(row)).multiply(scale);
            }
        }
        BigInteger sum = BigInteger.ZERO;
        for (int at = calendar.first(input.window(), period) - back; at <= last; at++) {
            int row = calendar.holds(at) ? find(participant, names[k], periodTexts, at, false) : DatedValues.NONE;
            if (row != DatedValues.NONE) {
                sum = sum.add(BigInteger.valueOf(facts.targets.units(row)));
            }
        }
        return sum.multiply(scale);
    }

    private int find(int participant, int name, Int2IntHashMap texts, int number, boolean ofYear) {
        int text = texts.get(number);
        if (text == NONE) {
            text = facts.names.values.find(ofYear ? String.format(Locale.ROOT, "%04d", number) : calendar.id(number));
            if (text == NONE) {
                return DatedValues.NONE; // nothing was ever given for it
            }
            texts.put(number, text);
        }
        return facts.targets.find(participant, name, text);
    }

    private boolean hasStatus(int k, int participant, int period) {
        int day = calendar.lastDayCome(period, facts.today);
        int who = who(k, participant, day);
        return who != Participants.NONE && facts.statuses.on(who, names[k], day) == wanted[k];
    }

    private int who(int k, int participant, int day) {
        return whose[k] == NONE ? participant : facts.participants.ancestor(participant, whose[k], day);
    }

    private boolean holdsTier(int k, int participant, int period) {
        int who = who(k, participant, calendar.lastDayCome(period, facts.today));
        return who != Participants.NONE && asked[k].tierOf(who, period) >= least[k];
    }
}
