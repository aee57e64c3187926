package io.tidemark.engine;

import io.tidemark.engine.activity.Activity;
import io.tidemark.engine.closing.Closing;
import io.tidemark.engine.closing.ProgramClosings;
import io.tidemark.engine.closing.Statement;
import io.tidemark.engine.host.LocalHost;
import io.tidemark.engine.naive.Fact;
import io.tidemark.engine.naive.Identity;
import io.tidemark.engine.naive.Place;
import io.tidemark.engine.naive.Scorer;
import io.tidemark.engine.naive.Verdict;
import io.tidemark.engine.naive.Who;
import io.tidemark.engine.program.Program;
import io.tidemark.engine.program.ProgramInstance;
import io.tidemark.engine.program.TrackInstance;
import io.tidemark.engine.query.ActivityReader;
import io.tidemark.engine.query.ActivityView;
import io.tidemark.engine.query.BoardView;
import io.tidemark.engine.query.PostingView;
import io.tidemark.engine.query.PostingsReader;
import io.tidemark.engine.query.StandingsReader;
import io.tidemark.engine.standings.BoardFamily;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The real core as a scorer. Facts gather in frames; pending work is done when somebody asks, and before a fact that is
 * applied alone, so that what it posted can be told.
 */
public final class EngineScorer implements Scorer {
    private static final long MS_PER_DAY = 86_400_000L;
    private static final int EVERYTHING = 100_000;

    private final int frameSize;
    private final int itemsPerSlice;
    private final List<Program> published = new ArrayList<>();
    private final List<Verdict> verdicts = new ArrayList<>();
    private final Map<Place, StandingAnswer> standings = new HashMap<>();
    private final Map<Place, Map<String, BigInteger>> postings = new HashMap<>();
    private final Map<Identity, ActivityView> activities = new HashMap<>();

    private LocalHost host;
    private boolean received;
    private long sequenceBefore;

    /** A fact a frame, and slices as the product has them. */
    public EngineScorer() {
        this(1, EngineLimits.DEFAULT.itemsPerSlice());
    }

    public EngineScorer(int frameSize, int itemsPerSlice) {
        this.frameSize = frameSize;
        this.itemsPerSlice = itemsPerSlice;
        start(0);
    }

    private void start(int today) {
        host = new LocalHost(new EngineLimits(itemsPerSlice, 1_000_000, 1_000_000, 100), today * MS_PER_DAY, frameSize);
        host.onVerdict((outcome, k) -> verdicts.add(verdict(outcome.verdict(k))));
    }

    private static Verdict verdict(io.tidemark.engine.outcome.Verdict verdict) {
        return switch (verdict) {
            case ACCEPTED -> Verdict.ACCEPTED;
            case DUPLICATE -> Verdict.DUPLICATE;
            case CONFLICT -> Verdict.CONFLICT;
            default -> Verdict.refused(verdict.text());
        };
    }

    /** The core, with everything applied and settled. */
    public ScoringCore core() {
        settle();
        return host.core();
    }

    private void settle() {
        host.settle();
    }

    private void forget() {
        standings.clear();
        postings.clear();
        activities.clear();
    }

    @Override
    public void publish(Program program) {
        forget();
        published.add(program);
        host.publish(program);
    }

    /** Time never goes back, except before the first fact: then everything starts over on that day. */
    @Override
    public void today(int epochDay) {
        forget();
        if (received) {
            host.advance(epochDay * MS_PER_DAY);
            return;
        }
        start(epochDay);
        published.forEach(host::publish);
    }

    @Override
    public Verdict apply(Fact fact) {
        settle();
        sequenceBefore = host.core().sequence();
        return applyAll(List.of(fact)).get(0);
    }

    @Override
    public List<Verdict> applyAll(List<Fact> facts) {
        forget();
        received = true;
        verdicts.clear();
        facts.forEach(this::receive);
        host.flush();
        List<Verdict> answers = new ArrayList<>();
        int next = 0;
        for (Fact fact : facts) {
            answers.add(fact instanceof Fact.Act ? verdicts.get(next++) : Verdict.ACCEPTED);
            next += fact instanceof Fact.Sent sent ? sent.lines().size() : 0;
        }
        return answers;
    }

    private void receive(Fact fact) {
        if (fact instanceof Fact.Act act) {
            host.activity(act.activity());
        } else if (fact instanceof Fact.Sent sent) {
            host.reportBegins(sent.report());
            sent.lines().forEach(host::activity);
            host.reportEnds(sent.whole() ? sent.report() : null);
        } else if (fact instanceof Fact.Person person) {
            host.participants(List.of(person.row()));
        } else if (fact instanceof Fact.CrossReference reference) {
            host.crossReferences(List.of(reference.row()));
        } else if (fact instanceof Fact.Row row) {
            host.rows(List.of(row.row()));
        } else if (fact instanceof Fact.Item item) {
            host.products(List.of(item.row()));
        }
    }

    private StandingsReader reader() {
        settle();
        return new StandingsReader(host.core());
    }

    private StandingAnswer standing(Place place) {
        return standings.computeIfAbsent(place, at -> StandingAnswer.of(reader(), at));
    }

    @Override
    public String measure(Place place, String measure) {
        return Fixed.format(standing(place).measures().get(measure));
    }

    @Override
    public String rule(Place place, String rule) {
        return Fixed.format(standing(place).rules().getOrDefault(rule, BigInteger.ZERO));
    }

    @Override
    public String points(Place place) {
        return Fixed.format(standing(place).points());
    }

    @Override
    public String held(Place place) {
        return Fixed.format(standing(place).held());
    }

    @Override
    public String pending(Place place) {
        return Fixed.format(standing(place).pending());
    }

    @Override
    public String tier(Place place) {
        return standing(place).tier();
    }

    @Override
    public String missing(Place place, String condition) {
        return standing(place).gaps().stream()
                .filter(gap -> condition.equals(gap.measure() + (gap.over() == null ? "" : "/" + gap.over())))
                .map(gap -> gap.missing() == null ? "never" : Fixed.format(gap.missing()))
                .findFirst()
                .orElse("");
    }

    @Override
    public List<String> nextUnits(Place place) {
        return standing(place).nextBest().stream()
                .map(sale -> String.join(
                        " ",
                        sale.group(),
                        Fixed.format(sale.price()),
                        Fixed.format(sale.points()),
                        sale.tier(),
                        Fixed.format(sale.lost()),
                        sale.tierLeft()))
                .toList();
    }

    @Override
    public int activities(Place place) {
        return standing(place).activities();
    }

    @Override
    public String credit(String program, String track, Identity identity) {
        settle();
        ActivityView view = activities.computeIfAbsent(
                identity, at -> new ActivityReader(host.core()).activity(at.source(), at.id(), at.line()));
        if (view == null) {
            return "not-standing";
        }
        List<ActivityView.Credited> credits = view.tracks().stream()
                .filter(t -> t.program().equals(program) && t.track().equals(track))
                .toList();
        return credits.get(0).reason().equals("voided")
                ? "not-standing"
                : credits.stream().map(EngineScorer::credit).collect(Collectors.joining(","));
    }

    private static String credit(ActivityView.Credited credited) {
        return credited.reason().isEmpty() ? credited.participant() : credited.reason();
    }

    @Override
    public List<String> board(String program, String board, String period, String segment) {
        StandingsReader reader = reader();
        ProgramInstance instance = reader.program(program, period);
        BoardFamily family = StandingsReader.board(instance, board);
        return reader.board(instance, family, period, segment, 0, EVERYTHING).rows().stream()
                .map(row ->
                        row(row, StandingsReader.track(instance, family.board().track())))
                .toList();
    }

    private static String row(BoardView.Row row, TrackInstance track) {
        String id = row.participant().substring(row.participant().indexOf(':') + 1);
        String shown = row.over() == null
                ? Fixed.format(row.value())
                : exact(row.value(), track) + "/" + exact(row.over(), track);
        return row.rank() + " " + id + " " + shown;
    }

    private static String exact(BigInteger side, TrackInstance track) {
        int decimals = track.credits().scale() == 1 ? 4 : 8;
        return new BigDecimal(side, decimals).stripTrailingZeros().toPlainString();
    }

    @Override
    public String close(String program, String period) {
        forget();
        String verdict = host.close(program, period).text();
        settle();
        return verdict;
    }

    @Override
    public List<String> statements(String program) {
        settle();
        ProgramClosings closings = host.core().closings(program);
        List<String> texts = new ArrayList<>();
        for (Closing closing : closings.closings()) {
            List<Statement> papers = new ArrayList<>();
            for (int k = 0; k < closing.statements(); k++) {
                papers.add(closings.statement(closing.firstStatement() + k));
            }
            papers.sort(Comparator.comparing(paper -> who(paper.participant())));
            papers.forEach(paper -> texts.add(paper.text()));
        }
        return texts;
    }

    private static Who who(String key) {
        int colon = key.indexOf(':');
        return new Who(key.substring(0, colon), key.substring(colon + 1));
    }

    @Override
    public Map<String, String> posted(Place place) {
        Map<String, String> posted = new TreeMap<>();
        sums(place, sequenceBefore).forEach((rule, sum) -> {
            if (sum.signum() != 0) {
                posted.put(rule, Fixed.format(sum));
            }
        });
        return posted;
    }

    @Override
    public String postings(Place place, String rule) {
        Map<String, BigInteger> sums = postings.computeIfAbsent(place, at -> sums(at, -1));
        return Fixed.format(sums.getOrDefault(rule, BigInteger.ZERO));
    }

    /** Sums of postings by rule, of those behind a sequence. */
    private Map<String, BigInteger> sums(Place place, long after) {
        ProgramInstance program = reader().program(place.program(), place.period());
        List<PostingView> postings = new PostingsReader(host.core())
                .postings(
                        program,
                        StandingsReader.track(program, place.track()),
                        place.who().id(),
                        place.period(),
                        EVERYTHING);
        Map<String, BigInteger> sums = new HashMap<>();
        postings.stream()
                .filter(posting -> posting.sequence() > after)
                .forEach(posting -> sums.merge(posting.rule(), posting.points(), BigInteger::add));
        return sums;
    }

    /** The hash by which the engine orders versions of one revision number: that of the frame. */
    public static long contentHash(Activity activity) {
        ActivityFrameWriter writer = new ActivityFrameWriter();
        writer.add(activity);
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[EngineLimits.MAX_FRAME]);
        FrameClock clock = new FrameClock(0);
        clock.advance(0);
        int length = writer.encode(buffer, 0);
        clock.stamp(buffer, 0);
        ActivityFrameReader reader = new ActivityFrameReader();
        reader.wrap(buffer, 0, length);
        return reader.contentHash(0);
    }
}
