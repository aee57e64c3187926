package io.tidemark.gateway.intake;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tidemark.engine.EngineLimits;
import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.directory.MatchRow;
import io.tidemark.engine.directory.Matches;
import io.tidemark.engine.directory.ParticipantRow;
import io.tidemark.engine.program.Facts;
import io.tidemark.gateway.access.Scope;
import io.tidemark.gateway.answer.AnswerJson;
import io.tidemark.gateway.answer.JsonText;
import io.tidemark.gateway.command.Commands;
import io.tidemark.gateway.http.Bodies;
import io.tidemark.gateway.http.HttpProblem;
import io.tidemark.gateway.http.Json;
import io.tidemark.gateway.http.Reads;
import io.tidemark.gateway.http.Request;
import io.tidemark.gateway.http.Responder;
import io.tidemark.gateway.http.Route;
import io.tidemark.gateway.http.Router;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code /v1/matches}: whom feeds mean by ids under which nobody is known. Said once, it holds for every file before and after. */
public final class MatchRoutes {
    private static final Set<Scope> ADMINS = EnumSet.of(Scope.ADMIN);
    private static final Set<Scope> FEEDERS = EnumSet.of(Scope.FEED);
    private static final String PATH = "/v1/matches";

    private final Commands commands;
    private final Reads reads;

    public MatchRoutes(Commands commands, Reads reads) {
        this.commands = commands;
        this.reads = reads;
    }

    public void addTo(Router router) {
        router.add(Route.of("GET", PATH, FEEDERS, this::list, "feed"))
                .add(Route.of("PUT", PATH, ADMINS, this::put))
                .add(Route.of("DELETE", PATH, ADMINS, this::revoke, "feed", "kind", "id"));
    }

    /**
     * One match as it stands.
     *
     * @param held whether somebody is known under the id, so that the match has no effect
     */
    private record Match(
            String feed,
            String kind,
            String id,
            String participant,
            String name,
            String by,
            long saidMs,
            boolean held) {
        void write(JsonGenerator json) throws IOException {
            json.writeStringField("feed", feed);
            json.writeStringField("kind", kind);
            json.writeStringField("id", id);
            json.writeStringField("participant", participant);
            json.writeStringField("name", name);
            json.writeStringField("by", by);
            json.writeStringField("at", Instant.ofEpochMilli(saidMs).toString());
            json.writeBooleanField("inForce", !held);
        }
    }

    private void list(Request request, Responder responder) {
        String feed = request.query("feed");
        reads.ask(
                responder,
                core -> matches(core.facts(), feed),
                matches -> Json.response(
                        200, json -> AnswerJson.list(json, "matches", matches, match -> match.write(json))));
    }

    private static List<Match> matches(Facts facts, String feed) {
        Matches all = facts.matches;
        List<Match> found = new ArrayList<>();
        for (int row = 0; row < all.count(); row++) {
            String source = facts.names.names.text(all.source(row));
            if (all.meant(row) != Matches.NONE && (feed == null || feed.equals(source))) {
                found.add(match(facts, source, row));
            }
        }
        return found;
    }

    private static Match match(Facts facts, String source, int row) {
        int named = facts.matches.namedBy(row);
        int meant = facts.matches.meant(row);
        int name = facts.participants.name(facts.participants.recordOn(meant, facts.today));
        return new Match(
                source,
                facts.names.names.text(facts.participants.kind(named)),
                facts.participants.id(named),
                facts.participants.id(meant),
                name == 0 ? "" : facts.names.values.text(name),
                facts.names.values.text(facts.matches.by(row)),
                facts.matches.saidMs(row),
                facts.participants.isKnown(named));
    }

    private void put(Request request, Responder responder) throws HttpProblem {
        Map<String, Object> body = Bodies.object(request);
        MatchRow row = new MatchRow(
                text(body, "feed"),
                ParticipantRow.kindOfRole(text(body, "kind")),
                text(body, "id"),
                text(body, "participant"),
                request.caller().name());
        if (row.id().equals(row.participant())) {
            throw HttpProblem.badRequest("id and participant are the same — a match says that an id means another");
        }
        reads.with(responder, core -> checked(core, row), good -> send(good, responder));
    }

    private static MatchRow checked(ScoringCore core, MatchRow row) throws HttpProblem {
        Facts facts = core.facts();
        int meant = facts.participants.find(row.kind(), row.participant());
        if (meant < 0 || !facts.participants.isKnown(meant)) {
            throw new HttpProblem(
                    422,
                    "there is no " + row.kind() + " " + row.participant() + " — PUT /v1/participants makes one known");
        }
        int named = facts.participants.find(row.kind(), row.id());
        if (named >= 0 && facts.participants.isKnown(named)) {
            throw new HttpProblem(
                    409, row.kind() + " " + row.id() + " is known itself — an id that is known means that participant");
        }
        return row;
    }

    private void revoke(Request request, Responder responder) throws HttpProblem {
        Map<String, Object> query = new java.util.HashMap<>();
        for (String name : List.of("feed", "kind", "id")) {
            query.put(name, request.query(name) == null ? "" : request.query(name));
        }
        MatchRow row = new MatchRow(
                text(query, "feed"),
                ParticipantRow.kindOfRole(text(query, "kind")),
                text(query, "id"),
                "",
                request.caller().name());
        reads.with(
                responder,
                core -> matches(core.facts(), row.source()).stream()
                        .anyMatch(match ->
                                match.kind().equals(row.kind()) && match.id().equals(row.id())),
                there -> {
                    if (!there) {
                        throw HttpProblem.notFound("there is no such match — GET /v1/matches lists them");
                    }
                    send(row, responder);
                });
    }

    private static String text(Map<String, Object> from, String name) throws HttpProblem {
        String text = JsonText.text(from, name).strip();
        if (text.isEmpty() || text.getBytes(StandardCharsets.UTF_8).length > EngineLimits.MAX_TEXT) {
            throw HttpProblem.badRequest(
                    name + " is missing, or longer than " + EngineLimits.MAX_TEXT + " bytes — say feed, kind and id");
        }
        return text;
    }

    private void send(MatchRow row, Responder responder) {
        commands.rows(List.of(row)).whenComplete((done, failed) -> {
            if (failed != null) {
                responder.fail(Bodies.failed(failed));
            } else if (!done.isAccepted()) {
                responder.fail(new HttpProblem(422, "no room for another participant or name"));
            } else {
                responder.answer(Json.response(200, json -> json.writeNumberField("sequence", done.sequence())));
            }
        });
    }
}
