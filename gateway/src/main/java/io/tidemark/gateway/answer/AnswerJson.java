package io.tidemark.gateway.answer;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tidemark.engine.Fixed;
import io.tidemark.engine.program.Program;
import io.tidemark.engine.query.ActivityView;
import io.tidemark.engine.query.BoardView;
import io.tidemark.engine.query.NextSale;
import io.tidemark.engine.query.PostingView;
import io.tidemark.engine.query.StandingView;
import io.tidemark.engine.tier.Gaps;
import java.io.IOException;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * Writes the fields of an answer into an object that is open. Decimals are strings in plain notation. Stateless.
 */
public final class AnswerJson {
    private AnswerJson() {}

    /** Writes the fields of one object of a list. */
    public interface Fields<T> {
        void write(T of) throws IOException;
    }

    /** A list of objects; left out where there is none. */
    public static <T> void list(JsonGenerator json, String name, List<T> parts, Fields<T> fields) throws IOException {
        if (parts != null) {
            json.writeArrayFieldStart(name);
            for (T part : parts) {
                json.writeStartObject();
                fields.write(part);
                json.writeEndObject();
            }
            json.writeEndArray();
        }
    }

    /** @param dataThrough per distributor the last day of its data */
    public static void board(JsonGenerator json, Program.Board board, BoardView view, Map<String, String> dataThrough)
            throws IOException {
        json.writeStringField("program", view.program());
        json.writeStringField("board", view.board());
        json.writeStringField("period", view.period());
        if (board.per() != null) {
            json.writeStringField("segment", view.segment());
        }
        json.writeStringField("state", view.state().text());
        json.writeNumberField("sequence", view.sequence());
        json.writeNumberField("total", view.total());
        json.writeObjectFieldStart("dataThrough");
        for (Map.Entry<String, String> distributor : dataThrough.entrySet()) {
            json.writeStringField(distributor.getKey(), distributor.getValue());
        }
        json.writeEndObject();
        list(json, "rows", view.rows(), row -> {
            json.writeNumberField("rank", row.rank());
            json.writeStringField("participant", row.participant());
            json.writeStringField("name", row.name());
            json.writeStringField("value", Figures.value(row.value(), row.over()));
            json.writeStringField("tier", row.tier());
        });
    }

    /** @param postings newest first, or null where they were not asked for */
    public static void standing(JsonGenerator json, StandingView view, List<PostingView> postings) throws IOException {
        json.writeStringField("participant", view.participant());
        json.writeStringField("name", view.name());
        json.writeStringField("track", view.track());
        json.writeStringField("period", view.period());
        json.writeStringField("state", view.state().text());
        json.writeNumberField("sequence", view.sequence());
        json.writeStringField("points", Fixed.format(view.points()));
        json.writeStringField("held", Fixed.format(view.held()));
        json.writeStringField("pending", Fixed.format(view.pending()));
        json.writeStringField("tier", view.tier());
        json.writeObjectFieldStart("ranks");
        for (Map.Entry<String, Integer> rank : view.ranks().entrySet()) {
            json.writeNumberField(rank.getKey(), rank.getValue());
        }
        json.writeEndObject();
        BigInteger sum = view.rules().values().stream().reduce(BigInteger.ZERO, BigInteger::add);
        if (!sum.equals(view.points())) {
            json.writeStringField("capped", Fixed.format(sum.subtract(view.points())));
        }
        numbers(json, "measures", view.measures());
        list(json, "rules", List.copyOf(view.rules().entrySet()), rule -> {
            json.writeStringField("rule", rule.getKey());
            json.writeStringField("value", Fixed.format(rule.getValue()));
        });
        if (!view.next().isEmpty()) {
            next(json, view);
        }
        list(json, "nextBest", view.nextBest(), sale -> nextSale(json, sale));
        list(json, "postings", postings, posting -> posting(json, posting));
    }

    /** Numbers by name. */
    public static void numbers(JsonGenerator json, String name, Map<String, BigInteger> values) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, BigInteger> value : values.entrySet()) {
            json.writeStringField(value.getKey(), Fixed.format(value.getValue()));
        }
        json.writeEndObject();
    }

    private static void next(JsonGenerator json, StandingView view) throws IOException {
        json.writeObjectFieldStart("next");
        json.writeStringField("tier", view.next());
        list(json, "missing", view.missing(), gap -> missing(json, gap));
        json.writeEndObject();
    }

    private static void nextSale(JsonGenerator json, NextSale sale) throws IOException {
        json.writeStringField("group", sale.group());
        json.writeStringField("price", Fixed.format(sale.price()));
        json.writeStringField("points", Fixed.format(sale.points()));
        json.writeStringField("tier", sale.tier());
        json.writeStringField("lost", Fixed.format(sale.lost()));
        json.writeStringField("tierLeft", sale.tierLeft());
    }

    private static void missing(JsonGenerator json, Gaps.Gap gap) throws IOException {
        json.writeStringField("measure", gap.measure());
        if (gap.over() != null) {
            json.writeStringField("to", gap.over());
        }
        json.writeStringField("have", Fixed.format(gap.have()));
        json.writeStringField("need", Fixed.format(gap.need()));
        if (gap.missing() == null) {
            json.writeNullField("missing");
        } else {
            json.writeStringField("missing", Fixed.format(gap.missing()));
        }
        if (gap.alternative()) {
            json.writeBooleanField("alternative", true);
        }
    }

    public static void posting(JsonGenerator json, PostingView posting) throws IOException {
        json.writeNumberField("sequence", posting.sequence());
        json.writeStringField("activity", posting.activity());
        json.writeStringField("source", posting.source());
        json.writeStringField("kind", posting.kind());
        json.writeStringField("date", LocalDate.ofEpochDay(posting.date()).toString());
        json.writeStringField("rule", posting.rule());
        json.writeStringField("points", Fixed.format(posting.points()));
        json.writeStringField("before", Fixed.format(posting.before()));
        json.writeStringField("after", Fixed.format(posting.after()));
        json.writeObjectFieldStart("why");
        if (!posting.measure().isEmpty()) {
            json.writeStringField("measure", posting.measure());
            json.writeStringField("before", Fixed.format(posting.measureBefore()));
            json.writeStringField("after", Fixed.format(posting.measureAfter()));
        }
        if (!posting.cause().equals("activity")) {
            json.writeStringField("cause", posting.cause());
        }
        json.writeEndObject();
    }

    public static void activity(JsonGenerator json, ActivityView view) throws IOException {
        json.writeStringField("source", view.source());
        json.writeStringField("activity", view.activity());
        list(json, "versions", view.versions(), version -> {
            json.writeNumberField("sequence", version.sequence());
            json.writeStringField("function", version.function());
            json.writeNumberField("revision", version.revision());
            json.writeBooleanField("stands", version.stands());
            json.writeBooleanField("conflict", version.conflict());
            for (Map.Entry<String, String> field : version.fields().entrySet()) {
                json.writeStringField(field.getKey(), field.getValue());
            }
        });
        list(json, "tracks", view.tracks(), track -> {
            json.writeStringField("program", track.program());
            json.writeStringField("track", track.track());
            json.writeStringField("role", track.role());
            json.writeStringField("share", Fixed.format(track.share()));
            if (track.reason().isEmpty()) {
                json.writeStringField("participant", track.participant());
                json.writeStringField("period", track.period());
                numbers(json, "measures", track.measures());
                numbers(json, "rules", track.rules());
            }
            String why = track.reason().isEmpty() ? track.why() : track.reason();
            if (!why.isEmpty()) {
                json.writeStringField("why", why);
            }
        });
    }
}
