package io.tidemark.engine.naive;

import io.tidemark.engine.activity.Activity;
import io.tidemark.engine.program.Program;
import io.tidemark.engine.program.Program.Aggregate;
import io.tidemark.engine.program.Program.DateRange;
import io.tidemark.engine.program.Program.Measure;
import io.tidemark.engine.program.Program.Shift;
import io.tidemark.engine.program.Program.Track;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One more unit of each group at the participant's average net price, and one unit returned: everything is scored anew. */
final class NextUnit {
    private final Scored scored;
    private final Place place;
    private final Track track;
    private final int day;

    private record Answer(BigDecimal points, String text) {}

    NextUnit(Scored scored, Place place) {
        this.scored = scored;
        this.place = place;
        this.track = scored.track(place.track());
        this.day = Calendar.lastDayThatHasCome(scored.program.periods(), place.period(), scored.today);
    }

    /** {@code group price points tier lost tierLeft}, the most points first. */
    List<String> answers() {
        List<Answer> answers = new ArrayList<>();
        List<String> groups = new ArrayList<>(List.of(""));
        scored.program.groups().forEach(group -> groups.add(group.name()));
        for (String group : groups) {
            BigDecimal amount = net(group, "amount");
            BigDecimal quantity = net(group, "quantity");
            if (amount.signum() > 0 && quantity.signum() > 0) {
                answers.add(answer(group, Numbers.quotient(amount, quantity)));
            }
        }
        answers.sort((a, b) -> b.points().compareTo(a.points()));
        return answers.stream().map(Answer::text).toList();
    }

    private Answer answer(String group, BigDecimal price) {
        BigDecimal now = reckoning(Map.of()).at(place.period()).points();
        Reckoning sold = reckoning(unit(group, price, Activity.SALE));
        Reckoning back = reckoning(unit(group, price, Activity.RETURN));
        BigDecimal gain = sold.at(place.period()).points().subtract(now);
        BigDecimal lost = now.subtract(back.at(place.period()).points());
        String text = String.join(
                " ", group, Numbers.shown(price), Numbers.shown(gain), tier(sold), Numbers.shown(lost), tier(back));
        return new Answer(gain, text);
    }

    private String tier(Reckoning reckoning) {
        int held = new Tiers(scored.program.measures(), track, reckoning).held(place.period());
        return held < 0 ? "" : track.ladder().get(held).name();
    }

    private BigDecimal net(String group, String field) {
        return scored.program.measures().stream()
                .filter(measure -> isPlain(measure) && measure.window().equals(DateRange.ALWAYS))
                .filter(measure -> measure.kind() == null && field.equals(measure.field()))
                .filter(measure -> group.equals(measure.group() == null ? "" : measure.group()))
                .findFirst()
                .map(measure -> scored.reckoning(track, place.who())
                        .history
                        .measure(measure.name(), Program.Window.PERIOD, place.period()))
                .orElse(BigDecimal.ZERO);
    }

    private static boolean isPlain(Measure measure) {
        return measure.isSummed() && measure.where().isEmpty() && measure.shift() == Shift.NONE;
    }

    private Map<String, BigDecimal> unit(String group, BigDecimal price, String kind) {
        Map<String, BigDecimal> unit = new HashMap<>();
        for (Measure measure : scored.program.measures()) {
            boolean ofGroup = measure.group() == null || measure.group().equals(group);
            boolean ofKind = measure.kind() == null || measure.kind().equals(kind);
            if (isPlain(measure) && ofGroup && ofKind && measure.window().contains(day)) {
                boolean takesBack = measure.kind() == null && kind.equals(Activity.RETURN);
                BigDecimal value = value(measure, price).multiply(largestShare());
                unit.put(measure.name(), takesBack ? value.negate() : value);
            }
        }
        return unit;
    }

    private BigDecimal largestShare() {
        return Numbers.of(
                track.credit().stream().mapToLong(Program.Share::share).max().orElseThrow());
    }

    private static BigDecimal value(Measure measure, BigDecimal price) {
        if (measure.aggregate() == Aggregate.COUNT || measure.field().equals("quantity")) {
            return BigDecimal.ONE;
        }
        return measure.field().equals("amount") ? price : BigDecimal.ZERO;
    }

    private Reckoning reckoning(Map<String, BigDecimal> more) {
        return scored.reckoningWith(track, place.who(), place.period(), more);
    }
}
