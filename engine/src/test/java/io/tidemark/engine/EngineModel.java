package io.tidemark.engine;

import io.tidemark.engine.activity.Activity;
import io.tidemark.engine.host.LocalHost;
import io.tidemark.engine.naive.Fact;
import io.tidemark.engine.program.Program;
import io.tidemark.engine.program.ProgramInstance;
import io.tidemark.engine.program.TrackInstance;
import io.tidemark.engine.query.ActivityReader;
import io.tidemark.engine.query.ActivityView;
import io.tidemark.engine.query.BoardView;
import io.tidemark.engine.query.PostingView;
import io.tidemark.engine.query.PostingsReader;
import io.tidemark.engine.query.StandingView;
import io.tidemark.engine.query.StandingsReader;
import io.tidemark.engine.standings.BoardFamily;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.agrona.concurrent.UnsafeBuffer;

/** The real core behind the questions that tests ask of the naive model. */
public final class EngineModel {
    private static final long MS_PER_DAY = 86_400_000L;

    private final LocalHost host;
    private final List<String> verdicts = new ArrayList<>();

    public EngineModel(int today, int frameSize, int itemsPerSlice) {
        host = new LocalHost(new EngineLimits(itemsPerSlice, 1_000_000, 1_000_000, 100), today * MS_PER_DAY, frameSize);
        host.onVerdict((outcome, index) -> verdicts.add(outcome.verdict(index).text()));
    }

    public LocalHost host() {
        return host;
    }

    public List<String> verdicts() {
        return verdicts;
    }

    public void receive(Fact fact) {
        if (fact instanceof Fact.Act act) {
            host.activity(act.activity());
        } else if (fact instanceof Fact.Person person) {
            host.participants(List.of(person.row()));
        } else if (fact instanceof Fact.Item item) {
            host.products(List.of(item.row()));
        }
    }

    public StandingsReader reader() {
        return new StandingsReader(host.core());
    }

    /** Standings as the naive model's items. */
    public SortedSet<String> items(String programId) {
        SortedSet<String> items = new TreeSet<>();
        StandingsReader reader = reader();
        ProgramInstance program = reader.program(programId);
        for (StandingView view : standings(program)) {
            String key = String.join("|", programId, view.track(), view.participant(), view.period());
            boolean something = view.measures().values().stream().anyMatch(value -> value.signum() != 0);
            view.measures().forEach((name, value) -> add(items, key + "|measure:" + name, value));
            view.rules().forEach((name, value) -> add(items, key + "|rule:" + name, value));
            if (something && !view.tier().isEmpty()) {
                items.add(key + "|tier:|" + view.tier());
            }
        }
        return items;
    }

    private static void add(SortedSet<String> items, String key, BigInteger value) {
        if (value.signum() != 0) {
            items.add(key + "|" + Fixed.format(value));
        }
    }

    public List<StandingView> standings(ProgramInstance program) {
        StandingsReader reader = reader();
        List<StandingView> views = new ArrayList<>();
        for (TrackInstance track : program.tracks()) {
            for (String period : reader.periods(program)) {
                views.addAll(reader.standings(program, track, period));
            }
        }
        return views;
    }

    public List<String> boards(Program program) {
        StandingsReader reader = reader();
        ProgramInstance instance = reader.program(program.id());
        List<String> lines = new ArrayList<>();
        for (Program.Board board : program.boards()) {
            BoardFamily family = StandingsReader.board(instance, board.name());
            for (String period : reader.periods(instance)) {
                for (String segment : reader.segments(instance, family, period)) {
                    lines.add(String.join("|", program.id(), board.name(), period, segment) + " "
                            + rows(reader, instance, family, period, segment));
                }
            }
        }
        return lines;
    }

    private static List<String> rows(
            StandingsReader reader, ProgramInstance program, BoardFamily family, String period, String segment) {
        BoardView view = reader.board(program, family, period, segment, 0, 1_000);
        List<String> rows = new ArrayList<>();
        for (BoardView.Row row : view.rows()) {
            String over = row.over() == null ? "" : "/" + Fixed.format(row.over());
            String id = row.participant().substring(row.participant().indexOf(':') + 1);
            rows.add(row.rank() + " " + id + " " + Fixed.format(row.value()) + over);
        }
        return rows;
    }

    public List<String> problemsOfPostings(Program program) {
        ProgramInstance instance = reader().program(program.id());
        List<String> problems = new ArrayList<>();
        PostingsReader reader = new PostingsReader(host.core());
        for (StandingView view : standings(instance)) {
            TrackInstance track = StandingsReader.track(instance, view.track());
            String id = view.participant().substring(view.participant().indexOf(':') + 1);
            Map<String, BigInteger> sums = new HashMap<>();
            for (PostingView posting : reader.postings(instance, track, id, view.period(), 100_000)) {
                sums.merge(posting.rule(), posting.points(), BigInteger::add);
            }
            view.rules().forEach((rule, value) -> {
                if (!sums.getOrDefault(rule, BigInteger.ZERO).equals(value)) {
                    problems.add(view.participant() + " " + view.period() + " " + rule + ": postings " + sums.get(rule)
                            + " but value " + value);
                }
            });
        }
        return problems;
    }

    public ActivityView activity(String source, String id, String line) {
        return new ActivityReader(host.core()).activity(source, id, line);
    }

    /** The hash by which the engine orders versions of one revision number: that of the frame. */
    public static long contentHash(Activity activity) {
        ActivityFrameWriter writer = new ActivityFrameWriter();
        writer.add(activity);
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[EngineLimits.MAX_FRAME]);
        FrameClock clock = new FrameClock(0);
        clock.advance(0);
        int length = writer.encode(clock, buffer, 0);
        ActivityFrameReader reader = new ActivityFrameReader();
        reader.wrap(buffer, 0, length);
        return reader.contentHash(0);
    }
}
