package io.tidemark.engine.naive;

import io.tidemark.engine.program.Program;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The naive model as a scorer; postings are the difference between before and after. */
public final class NaiveScorer implements Scorer {
    private final NaiveModel model;
    private Map<Place, Standing> before = Map.of();
    /** Answers since the last change. */
    private final Map<Place, Standing> asked = new HashMap<>();

    public NaiveScorer() {
        this(new NaiveModel());
    }

    /** @param model to be asked and told through this scorer only */
    public NaiveScorer(NaiveModel model) {
        this.model = model;
    }

    @Override
    public void publish(Program program) {
        asked.clear();
        before = standings();
        model.publish(program);
    }

    @Override
    public void today(int epochDay) {
        asked.clear();
        model.today(epochDay);
    }

    @Override
    public Verdict apply(Fact fact) {
        asked.clear();
        before = standings();
        return model.receive(fact);
    }

    @Override
    public List<Verdict> applyAll(List<Fact> facts) {
        asked.clear();
        return facts.stream().map(model::receive).toList();
    }

    private Standing standing(Place place) {
        return asked.computeIfAbsent(place, model::standing);
    }

    private Map<Place, Standing> standings() {
        Map<Place, Standing> standings = new HashMap<>();
        for (Program program : model.programs()) {
            model.standings(program.id()).forEach(standing -> standings.put(standing.place(), standing));
        }
        return standings;
    }

    @Override
    public String measure(Place place, String measure) {
        return Numbers.shownMeasure(standing(place).measures().get(measure));
    }

    @Override
    public String rule(Place place, String rule) {
        return Numbers.shown(standing(place).rules().get(rule));
    }

    @Override
    public String points(Place place) {
        return Numbers.shown(standing(place).points());
    }

    @Override
    public String held(Place place) {
        return Numbers.shown(standing(place).held());
    }

    @Override
    public String pending(Place place) {
        return Numbers.shown(model.pending(place));
    }

    @Override
    public String tier(Place place) {
        return standing(place).tier();
    }

    @Override
    public String missing(Place place, String condition) {
        return standing(place).gaps().stream()
                .filter(gap -> condition.equals(gap.measure() + (gap.over() == null ? "" : "/" + gap.over())))
                .map(gap -> gap.missing() == null ? "never" : Numbers.shown(gap.missing()))
                .findFirst()
                .orElse("");
    }

    @Override
    public List<String> nextUnits(Place place) {
        return model.nextUnits(place);
    }

    @Override
    public int activities(Place place) {
        return standing(place).activities();
    }

    @Override
    public String credit(String program, String track, Identity identity) {
        return model.credit(program, track, identity).stream()
                .map(Credit::toString)
                .collect(Collectors.joining(","));
    }

    @Override
    public List<String> board(String program, String board, String period, String segment) {
        return model.board(program, board, period).getOrDefault(segment, List.of()).stream()
                .map(BoardRow::toString)
                .toList();
    }

    @Override
    public String close(String program, String period) {
        return model.close(program, period);
    }

    @Override
    public List<String> statements(String program) {
        return model.statements(program);
    }

    @Override
    public Map<String, String> posted(Place place) {
        Standing old = before.get(place);
        Map<String, String> posted = new TreeMap<>();
        standing(place).rules().forEach((rule, value) -> {
            BigDecimal change =
                    value.subtract(old == null ? BigDecimal.ZERO : old.rules().get(rule));
            if (change.signum() != 0) {
                posted.put(rule, Numbers.shown(change));
            }
        });
        BigDecimal cut = cut(standing(place)).subtract(old == null ? BigDecimal.ZERO : cut(old));
        if (cut.signum() != 0) {
            posted.put("(cap)", Numbers.shown(cut));
        }
        return posted;
    }

    /** What the track's cap takes off the rules. */
    private static BigDecimal cut(Standing standing) {
        return standing.rules().values().stream().reduce(standing.points(), BigDecimal::subtract);
    }

    @Override
    public String postings(Place place, String rule) {
        return rule(place, rule);
    }
}
