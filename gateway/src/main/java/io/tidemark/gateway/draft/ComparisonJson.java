package io.tidemark.gateway.draft;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tidemark.engine.Fixed;
import io.tidemark.gateway.answer.AnswerJson;
import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/** Comparisons as JSON; decimals are strings. */
public final class ComparisonJson {
    private ComparisonJson() {}

    /**
     * The draft's figures, and whom the difference concerns.
     *
     * @param most how many of those who get more and of those who get less are named
     */
    public static void draft(JsonGenerator json, Comparison comparison, int most) throws IOException {
        figures(json, comparison.drafted());
        json.writeNumberField("more", comparison.winners().size());
        json.writeNumberField("less", comparison.losers().size());
        json.writeNumberField("same", comparison.same());
        people(json, "winners", comparison.winners(), most);
        people(json, "losers", comparison.losers(), most);
    }

    private static void people(JsonGenerator json, String name, List<Comparison.Change> changes, int most)
            throws IOException {
        AnswerJson.list(json, name, changes.subList(0, Math.min(most, changes.size())), change -> {
            json.writeStringField("participant", change.participant());
            json.writeStringField("name", change.name());
            json.writeStringField("inForce", Fixed.format(change.inForce()));
            json.writeStringField("drafted", Fixed.format(change.drafted()));
            json.writeStringField("difference", Fixed.format(change.difference()));
        });
    }

    /** What a program comes to. */
    public static void figures(JsonGenerator json, Figures figures) throws IOException {
        sum(json, figures, figures.total());
        AnswerJson.list(json, "periods", List.copyOf(figures.periods().entrySet()), period -> {
            json.writeStringField("period", period.getKey());
            sum(json, figures, period.getValue());
            json.writeObjectFieldStart("tiers");
            for (Map.Entry<String, Integer> tier :
                    figures.tiers().get(period.getKey()).entrySet()) {
                json.writeNumberField(tier.getKey(), tier.getValue());
            }
            json.writeEndObject();
        });
        json.writeObjectFieldStart("rules");
        for (Map.Entry<String, BigInteger> rule : figures.rules().entrySet()) {
            json.writeStringField(rule.getKey(), Fixed.format(rule.getValue()));
        }
        json.writeEndObject();
        json.writeStringField("standings-hash", io.tidemark.gateway.answer.Figures.hash(figures.standingsHash()));
    }

    private static void sum(JsonGenerator json, Figures figures, Figures.Sum sum) throws IOException {
        json.writeStringField("points", Fixed.format(sum.points()));
        json.writeStringField("prizes", Fixed.format(sum.prizes()));
        json.writeStringField("paid", Fixed.format(sum.paid()));
        BigInteger cost = figures.worth(sum.paid());
        if (cost != null) {
            json.writeStringField("cost", Fixed.format(cost));
        }
    }
}
