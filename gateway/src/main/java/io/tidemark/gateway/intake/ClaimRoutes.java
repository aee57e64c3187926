package io.tidemark.gateway.intake;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tidemark.engine.EngineLimits;
import io.tidemark.engine.Fixed;
import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.directory.ClaimDecision;
import io.tidemark.engine.directory.ClaimDecision.Verdict;
import io.tidemark.engine.program.ProgramInstance;
import io.tidemark.engine.query.ClaimReader;
import io.tidemark.engine.query.ClaimView;
import io.tidemark.engine.query.StandingsReader;
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
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code /v1/programs/{program}/claims/{source}/{claim}}: where a claim stands, and what a step decides about it. */
public final class ClaimRoutes {
    private static final Set<Scope> ADMINS = EnumSet.of(Scope.ADMIN);
    private static final Set<Scope> READERS = EnumSet.of(Scope.READ);
    private static final String CLAIM = "/v1/programs/{program}/claims/{source}/{claim}";
    private static final Map<String, Verdict> DECISIONS =
            Map.of("approve", Verdict.APPROVED, "reject", Verdict.REJECTED, "withdraw", Verdict.NONE);

    private final Commands commands;
    private final Reads reads;

    public ClaimRoutes(Commands commands, Reads reads) {
        this.commands = commands;
        this.reads = reads;
    }

    public void addTo(Router router) {
        router.add(Route.of("GET", CLAIM, READERS, this::get, "line"))
                .add(Route.of("POST", CLAIM, ADMINS, this::decide, "line"));
    }

    private void get(Request request, Responder responder) {
        reads.ask(responder, core -> find(core, request), view -> Json.response(200, json -> write(json, view)));
    }

    private static ClaimView find(ScoringCore core, Request request) throws HttpProblem {
        ProgramInstance program = new StandingsReader(core).program(request.variable("program"));
        if (program == null) {
            throw HttpProblem.notFound("there is no program " + request.variable("program"));
        }
        String line = request.query("line");
        ClaimView view = new ClaimReader(core)
                .claim(program, request.variable("source"), request.variable("claim"), line == null ? "" : line);
        if (view == null) {
            throw HttpProblem.notFound(
                    program.crediting().claims() == null
                            ? "the program scores no claims — add claims: or a measure of the kind claim"
                            : "no claim " + request.variable("claim") + " of " + request.variable("source")
                                    + " is recorded");
        }
        return view;
    }

    static void write(JsonGenerator json, ClaimView view) throws IOException {
        json.writeStringField("source", view.source());
        json.writeStringField("claim", view.claim());
        json.writeStringField("state", view.state());
        if (!view.reason().isEmpty()) {
            json.writeStringField("reason", view.reason());
        }
        AnswerJson.list(json, "steps", view.steps(), step -> {
            json.writeStringField("step", step.step());
            json.writeStringField("verdict", step.verdict());
            json.writeStringField("reason", step.reason());
            json.writeStringField("by", step.by());
        });
        json.writeArrayFieldStart("sales");
        for (String sale : view.sales()) {
            json.writeString(sale);
        }
        json.writeEndArray();
        json.writeStringField("sold", Fixed.format(view.sold()));
        json.writeStringField("claimed", Fixed.format(view.claimed()));
    }

    private void decide(Request request, Responder responder) throws HttpProblem {
        Map<String, Object> body = Bodies.object(request);
        String step = JsonText.text(body, "step");
        Verdict verdict = DECISIONS.get(JsonText.text(body, "decision"));
        String reason = JsonText.text(body, "reason").strip();
        if (verdict == null) {
            throw HttpProblem.badRequest("decision is none — approve, reject or withdraw");
        }
        if (verdict == Verdict.REJECTED && reason.isEmpty()) {
            throw HttpProblem.badRequest("a claim is rejected without a reason — say why under reason");
        }
        if (reason.getBytes(StandardCharsets.UTF_8).length > EngineLimits.MAX_TEXT) {
            throw HttpProblem.badRequest("the reason is longer than " + EngineLimits.MAX_TEXT + " bytes");
        }
        String line = request.query("line") == null ? "" : request.query("line");
        ClaimDecision decision = new ClaimDecision(
                request.variable("program"),
                request.variable("source"),
                request.variable("claim"),
                line,
                step,
                verdict,
                reason,
                request.caller().name());
        reads.with(responder, core -> checked(core, request, step), view -> send(request, responder, decision));
    }

    private static ClaimView checked(ScoringCore core, Request request, String step) throws HttpProblem {
        ClaimView view = find(core, request);
        List<String> steps = view.steps().stream().map(ClaimView.Step::step).toList();
        if (!steps.contains(step)) {
            throw new HttpProblem(
                    422,
                    steps.isEmpty()
                            ? "the program has no steps of approval — every claim counts"
                            : "the program has no step " + step + " — " + String.join(", ", steps));
        }
        return view;
    }

    private void send(Request request, Responder responder, ClaimDecision decision) {
        commands.rows(List.of(decision)).whenComplete((done, failed) -> {
            if (failed != null) {
                responder.fail(Bodies.failed(failed));
            } else {
                get(request, responder);
            }
        });
    }
}
