package io.tidemark.engine.program;

import io.tidemark.engine.Fixed;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The canonical model of one program: every default filled in, every name resolved to text that the compiler looks
 * up. The readers of YAML and JSON produce it, {@link ProgramCodec} journals it, {@link ProgramCompiler} turns it
 * into flat tables. Immutable; order in the lists is the order of the file and is part of the meaning (tiers from the
 * lowest, the first declared of equal {@code best-of} rules).
 *
 * <p>Its parts stand in this one file, long as it is: together they are the vocabulary of the language, which readers, codec and
 * compiler go through from end to end.
 *
 * <p>Numbers are fixed point with four decimals ({@link io.tidemark.engine.Fixed}). Dates are epoch days of the
 * seller's local date; ranges are half-open.
 *
 * @param source the text the program was read from, kept beside the model for people; no meaning is read from it
 * @param budget what the program pays at most, or null
 * @param claims when claims count, or null where they are not scored
 * @param effective first day of the period from which on this version holds, or {@link #RUNNING}, or {@link #EVER}
 */
public record Program(
        String id,
        String name,
        String timezone,
        String currency,
        DateRange runs,
        Periods periods,
        Points points,
        boolean unknownParticipantsWait,
        boolean unknownProductsWait,
        Returns returns,
        List<Group> groups,
        List<Kind> kinds,
        List<Measure> measures,
        List<Track> tracks,
        List<Board> boards,
        String source,
        Budget budget,
        int effective,
        Claims claims) {
    /** From the period on that runs when the version is published; the first version holds for every period. */
    public static final int RUNNING = Integer.MIN_VALUE;

    /** For every period, whatever versions there were. */
    public static final int EVER = RUNNING + 1;

    /** Without a budget, for every period. */
    public Program(
            String id,
            String name,
            String timezone,
            String currency,
            DateRange runs,
            Periods periods,
            Points points,
            boolean unknownParticipantsWait,
            boolean unknownProductsWait,
            Returns returns,
            List<Group> groups,
            List<Kind> kinds,
            List<Measure> measures,
            List<Track> tracks,
            List<Board> boards,
            String source) {
        this(
                id,
                name,
                timezone,
                currency,
                runs,
                periods,
                points,
                unknownParticipantsWait,
                unknownProductsWait,
                returns,
                groups,
                kinds,
                measures,
                tracks,
                boards,
                source,
                null,
                RUNNING,
                null);
    }

    /** The same with other periods, boards, budget and beginning. */
    public Program with(Periods otherPeriods, List<Board> otherBoards, Budget otherBudget, int otherEffective) {
        return new Program(
                id,
                name,
                timezone,
                currency,
                runs,
                otherPeriods,
                points,
                unknownParticipantsWait,
                unknownProductsWait,
                returns,
                groups,
                kinds,
                measures,
                tracks,
                otherBoards,
                source,
                otherBudget,
                otherEffective,
                claims);
    }

    /** The same, in force from a day on. */
    public Program from(int day) {
        return with(periods, boards, budget, day);
    }

    Program with(List<Kind> otherKinds, List<Track> otherTracks) {
        return new Program(
                id,
                name,
                timezone,
                currency,
                runs,
                periods,
                points,
                unknownParticipantsWait,
                unknownProductsWait,
                returns,
                groups,
                otherKinds,
                measures,
                otherTracks,
                boards,
                source,
                budget,
                effective,
                claims);
    }

    /** The same with other terms for claims. */
    public Program withClaims(Claims other) {
        return new Program(
                id,
                name,
                timezone,
                currency,
                runs,
                periods,
                points,
                unknownParticipantsWait,
                unknownProductsWait,
                returns,
                groups,
                kinds,
                measures,
                tracks,
                boards,
                source,
                budget,
                effective,
                other);
    }

    /** The kinds of activities that are scored beside sales and returns. */
    public List<String> otherKinds() {
        List<String> scored = new ArrayList<>(kinds.stream().map(Kind::name).toList());
        if (claims != null) {
            scored.add(Claims.KIND);
        }
        if (measures.stream().anyMatch(measure -> Kind.INVENTORY.equals(measure.kind()))) {
            scored.add(Kind.INVENTORY);
        }
        return scored;
    }

    /** Half-open range of epoch days; {@link #ALWAYS} has neither end. */
    public record DateRange(int from, int until) {
        public static final DateRange ALWAYS = new DateRange(Integer.MIN_VALUE, Integer.MAX_VALUE);

        public boolean contains(int epochDay) {
            return epochDay >= from && epochDay < until;
        }
    }

    public enum Every {
        MONTH,
        QUARTER,
        YEAR,
        /** Twelve periods of four, four and five weeks a quarter, listed. */
        WEEKS_4_4_5,
        /** As listed. */
        LISTED
    }

    /** A listed period: half-open range of epoch days. */
    public record Period(String id, int from, int until) {}

    /**
     * When days begin in the program's time zone, computed before the journal: the core knows no time zones.
     *
     * @param from the first local day, as an epoch day, that begins as this says; until the next
     * @param utcMs milliseconds from 00:00 UTC of a day's date to its beginning: 18,000,000 in Chicago in winter
     */
    public record DayStart(int from, int utcMs) {}

    /**
     * @param fiscalStartMonth 1 to 12: the month in which the fiscal year begins; quarters and years follow it, and a
     *     fiscal year is named by the year in which it ends
     * @param graceDays days after the end of a period in which facts still count as in time
     * @param listed the periods of {@link Every#WEEKS_4_4_5} and {@link Every#LISTED}, in order, without overlap
     * @param dayStarts in order; empty where every day begins at 00:00 UTC
     */
    public record Periods(
            Every every,
            int fiscalStartMonth,
            int graceDays,
            boolean closesAutomatically,
            boolean carriesLate,
            List<Period> listed,
            List<DayStart> dayStarts) {
        /** By the calendar, in UTC. */
        public Periods(
                Every every, int fiscalStartMonth, int graceDays, boolean closesAutomatically, boolean carriesLate) {
            this(every, fiscalStartMonth, graceDays, closesAutomatically, carriesLate, List.of(), List.of());
        }

        public boolean areListed() {
            return every == Every.WEEKS_4_4_5 || every == Every.LISTED;
        }
    }

    /**
     * What the program pays at most.
     *
     * @param points units
     * @param overYear whether that is for a year, or else for each period
     */
    public record Budget(long points, boolean overYear) {}

    /**
     * When an activity of the kind {@code claim} counts.
     *
     * @param withinDays days from its date in which it must first be received, or -1 for no limit
     * @param requires fields that it must have
     * @param match fields that a sale of the same thing has alike, with {@code sku} and roles; empty where claims stand alone
     * @param approve steps that must all approve it; empty where nobody has to
     * @param auto when nobody has to although there are steps, or null
     */
    public record Claims(
            int withinDays, List<String> requires, List<String> match, List<String> approve, AutoApprove auto) {
        /** Every claim counts. */
        public static final Claims PLAIN = new Claims(-1, List.of(), List.of(), List.of(), null);

        /** The kind of activities that are claims. */
        public static final String KIND = "claim";
    }

    /**
     * @param matched whether a standing sale must have the same {@code match} fields
     * @param amountAtMost units, or null for no limit
     */
    public record AutoApprove(boolean matched, Long amountAtMost) {}

    public enum Rounding {
        DOWN,
        HALF_UP,
        HALF_EVEN
    }

    /**
     * @param worth money per point, or null
     * @param minimumPayout the least that is paid
     */
    public record Points(String name, int decimals, Rounding rounding, Long worth, long minimumPayout) {}

    /** @param withinDays days after the sale in which a return counts, or -1 for no limit */
    public record Returns(boolean unmatchedWait, int withinDays) {}

    /** A set of products: every test must hold. The field {@code sku} is the product's own id. */
    public record Group(String name, List<FieldTest> tests) {}

    /**
     * One test of a field's text (or of its number). Without {@code atLeast} and {@code atMost} it holds when the
     * text equals one of the values exactly ({@code negated}: none of them; a field that is absent equals nothing).
     * A bound holds when the text is a number ({@code -?\d+(\.\d{1,4})?}) within it.
     */
    public record FieldTest(String field, List<String> values, boolean negated, Long atLeast, Long atMost) {}

    /**
     * A kind of activity that the program declares beside the built-in ones.
     *
     * @param oncePer fields that only one activity of the kind may have alike on a track; empty where every one counts
     */
    public record Kind(String name, boolean signAny, List<String> oncePer) {

        /** The built-in kind of reports of stock, scored where something measures it. */
        public static final String INVENTORY = "inventory";

        /** A kind of which every activity counts. */
        public Kind(String name, boolean signAny) {
            this(name, signAny, List.of());
        }
    }

    public enum Aggregate {
        SUM,
        COUNT,
        /** A number that a file gives: a target, a quota, a commitment. */
        GIVEN,
        /** How many values of a field have a positive net quantity. */
        DISTINCT,
        /** What was reported last, of every product at every location. */
        LAST
    }

    /** The same measure of another time: of the period before, or of the period a year earlier. */
    public enum Shift {
        NONE,
        PREVIOUS,
        LAST_YEAR
    }

    /** Over which periods something is looked at; every window ends with the period in question. */
    public enum Span {
        PERIOD,
        /** From the first period of the (fiscal) year. */
        YEAR,
        /** The last periods, so many. */
        LAST
    }

    /** @param periods how many, for {@link Span#LAST}; otherwise 1 */
    public record Window(Span span, int periods) {
        public static final Window PERIOD = new Window(Span.PERIOD, 1);
        public static final Window YEAR = new Window(Span.YEAR, 1);

        public static Window last(int periods) {
            return periods == 1 ? PERIOD : new Window(Span.LAST, periods);
        }

        public boolean isPeriod() {
            return span == Span.PERIOD;
        }
    }

    /**
     * @param field for {@code SUM}: {@code quantity}, {@code amount} or an attribute's name; for {@code DISTINCT}: {@code sku}, a
     *     role or a field; for {@code GIVEN}: the number's name in the file; for {@code LAST}: {@code quantity}; null for {@code COUNT}
     * @param kind the one kind that is measured, or null for sales minus returns ({@code SUM} only)
     * @param group the group of products, or null for every activity
     * @param where tests of the activity's fields, all of which must hold
     * @param window the dates the measure reads
     * @param shift whose period's facts it reads
     */
    public record Measure(
            String name,
            Aggregate aggregate,
            String field,
            String kind,
            String group,
            List<FieldTest> where,
            DateRange window,
            Shift shift) {

        /** A measure of its own period. */
        public Measure(
                String name,
                Aggregate aggregate,
                String field,
                String kind,
                String group,
                List<FieldTest> where,
                DateRange window) {
            this(name, aggregate, field, kind, group, where, window, Shift.NONE);
        }

        public boolean isGiven() {
            return aggregate == Aggregate.GIVEN;
        }

        public boolean isDistinct() {
            return aggregate == Aggregate.DISTINCT;
        }

        public boolean isLast() {
            return aggregate == Aggregate.LAST;
        }

        /** Whether it is a sum over activities. */
        public boolean isSummed() {
            return aggregate == Aggregate.SUM || aggregate == Aggregate.COUNT;
        }
    }

    /**
     * Holds or does not. A window of null is that of the rule, ladder or board that asks. Every condition has the name it
     * was declared under, or null where it was written inline.
     */
    public sealed interface Condition {
        String name();

        /** This condition and every one within it. */
        default void visit(Consumer<Condition> each) {
            each.accept(this);
            if (this instanceof Some some) {
                some.of().forEach(one -> one.visit(each));
            } else if (this instanceof Not not) {
                not.of().visit(each);
            }
        }
    }

    /**
     * {@code over} is null for a plain measure ({@code measure >= bound} or {@code <= bound}); for a ratio of {@code
     * measure} to {@code over}: {@code at-most a} is {@code measure <= a * over}, {@code at-least a} is {@code measure >=
     * a * over && over > 0}, compared without division.
     */
    public record Compared(String name, String measure, String over, boolean atLeast, long bound, Window window)
            implements Condition {

        /** Over the window of whoever asks. */
        public Compared(String name, String measure, String over, boolean atLeast, long bound) {
            this(name, measure, over, atLeast, bound, null);
        }

        public boolean isRatio() {
            return over != null;
        }
    }

    /** @param rule a rule of the same track, or {@code points} for their total: its counted value is at least the bound */
    public record PointsOf(String name, String rule, long bound, Window window) implements Condition {
        /** The word for the total of a track. */
        public static final String TOTAL = "points";

        public boolean isTotal() {
            return rule.equals(TOTAL);
        }
    }

    /** At least so many of the conditions hold: one for {@code any}, every one for {@code all}. */
    public record Some(String name, int least, List<Condition> of) implements Condition {
        public boolean isAll() {
            return least == of.size();
        }
    }

    public record Not(String name, Condition of) implements Condition {}

    /**
     * A role whose participant a track credits.
     *
     * @param share what of each contribution counts, units: above 0, at most 1
     */
    public record Share(String role, long share) {}

    /**
     * The last value of a status on the last day of the period that has come.
     *
     * @param whose the kind of the ancestor who is asked, or null for the participant
     */
    public record HasStatus(String name, String status, String is, String whose) implements Condition {}

    /**
     * That tier or a higher one is held.
     *
     * @param whose the kind of the ancestor who is asked, on the ladder of the track of that kind; or null for the participant
     */
    public record HoldsTier(String name, String tier, String whose) implements Condition {}

    /**
     * @param where tests of the participant's attributes, all of which must hold on the activity's date
     * @param credit whom the track credits, one or more; each by itself
     */
    public record Track(
            String name,
            String kind,
            List<FieldTest> where,
            List<Share> credit,
            List<Rule> rules,
            List<Tier> ladder,
            LadderTerms terms,
            TrackCap cap) {

        /** A track that credits one role with the whole, whose ladder looks at the period alone, and whose total has no limit. */
        public Track(
                String name,
                String kind,
                List<FieldTest> where,
                String creditRole,
                List<Rule> rules,
                List<Tier> ladder) {
            this(name, kind, where, creditRole, rules, ladder, LadderTerms.PLAIN, null);
        }

        /** A track that credits one role with the whole. */
        public Track(
                String name,
                String kind,
                List<FieldTest> where,
                String creditRole,
                List<Rule> rules,
                List<Tier> ladder,
                LadderTerms terms,
                TrackCap cap) {
            this(name, kind, where, List.of(new Share(creditRole, Fixed.ONE)), rules, ladder, terms, cap);
        }

        Track withCredit(List<Share> other) {
            return new Track(name, kind, where, other, rules, ladder, terms, cap);
        }

        /** Whether one role is credited with the whole. */
        public boolean creditsOneRole() {
            return credit.size() == 1 && credit.get(0).share() == Fixed.ONE;
        }
    }

    /**
     * @param window what conditions without a window of their own look at
     * @param keep for how many further periods a tier is kept at least
     * @param oneStep whether who falls below the tier held loses one tier a period at most
     */
    public record LadderTerms(Window window, int keep, boolean oneStep) {
        public static final LadderTerms PLAIN = new LadderTerms(Window.PERIOD, 0, false);

        /** Whether the tier of a period hangs on tiers qualified for in earlier ones. */
        public boolean remembers() {
            return keep > 0 || oneStep;
        }
    }

    /** The most that a track gives over a window: period or year. */
    public record TrackCap(long points, Window window) {}

    /**
     * @param cap the most the rule gives over its window, or null
     * @param needs conditions that must all hold, or the value is 0
     * @param bestOf the name of the contest of which only the largest value counts, or null
     * @param window period or year: what of the window's value came with the period
     */
    public record Rule(String name, RuleSpec spec, Long cap, List<Condition> needs, String bestOf, Window window) {

        /** A rule that looks at its period. */
        public Rule(String name, RuleSpec spec, Long cap, List<Condition> needs, String bestOf) {
            this(name, spec, cap, needs, bestOf, Window.PERIOD);
        }
    }

    /** A step of the ladder, from the lowest; the first has no conditions. */
    public record Tier(String name, List<Condition> when) {}

    /** What a board compares: the track's points, a measure, or a ratio of measures. */
    public record Rank(String measure, String over) {
        /** The track's points. */
        public static final Rank POINTS = new Rank(null, null);

        public boolean isPoints() {
            return measure == null;
        }

        public boolean isRatio() {
            return over != null;
        }
    }

    /**
     * @param level an ancestor kind whose members are ranked, or null for the track's own participants
     * @param per an attribute that splits the board into segments ({@code tier} is the tier held), or null
     * @param min the least value that is listed, or null
     * @param window what is compared
     * @param prizes given at close by place, from the first; places do not overlap
     * @param tiesTakeAll whether everybody of a tied place gets its prize, or else they share those of the places they take
     */
    public record Board(
            String name,
            String track,
            Rank rank,
            List<String> ties,
            String level,
            String per,
            Long min,
            List<Prize> prizes,
            boolean tiesTakeAll,
            Window window) {

        /** A board without prizes that compares one period. */
        public Board(String name, String track, Rank rank, List<String> ties, String level, String per, Long min) {
            this(name, track, rank, ties, level, per, min, Window.PERIOD);
        }

        /** Without prizes. */
        public Board(
                String name,
                String track,
                Rank rank,
                List<String> ties,
                String level,
                String per,
                Long min,
                Window window) {
            this(name, track, rank, ties, level, per, min, List.of(), false, window);
        }

        /** The same with prizes. */
        public Board with(List<Prize> places, boolean takeAll) {
            return new Board(name, track, rank, ties, level, per, min, places, takeAll, window);
        }
    }

    /** @param points units that each of the places from {@code at} through {@code to} brings */
    public record Prize(int at, int to, long points) {}
}
