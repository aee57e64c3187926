package io.tidemark.gateway.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tidemark.engine.Fixed;
import io.tidemark.engine.program.Program;
import io.tidemark.gateway.answer.AnswerJson;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Programs as answers. Stateless. */
final class ProgramJson {
    private ProgramJson() {}

    /** What a list of programs says about one. */
    static void summary(JsonGenerator json, Program program, String period) throws IOException {
        json.writeStringField("program", program.id());
        json.writeStringField("name", program.name());
        json.writeStringField("timezone", program.timezone());
        json.writeStringField("currency", program.currency());
        json.writeObjectFieldStart("points");
        json.writeStringField("name", program.points().name());
        json.writeNumberField("decimals", program.points().decimals());
        json.writeEndObject();
        json.writeObjectFieldStart("periods");
        json.writeStringField("every", every(program.periods().every()));
        json.writeStringField("running", period);
        json.writeEndObject();
    }

    private static String every(Program.Every every) {
        return switch (every) {
            case MONTH, QUARTER, YEAR -> every.name().toLowerCase(Locale.ROOT);
            case WEEKS_4_4_5 -> "4-4-5";
            case LISTED -> "list";
        };
    }

    /** Its measures, tracks and boards. */
    static void parts(JsonGenerator json, Program program) throws IOException {
        names(
                json,
                "measures",
                program.measures().stream().map(Program.Measure::name).toList());
        AnswerJson.list(json, "tracks", program.tracks(), track -> {
            json.writeStringField("track", track.name());
            json.writeStringField("kind", track.kind());
            json.writeStringField("credit", track.credit().get(0).role());
            if (!track.creditsOneRole()) {
                AnswerJson.list(json, "shares", track.credit(), share -> {
                    json.writeStringField("role", share.role());
                    json.writeStringField("share", Fixed.format(share.share()));
                });
            }
            names(json, "rules", track.rules().stream().map(Program.Rule::name).toList());
            names(json, "tiers", track.ladder().stream().map(Program.Tier::name).toList());
        });
        AnswerJson.list(json, "boards", program.boards(), board -> board(json, board));
    }

    static void board(JsonGenerator json, Program.Board board) throws IOException {
        json.writeStringField("board", board.name());
        json.writeStringField("track", board.track());
        Program.Rank rank = board.rank();
        json.writeStringField("rank", rank.isPoints() ? "points" : rank.measure());
        if (rank.isRatio()) {
            json.writeStringField("to", rank.over());
        }
        if (board.level() != null) {
            json.writeStringField("level", board.level());
        }
        if (board.per() != null) {
            json.writeStringField("per", board.per());
        }
    }

    private static void names(JsonGenerator json, String field, List<String> names) throws IOException {
        json.writeArrayFieldStart(field);
        for (String name : names) {
            json.writeString(name);
        }
        json.writeEndArray();
    }
}
