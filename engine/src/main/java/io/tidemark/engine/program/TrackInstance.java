package io.tidemark.engine.program;

import io.tidemark.engine.credit.Credit;
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
    final Program.Track track;
    final Calendar calendar;
    final Measures measures;
    final Inputs inputs;
    final TrackRules rules;
    final Ladder ladder;
    final TrackWindows windows;
    final int kind;
    final int role;
    final FieldCheck[] where;
    final StandingTable standings;
    /** Kinds of the levels that boards of this track rank, and their standings. */
    final int[] levelKinds;

    final StandingTable[] levels;
    /** Positions in {@link #levels} of those whose boards read measures. */
    private final int[] measured;

    final Effects effects;
    /** Newest effect of each identity, 0 for none. */
    private final IntColumn effectOf = new IntColumn();

    final BoardFamily[] boards;
    private final TrackSettling settling;

    private final Credit stored = new Credit();
    private final Contributions contributions;
    private final int[] levelRows;

    TrackInstance(Program program, Program.Track track, Facts facts, Calendar calendar, Measures measures) {
        this.facts = facts;
        this.track = track;
        this.calendar = calendar;
        this.measures = measures;
        this.inputs = Inputs.of(program);
        this.rules = new TrackRules(track, inputs);
        this.ladder = new Ladder(track, inputs);
        this.kind = facts.names.names.intern(track.kind());
        this.role = facts.names.names.intern(track.creditRole());
        this.where = track.where().stream()
                .map(test -> new FieldCheck(test, facts.names))
                .toArray(FieldCheck[]::new);
        List<Program.Board> declared = program.boards().stream()
                .filter(board -> board.track().equals(track.name()))
                .toList();
        program.measures().forEach(measure -> inputs.shown(measure.name()));
        declared.forEach(board -> BoardFamily.register(board, inputs));
        this.windows = new TrackWindows(facts, calendar, inputs, program, rules, ladder);
        List<String> levelNames = declared.stream()
                .map(Program.Board::level)
                .filter(level -> level != null)
                .distinct()
                .toList();
        this.levelKinds =
                levelNames.stream().mapToInt(facts.names.names::intern).toArray();
        this.levels = new StandingTable[levelKinds.length];
        Arrays.setAll(levels, k -> new StandingTable(0, inputs.count()));
        this.measured = measuredLevels(declared, levelNames);
        this.standings = new StandingTable(levels.length, inputs.count());
        this.effects = new Effects(facts.versions, measured.length);
        this.boards = boards(declared, levelNames);
        this.contributions = new Contributions(measures.count());
        this.levelRows = new int[measured.length];
        this.settling = new TrackSettling(this);
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
     * Brings the effect of an identity in line with the facts.
     *
     * @param judged what holds for the identity on every track
     * @param arriving whether the identity's standing version came in with the current command and nothing stood before
     * @return why it earns nothing here, or {@link Reason#NONE}
     */
    Reason rate(
            int identity, Crediting crediting, Credit judged, boolean arriving, long sequence, Effects.Cause cause) {
        Reason reason = crediting.credit(judged, role, kind, where);
        int old = effectOf.get(identity);
        if (reason != Reason.NONE) {
            if (old != 0) {
                remove(identity, old, sequence, cause);
                effectOf.set(identity, 0);
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
     * @param participant in the track's role
     */
    Reason arrive(int identity, int participant, Crediting crediting, Credit judged) {
        Reason reason = crediting.creditTo(participant, judged, kind, where);
        if (reason == Reason.NONE) {
            int period = calendar.ordinal(judged.date);
            int standing = windows.resolve(standings, participant, period);
            resolveLevels(participant, judged.date, period);
            int effect = effects.addPlain(standing, standings.chain(standing), judged);
            rememberLevels(effect);
            put(judged, identity, standing, effect);
        }
        return reason;
    }

    private void change(Credit fresh, int identity, int old, int standing, long sequence, Effects.Cause cause) {
        effects.load(old, stored);
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
        effectOf.set(identity, effect);
        measures.contribute(credit, 1, contributions);
        standings.add(standing, contributions, 1, effect);
        for (int k = 0; k < measured.length; k++) {
            addToLevel(levels[measured[k]], levelRows[k] - 1, 1);
        }
    }

    private void addToLevel(StandingTable level, int row, int factor) {
        if (row >= 0) {
            level.addByDate(row, contributions, factor);
        }
    }

    /** Takes an effect's contributions out of its standing and of the levels it was part of. */
    private void retract(int effect) {
        effects.load(effect, stored);
        measures.contribute(stored, -1, contributions);
        int standing = effects.standing(effect);
        standings.add(standing, contributions, -1, standings.chain(standing));
        for (int k = 0; k < measured.length; k++) {
            addToLevel(levels[measured[k]], effects.level(effect, k) - 1, -1);
        }
    }

    private void remove(int identity, int effect, long sequence, Effects.Cause cause) {
        retract(effect);
        int standing = effects.standing(effect);
        int removal = effects.addExtended(
                standing, standings.chain(standing), stored, identity, effect, true, sequence, cause);
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
        int effect = arriving && !fresh.matchedReturn
                ? effects.addPlain(standing, previous, fresh)
                : effects.addExtended(standing, previous, fresh, identity, replaces, false, sequence, cause);
        rememberLevels(effect);
        return effect;
    }

    private void rememberLevels(int effect) {
        for (int k = 0; k < measured.length; k++) {
            effects.setLevel(effect, k, levelRows[k]);
        }
    }

    /** Why the facts as they stand credit nobody with an identity here, or whom and with what; changes nothing. */
    public Reason judge(int identity, Crediting crediting, Credit into) {
        crediting.judge(identity, into);
        return crediting.credit(into, role, kind, where);
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
        sections.add("effect-of", 1, effectOf);
        for (int k = 0; k < levels.length; k++) {
            levels[k].list(sections.of("level-" + k));
        }
        sections.derive(settling::rebuildBoards);
    }

    long stateHash(long seed) {
        settling.settleAll();
        long hash = effectOf.hash(effects.stateHash(standings.stateHash(seed)));
        for (StandingTable level : levels) {
            hash = level.stateHash(hash);
        }
        return hash;
    }
}
