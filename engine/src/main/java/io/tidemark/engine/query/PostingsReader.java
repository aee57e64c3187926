package io.tidemark.engine.query;

import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.credit.Credit;
import io.tidemark.engine.credit.Effects;
import io.tidemark.engine.directory.Participants;
import io.tidemark.engine.program.Facts;
import io.tidemark.engine.program.Program;
import io.tidemark.engine.program.ProgramInstance;
import io.tidemark.engine.program.RuleSpec;
import io.tidemark.engine.program.TrackInstance;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Postings, computed when somebody asks: the chain of effects of a standing is walked newest first, each effect's
 * contributions are taken off the measures, and every rule whose value changes gives a posting. What a period has without
 * facts of its own, from those of earlier periods in its windows, is a posting too. They add up to the points shown,
 * exactly. Reads the core on its own thread, between frames.
 */
public final class PostingsReader {
    /** Stands for the track's own cap where a rule is named; no rule can be called so. */
    public static final String CAP = "(cap)";

    private final Facts facts;
    private final Credit credit = new Credit();
    /** Of the standing in work. */
    private DistinctWalk distinct;

    public PostingsReader(ScoringCore core) {
        this.facts = core.facts();
    }

    /** The newest postings of a participant in a period, newest first, up to {@code limit}. */
    public List<PostingView> postings(
            ProgramInstance program, TrackInstance track, String id, String period, int limit) {
        return postingsFrom(program, track, id, period, Long.MAX_VALUE, limit);
    }

    /** As {@link #postings}, from those on that a command of this sequence or an earlier one caused. */
    public List<PostingView> postingsFrom(
            ProgramInstance program, TrackInstance track, String id, String period, long sequence, int limit) {
        int participant = facts.participants.find(track.track().kind(), id);
        int ordinal = program.calendar().parse(period);
        int row = participant == Participants.NONE ? -1 : track.standings().find(participant, ordinal);
        List<PostingView> postings = new ArrayList<>();
        if (row < 0) {
            return postings;
        }
        BigInteger[] sums = track.standings().exactMeasures(row);
        distinct = new DistinctWalk(track, row);
        int effect = track.standings().chain(row);
        while (effect != 0 && track.effects().sequence(effect) > sequence) {
            takeOff(track, effect, sums);
            effect = track.effects().previous(effect);
        }
        walk(track, effect, 0, sums, limit, program.calendar().firstDay(ordinal), postings);
        return postings;
    }

    /**
     * What effects behind one did to a standing, newest first.
     *
     * @param row the standing
     * @param head an effect of its chain, or 0 for all
     */
    public List<PostingView> postingsSince(ProgramInstance program, TrackInstance track, int row, int head) {
        List<PostingView> postings = new ArrayList<>();
        BigInteger[] sums = track.standings().exactMeasures(row);
        distinct = new DistinctWalk(track, row);
        int firstDay = track.firstDay(track.standings().period(row));
        walk(track, track.standings().chain(row), head, sums, Integer.MAX_VALUE, firstDay, postings);
        return postings;
    }

    /** @param newest the effect that brought the measures to {@code sums} */
    private void walk(
            TrackInstance track,
            int newest,
            int head,
            BigInteger[] sums,
            int limit,
            int firstDay,
            List<PostingView> postings) {
        int rules = track.rules().count();
        int effect = newest;
        BigInteger[] later = sums;
        BigInteger[] after = values(track, later);
        while (effect != head && effect != 0 && postings.size() < limit) {
            BigInteger[] earlier = later.clone();
            takeOff(track, effect, earlier);
            BigInteger[] before = values(track, earlier);
            for (int k = rules; k >= 0; k--) {
                if (!before[k].equals(after[k]) && postings.size() < limit) {
                    postings.add(posting(track, effect, k, before[k], after[k], earlier, later));
                }
            }
            later = earlier;
            after = before;
            effect = track.effects().previous(effect);
        }
        for (int k = rules; k >= 0 && head == 0 && effect == 0; k--) {
            if (after[k].signum() != 0 && postings.size() < limit) {
                postings.add(carried(track, k, after[k], firstDay));
            }
        }
    }

    /** The values of the rules, and last what the track's cap takes off their sum. */
    public static BigInteger[] values(TrackInstance track, BigInteger[] inputs) {
        int rules = track.rules().count();
        BigInteger[] counted = new BigInteger[rules];
        BigInteger points = track.rules().evaluate(inputs, counted, false);
        BigInteger[] values = Arrays.copyOf(counted, rules + 1);
        values[rules] = Arrays.stream(counted).reduce(points, BigInteger::subtract);
        return values;
    }

    /** What stands at a place of {@link #values} is called. */
    public static String name(TrackInstance track, int k) {
        return k == track.rules().count() ? CAP : track.rules().rule(k).name();
    }

    /** What a period has without facts of its own: what those of earlier periods are worth in it. */
    private static PostingView carried(TrackInstance track, int k, BigInteger value, int date) {
        return new PostingView(
                0,
                "earlier-periods",
                "",
                "",
                "",
                date,
                name(track, k),
                value,
                BigInteger.ZERO,
                value,
                "",
                BigInteger.ZERO,
                BigInteger.ZERO);
    }

    /** Takes what an effect did off a vector of measures. */
    private void takeOff(TrackInstance track, int effect, BigInteger[] sums) {
        Effects effects = track.effects();
        long[] deltas = new long[track.measures().count()];
        if (!effects.removes(effect)) {
            track.load(effect, credit);
            track.measures().contribute(credit, 1, deltas);
            distinct.add(credit, -1);
        }
        int replaced = effects.replaces(effect);
        if (replaced != 0) {
            track.load(replaced, credit);
            track.measures().contribute(credit, -1, deltas);
            distinct.add(credit, 1);
        }
        // an effect takes the place of one by the same role
        BigInteger weight = track.credits().weight(credit.slot);
        for (int k = 0; k < deltas.length; k++) {
            if (deltas[k] != 0) {
                track.inputs().add(sums, k, BigInteger.valueOf(-deltas[k]).multiply(weight));
            }
        }
        distinct.write(sums);
    }

    private PostingView posting(
            TrackInstance track,
            int effect,
            int k,
            BigInteger before,
            BigInteger after,
            BigInteger[] sumsBefore,
            BigInteger[] sumsAfter) {
        Effects effects = track.effects();
        int identity = effects.identity(effect);
        effects.load(effect, credit);
        int measure = k == track.rules().count() ? -1 : movedMeasure(track, k, sumsBefore, sumsAfter);
        return new PostingView(
                effects.sequence(effect),
                effects.cause(effect).text(),
                facts.identities.sourceText(identity),
                facts.identities.reference(identity),
                facts.names.names.text(facts.versions.kind(facts.identities.standing(identity))),
                facts.versions.date(credit.version),
                name(track, k),
                after.subtract(before),
                before,
                after,
                measure < 0 ? "" : track.measures().measure(measure).name(),
                measure < 0 ? BigInteger.ZERO : track.credits().shown(sumsBefore[measure]),
                measure < 0 ? BigInteger.ZERO : track.credits().shown(sumsAfter[measure]));
    }

    /** The first measure that the rule reads and whose move alone changes the rule's value, or -1. */
    private static int movedMeasure(TrackInstance track, int k, BigInteger[] before, BigInteger[] after) {
        BigInteger[] values = new BigInteger[track.rules().count()];
        track.rules().evaluate(before, values, false);
        BigInteger value = values[k];
        for (String name : measuresOf(track.rules().rule(k))) {
            int position = track.measures().position(name);
            if (!before[position].equals(after[position])) {
                BigInteger[] moved = before.clone();
                track.inputs().add(moved, position, after[position].subtract(before[position]));
                track.rules().evaluate(moved, values, false);
                if (!values[k].equals(value)) {
                    return position;
                }
            }
        }
        return -1;
    }

    private static List<String> measuresOf(Program.Rule rule) {
        List<String> names = new ArrayList<>();
        for (RuleSpec.Argument argument : rule.spec().arguments().values()) {
            if (argument instanceof RuleSpec.Argument.MeasureName measure) {
                names.add(measure.name());
            } else if (argument instanceof RuleSpec.Argument.Conditions conditions) {
                addMeasures(conditions.conditions(), names);
            }
        }
        addMeasures(rule.needs(), names);
        return names;
    }

    private static void addMeasures(List<Program.Condition> conditions, List<String> names) {
        conditions.forEach(one -> one.visit(condition -> {
            if (condition instanceof Program.Compared compared) {
                names.add(compared.measure());
                if (compared.isRatio()) {
                    names.add(compared.over());
                }
            }
        }));
    }
}
