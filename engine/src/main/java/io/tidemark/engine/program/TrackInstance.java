package io.tidemark.engine.program;

import io.tidemark.engine.activity.Identities;
import io.tidemark.engine.activity.Incoming;
import io.tidemark.engine.credit.Credit;
import io.tidemark.engine.credit.CreditRoles;
import io.tidemark.engine.credit.Crediting;
import io.tidemark.engine.credit.Effects;
import io.tidemark.engine.credit.Reason;
import io.tidemark.engine.directory.Participants;
import io.tidemark.engine.measure.Contributions;
import io.tidemark.engine.measure.Inputs;
import io.tidemark.engine.measure.Measures;
import io.tidemark.engine.period.Calendar;
import io.tidemark.engine.rule.Conditions;
import io.tidemark.engine.rule.TrackRules;
import io.tidemark.engine.snapshot.Sections;
import io.tidemark.engine.standings.BoardFamily;
import io.tidemark.engine.standings.StandingTable;
import io.tidemark.engine.store.IntColumn;
import io.tidemark.engine.tier.Ladder;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One track of a running program: who is credited with what, the sums that follow, and the levels and boards above.
 * {@link #rate} brings the effect of one activity in line with the facts, whatever it was before; {@link TrackSettling}
 * then brings points, tiers and boards in line with the sums. Core thread only.
 */
public final class TrackInstance {
    final Facts facts;
    /** Position among the program's tracks. */
    final int number;

    final Program.Track track;
    final Calendar calendar;
    final Measures measures;
    final Inputs inputs;
    final TrackRules rules;
    final Ladder ladder;
    final TrackWindows windows;
    final int kind;
    private final CreditRoles credits;
    private final int roleCount;
    private final boolean sumsApart;
    /** Places behind the measures that rules and ladder read: the first ones. */
    private final int readByRules;

    final FieldCheck[] where;
    final StandingTable standings;
    /** Kinds of the levels that boards of this track rank, and their standings. */
    final int[] levelKinds;

    final StandingTable[] levels;
    /** Positions in {@link #levels} of those whose boards read measures. */
    private final int[] measured;

    final Effects effects;
    /** Per credited role, the newest effect of each identity, 0 for none. */
    private final IntColumn[] effectsOf;

    final BoardFamily[] boards;
    private final TrackSettling settling;
    /** Null while no other track asks for this one's tiers. */
    private AskedTiers askedTiers;

    final Contest contest;

    private final TrackClaims claims;
    /** Null where no measure counts values or keeps the last. */
    private final TrackDistinct distinct;
    /** Null where late facts are carried. */
    private final KeptEffects kept;

    private final Credit stored = new Credit();
    private final Contributions contributions;
    private final int[] levelRows;

    TrackInstance(ProgramInstance instance, int number, Facts facts) {
        Program program = instance.program();
        this.facts = facts;
        this.number = number;
        this.track = program.tracks().get(number);
        this.calendar = instance.calendar();
        this.measures = instance.measures();
        this.inputs = Inputs.of(program);
        this.kind = facts.names.names.intern(track.kind());
        this.credits = new CreditRoles(track.credit(), facts.names);
        this.roleCount = credits.count();
        boolean scaled = credits.areScaled();
        this.sumsApart = scaled && roleCount > 1;
        Program.Track read = scaled ? ShareScale.track(track) : track;
        this.rules = new TrackRules(read, inputs);
        this.ladder = new Ladder(read, inputs);
        this.readByRules = inputs.derived();
        this.where = track.where().stream()
                .map(test -> new FieldCheck(test, facts.names))
                .toArray(FieldCheck[]::new);
        List<Program.Board> declared = program.boards().stream()
                .filter(board -> board.track().equals(track.name()))
                .map(board -> scaled ? ShareScale.board(board) : board)
                .toList();
        program.measures().forEach(measure -> inputs.shown(measure.name()));
        declared.forEach(board -> BoardFamily.register(board, inputs));
        this.windows =
                new TrackWindows(facts, calendar, inputs, program, rules, ladder, scaled ? CreditRoles.SCALE : 1);
        List<String> levelNames = declared.stream()
                .map(Program.Board::level)
                .filter(level -> level != null)
                .distinct()
                .toList();
        this.levelKinds =
                levelNames.stream().mapToInt(facts.names.names::intern).toArray();
        this.levels = new StandingTable[levelKinds.length];
        Arrays.setAll(levels, k -> table(0));
        this.measured = measuredLevels(declared, levelNames);
        this.standings = table(levels.length);
        // where several roles are credited, an effect remembers which in the place of one more level
        this.effects = new Effects(facts.versions, measured.length + (credits.count() > 1 ? 1 : 0));
        this.effectsOf = new IntColumn[credits.count()];
        Arrays.setAll(effectsOf, k -> new IntColumn());
        this.boards = boards(declared, levelNames);
        this.contributions = new Contributions(measures.count());
        this.levelRows = new int[measured.length];
        this.settling = new TrackSettling(this);
        this.contest = new Contest(facts, instance, this);
        this.claims = new TrackClaims(facts, this);
        this.distinct = measures.countValues() || measures.keepLast() ? new TrackDistinct(this) : null;
        windows.use(distinct);
        this.kept = instance.late() == null ? null : new KeptEffects(this, instance.late());
    }

    private StandingTable table(int levelsAbove) {
        long[] shares = credits.areScaled() ? credits.distinctShares() : new long[1];
        return new StandingTable(levelsAbove, measures.count(), inputs.derived(), shares, credits.areScaled());
    }

    private static int[] measuredLevels(List<Program.Board> declared, List<String> levelNames) {
        List<Integer> read = new ArrayList<>();
        for (int k = 0; k < levelNames.size(); k++) {
            String level = levelNames.get(k);
            boolean reads = declared.stream()
                    .anyMatch(board -> level.equals(board.level())
                            && (!board.rank().isPoints() || !board.ties().isEmpty()));
            if (reads) {
                read.add(k);
            }
        }
        return read.stream().mapToInt(Integer::intValue).toArray();
    }

    private BoardFamily[] boards(List<Program.Board> declared, List<String> levelNames) {
        return declared.stream()
                .map(board ->
                        family(board, board.level() == null ? standings : levels[levelNames.indexOf(board.level())]))
                .toArray(BoardFamily[]::new);
    }

    private BoardFamily family(Program.Board board, StandingTable table) {
        return new BoardFamily(
                board, table, board.level() != null, inputs, facts.names.pool, () -> settling.settle(table));
    }

    /** Whether ancestors take part in the measures, so that a change of a parent moves sums. */
    boolean hasMeasuredLevels() {
        return measured.length > 0;
    }

    /**
     * Brings the effect of an identity by one credited role in line with the facts.
     *
     * @param slot which of the roles
     * @param judged what holds for the identity on every track
     * @param arriving whether the identity's standing version came in with the current command and nothing stood before
     * @return why it earns nothing here, or {@link Reason#NONE}
     */
    Reason rate(
            int slot,
            int identity,
            Crediting crediting,
            Credit judged,
            boolean arriving,
            long sequence,
            Effects.Cause cause) {
        return apply(slot, identity, creditOf(slot, crediting, judged), judged, arriving, sequence, cause);
    }

    /** Whom a role of the track credits with a judged activity: fills the participant. Answers why nobody, or {@link Reason#NONE}. */
    Reason creditOf(int slot, Crediting crediting, Credit judged) {
        judged.slot = slot;
        Reason reason = crediting.credit(judged, credits.role(slot), kind, where);
        boolean claim = crediting.claims() != null && judged.kind == facts.names.claim;
        return claim && reason == Reason.NONE ? claims.recognised(crediting, judged) : reason;
    }

    /** Whether a judged claim that waits would credit somebody by a role; fills the participant. */
    boolean wouldCredit(int slot, Crediting crediting, Credit judged) {
        judged.slot = slot;
        return crediting.wouldCredit(judged, credits.role(slot), kind, where)
                && claims.recognised(crediting, judged) == Reason.NONE;
    }

    /** The values that measures count, or null where none does. */
    public TrackDistinct distinct() {
        return distinct;
    }

    /** The identities whose activities are credited. */
    public Identities identities() {
        return facts.identities;
    }

    /** The claims on this track. */
    public TrackClaims claims() {
        return claims;
    }

    /** Brings the effect of an identity by a role in line with what was decided about it. */
    Reason apply(
            int slot,
            int identity,
            Reason reason,
            Credit judged,
            boolean arriving,
            long sequence,
            Effects.Cause cause) {
        return kept == null
                ? applyNow(slot, identity, reason, judged, arriving, sequence, cause)
                : kept.apply(slot, identity, reason, judged, arriving, sequence, cause);
    }

    /** What closed periods keep, or null where late facts are carried. */
    KeptEffects kept() {
        return kept;
    }

    /** The newest effect of an identity by a role, or 0. */
    int effectOf(int slot, int identity) {
        return effectsOf[slot].get(identity);
    }

    Reason applyNow(
            int slot,
            int identity,
            Reason reason,
            Credit judged,
            boolean arriving,
            long sequence,
            Effects.Cause cause) {
        int old = effectsOf[slot].get(identity);
        if (reason != Reason.NONE) {
            if (old != 0) {
                remove(identity, old, sequence, cause);
                effectsOf[slot].set(identity, 0);
            }
            return reason;
        }
        int period = calendar.ordinal(judged.date);
        int standing = windows.resolve(standings, judged.participant, period);
        resolveLevels(judged.participant, judged.date, period);
        if (old == 0) {
            put(judged, identity, standing, chain(judged, identity, standing, 0, arriving, sequence, cause));
        } else {
            change(judged, identity, old, standing, sequence, cause);
        }
        return Reason.NONE;
    }

    /**
     * The same for an identity that has no effect yet, which its standing version brought with the current command.
     *
     * @param in what came in
     */
    Reason arrive(int slot, int identity, Incoming in, Crediting crediting, Credit judged) {
        int named = in.participant(credits.role(slot));
        int participant = named < 0 ? crediting.overlay(judged, credits.role(slot)) : facts.meant(in.source, named);
        Reason reason = crediting.creditTo(participant, judged, kind, where);
        judged.slot = slot;
        if (reason == Reason.NONE) {
            int period = calendar.ordinal(judged.date);
            if (kept != null && kept.isShut(period)) {
                return Reason.LATE;
            }
            int standing = windows.resolve(standings, participant, period);
            resolveLevels(participant, judged.date, period);
            int effect = effects.addPlain(standing, standings.chain(standing), judged);
            rememberLevels(effect, judged);
            put(judged, identity, standing, effect);
        }
        return reason;
    }

    private void change(Credit fresh, int identity, int old, int standing, long sequence, Effects.Cause cause) {
        load(old, stored);
        int oldStanding = effects.standing(old);
        if (oldStanding == standing && stored.sameContribution(fresh) && sameLevels(old)) {
            return;
        }
        if (oldStanding != standing) {
            remove(identity, old, sequence, cause);
            put(fresh, identity, standing, chain(fresh, identity, standing, 0, false, sequence, cause));
            return;
        }
        retract(old);
        put(fresh, identity, standing, chain(fresh, identity, standing, old, false, sequence, cause));
    }

    private void resolveLevels(int participant, int date, int period) {
        for (int k = 0; k < measured.length; k++) {
            int ancestor = facts.participants.ancestor(participant, levelKinds[measured[k]], date);
            levelRows[k] =
                    ancestor == Participants.NONE ? 0 : windows.resolve(levels[measured[k]], ancestor, period) + 1;
        }
    }

    private boolean sameLevels(int effect) {
        for (int k = 0; k < measured.length; k++) {
            if (effects.level(effect, k) != levelRows[k]) {
                return false;
            }
        }
        return true;
    }

    /** Adds a credit's contributions to its standing and to the levels in {@link #levelRows}, under an effect. */
    private void put(Credit credit, int identity, int standing, int effect) {
        effectsOf[credit.slot].set(identity, effect);
        contribute(credit, 1);
        standings.add(standing, contributions, 1, effect);
        for (int k = 0; k < measured.length; k++) {
            addToLevel(levels[measured[k]], levelRows[k] - 1, 1);
        }
        if (distinct != null) {
            distinct.add(standing, credit, 1);
            for (int k = 0; k < measured.length; k++) {
                distinct.addToLevel(measured[k], levelRows[k] - 1, standing, credit, 1);
            }
        }
    }

    /** Fills the contributions of a credit to the sums of its share. */
    private void contribute(Credit credit, int factor) {
        measures.contribute(credit, factor, contributions);
        if (sumsApart) {
            contributions.shift(credits.sum(credit.slot) * measures.count());
        }
    }

    /** Reads back the credit that an effect put in place, and by which of the track's roles. */
    public void load(int effect, Credit into) {
        effects.load(effect, into);
        into.slot = roleCount > 1 ? effects.level(effect, measured.length) : 0;
    }

    private void addToLevel(StandingTable level, int row, int factor) {
        if (row >= 0) {
            level.addByDate(row, contributions, factor);
        }
    }

    /** Takes an effect's contributions out of its standing and of the levels it was part of. */
    private void retract(int effect) {
        load(effect, stored);
        contribute(stored, -1);
        int standing = effects.standing(effect);
        standings.add(standing, contributions, -1, standings.chain(standing));
        for (int k = 0; k < measured.length; k++) {
            addToLevel(levels[measured[k]], effects.level(effect, k) - 1, -1);
        }
        if (distinct != null) {
            distinct.add(standing, stored, -1);
            for (int k = 0; k < measured.length; k++) {
                distinct.addToLevel(measured[k], effects.level(effect, k) - 1, standing, stored, -1);
            }
        }
    }

    private void remove(int identity, int effect, long sequence, Effects.Cause cause) {
        retract(effect);
        int standing = effects.standing(effect);
        int removal = effects.addExtended(
                standing, standings.chain(standing), stored, identity, effect, true, sequence, cause);
        rememberSlot(removal, stored);
        standings.setChain(standing, removal);
    }

    private int chain(
            Credit fresh,
            int identity,
            int standing,
            int replaces,
            boolean arriving,
            long sequence,
            Effects.Cause cause) {
        int previous = standings.chain(standing);
        int effect = arriving && !fresh.matchedReturn && fresh.unitsPer == 1
                ? effects.addPlain(standing, previous, fresh)
                : effects.addExtended(standing, previous, fresh, identity, replaces, false, sequence, cause);
        rememberLevels(effect, fresh);
        return effect;
    }

    private void rememberLevels(int effect, Credit credit) {
        for (int k = 0; k < measured.length; k++) {
            effects.setLevel(effect, k, levelRows[k]);
        }
        rememberSlot(effect, credit);
    }

    private void rememberSlot(int effect, Credit credit) {
        if (roleCount > 1) {
            effects.setLevel(effect, measured.length, credit.slot);
        }
    }

    /** Why the facts as they stand credit nobody with an identity by a role, or whom and with what; changes nothing. */
    public Reason judge(int slot, int identity, Crediting crediting, Credit into) {
        crediting.judge(identity, into);
        Reason reason = contest.reason(slot, identity, crediting, into);
        return kept == null ? reason : kept.reason(slot, identity, reason, into);
    }

    int roleCount() {
        return roleCount;
    }

    /** The roles that the track credits, each by itself. */
    public CreditRoles credits() {
        return credits;
    }

    /** Everything that follows from reference data about a participant is to be looked up anew. */
    void refresh(int participant) {
        int row = standings.firstOfParticipant(participant);
        for (; row >= 0; row = standings.nextOfParticipant(row)) {
            standings.markRefresh(row);
        }
        for (StandingTable level : levels) {
            row = level.firstOfParticipant(participant);
            for (; row >= 0; row = level.nextOfParticipant(row)) {
                level.markRefresh(row);
            }
        }
    }

    /** Something that is no activity changed about a participant, or about an ancestor that is asked. */
    void askAgain(int participant) {
        if (!windows.references.areRead()) {
            return;
        }
        int row = standings.firstOfParticipant(participant);
        for (; row >= 0; row = standings.nextOfParticipant(row)) {
            standings.markDirty(row);
        }
        for (StandingTable level : levels) {
            row = level.firstOfParticipant(participant);
            for (; row >= 0; row = level.nextOfParticipant(row)) {
                level.markDirty(row);
            }
        }
    }

    /** Another track asks for this one's tiers. */
    void beAsked() {
        askedTiers = askedTiers == null ? new AskedTiers(this) : askedTiers;
    }

    /** What this track's tiers are asked for is told; null where nobody asks. */
    AskedTiers askedTiers() {
        return askedTiers;
    }

    /** Position of the tier that a participant holds in a period, with a standing or without; what was settled last. */
    int tierOf(int participant, int period) {
        int row = standings.find(participant, period);
        return row >= 0 ? standings.tier(row) : tierWithout(participant, period);
    }

    /** The tier of a participant without a standing in a period. */
    int tierWithout(int participant, int period) {
        BigInteger[] vector = windows.without(standings, participant, period);
        rules.evaluate(vector, new BigInteger[rules.count()], false);
        return windows.tier(vector);
    }

    public Program.Track track() {
        return track;
    }

    /** The standings, settled. */
    public StandingTable standings() {
        settling.settleOwn();
        return standings;
    }

    /** Settles what must not wait until somebody reads; after every frame. */
    void afterFrame() {
        settling.afterFrame();
    }

    /** What is no activity is about to change. */
    void beforeChange() {
        settling.beforeChange();
    }

    public Effects effects() {
        return effects;
    }

    public TrackRules rules() {
        return rules;
    }

    public Ladder ladder() {
        return ladder;
    }

    /** First day of a period of the program, as an epoch day. */
    public int firstDay(int period) {
        return calendar.firstDay(period);
    }

    /** Whether anything of other periods is read, so that a fact may move the points of later ones. */
    public boolean looksBack() {
        return windows.isHistoric() || windows.references.areGiven(readByRules);
    }

    /** What the rules, the ladder and the boards read. */
    public Inputs inputs() {
        return inputs;
    }

    /** What a participant without a standing in a period would be scored by: no facts, but what is given. */
    public BigInteger[] inputsWithout(int participant, int period) {
        return windows.without(standings(), participant, period);
    }

    /** The tier held by who reads this; the rules are evaluated. */
    public int tier(BigInteger[] vector) {
        return windows.tier(vector);
    }

    /** Where the ladder finds what it reads. */
    public Conditions.Resolver ladderReads() {
        return TrackRules.resolver(track, inputs);
    }

    public Measures measures() {
        return measures;
    }

    public BoardFamily[] boards() {
        return boards;
    }

    public int kind() {
        return kind;
    }

    /** Brings everything in line; what is stored afterwards is the same whenever that is done. */
    void settle() {
        settling.settleAll();
    }

    void list(Sections sections) {
        standings.list(sections);
        effects.list(sections);
        for (int k = 0; k < effectsOf.length; k++) {
            sections.add(k == 0 ? "effect-of" : "effect-of-" + k, 1, effectsOf[k]);
        }
        contest.list(sections);
        if (distinct != null) {
            distinct.list(sections);
        }
        for (int k = 0; k < levels.length; k++) {
            levels[k].list(sections.of("level-" + k));
        }
        sections.derive(settling::rebuildBoards);
        if (askedTiers != null) {
            sections.derive(askedTiers::rebuild);
        }
    }

    long stateHash(long seed) {
        settling.settleAll();
        long hash = effects.stateHash(standings.stateHash(seed));
        for (IntColumn effectOf : effectsOf) {
            hash = effectOf.hash(hash);
        }
        hash = contest.stateHash(hash);
        hash = distinct == null ? hash : distinct.stateHash(hash);
        for (StandingTable level : levels) {
            hash = level.stateHash(hash);
        }
        return hash;
    }
}
