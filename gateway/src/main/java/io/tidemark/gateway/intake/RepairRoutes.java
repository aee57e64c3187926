package io.tidemark.gateway.intake;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.desk.DeskCollection;
import io.tidemark.engine.host.FrameSink;
import io.tidemark.engine.query.ActivityReader;
import io.tidemark.gateway.access.Scope;
import io.tidemark.gateway.answer.AnswerJson;
import io.tidemark.gateway.answer.JsonText;
import io.tidemark.gateway.command.Commands;
import io.tidemark.gateway.command.Done;
import io.tidemark.gateway.http.Bodies;
import io.tidemark.gateway.http.HttpProblem;
import io.tidemark.gateway.http.Json;
import io.tidemark.gateway.http.Reads;
import io.tidemark.gateway.http.Request;
import io.tidemark.gateway.http.Responder;
import io.tidemark.gateway.http.Response;
import io.tidemark.gateway.http.Route;
import io.tidemark.gateway.http.Router;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Refused rows put right and sent again, or dismissed for a reason: one, or all that have something in common. */
public final class RepairRoutes {
    private static final Set<Scope> FEEDERS = EnumSet.of(Scope.FEED);
    private static final Set<Scope> ADMINS = EnumSet.of(Scope.ADMIN);
    private static final int MOST_AT_ONCE = 10_000;
    private static final int LONGEST_REASON = 1_000;

    private final FrameSink frames;
    private final Commands commands;
    private final Reads reads;
    private final Workers workers;

    public RepairRoutes(FrameSink frames, Commands commands, Reads reads, Workers workers) {
        this.frames = frames;
        this.commands = commands;
        this.reads = reads;
        this.workers = workers;
    }

    public void addTo(Router router) {
        router.add(Route.of("POST", ExceptionRoutes.ONE, FEEDERS, this::repair))
                .add(Route.of("DELETE", ExceptionRoutes.ONE, ADMINS, this::dismiss, "because"))
                .add(Route.of("POST", ExceptionRoutes.ALL, FEEDERS, this::repairAll, "feed", "reason", "ingest"))
                .add(Route.of(
                        "DELETE",
                        ExceptionRoutes.ALL,
                        ADMINS,
                        this::dismissAll,
                        "feed",
                        "reason",
                        "ingest",
                        "because"));
    }

    /** What a person asks for: other texts in columns, where columns have certain texts, or an activity in place of a row. */
    private record Wish(Map<String, Object> set, Map<String, Object> where, Map<String, Object> activity) {
        static Wish of(Request request) throws HttpProblem {
            Map<String, Object> body = request.body().length == 0 ? Map.of() : Bodies.object(request);
            for (String key : body.keySet()) {
                if (!Set.of("set", "where", "activity").contains(key)) {
                    throw HttpProblem.badRequest("there is no field " + key + " — set, where and activity");
                }
            }
            return new Wish(part(body, "set"), part(body, "where"), part(body, "activity"));
        }

        private static Map<String, Object> part(Map<String, Object> body, String name) throws HttpProblem {
            Object part = body.getOrDefault(name, Map.of());
            if (part instanceof Map<?, ?> map) {
                return JsonText.cast(map);
            }
            throw HttpProblem.badRequest(name + " is no object — name texts, e.g. {\"Day\": \"2026-01-31\"}");
        }

        /** The row with the texts asked for, or null where the condition does not hold. */
        List<String> apply(List<String> cells, List<String> columns) throws HttpProblem {
            List<String> changed = new ArrayList<>(cells);
            while (changed.size() < columns.size()) {
                changed.add("");
            }
            for (Map.Entry<String, Object> test : where.entrySet()) {
                if (!changed.get(place(columns, test.getKey())).equals(test.getValue())) {
                    return null;
                }
            }
            for (Map.Entry<String, Object> text : set.entrySet()) {
                changed.set(place(columns, text.getKey()), String.valueOf(text.getValue()));
            }
            // what stood beyond the last column made the row ragged
            return set.isEmpty() ? changed : changed.subList(0, columns.size());
        }

        private static int place(List<String> columns, String column) throws HttpProblem {
            int place = columns.indexOf(column);
            if (place < 0) {
                throw new HttpProblem(
                        422, "the rows have no column " + column + " — they have " + String.join(", ", columns));
            }
            return place;
        }
    }

    private void repair(Request request, Responder responder) throws HttpProblem {
        Wish wish = Wish.of(request);
        String by = request.caller().name();
        workers.run(responder, () -> {
            Exceptional one = reads.await(core -> meant(core, request.variable("exception")));
            refuseSettled(one);
            Repairs repairs = new Repairs(frames, commands, reads);
            Repairs.Outcome outcome = wish.activity().isEmpty()
                    ? row(repairs, one, wish, by)
                    : repairs.activity(one, wish.activity(), by);
            Map<Integer, List<String>> names = reads.await(ActivityResults::names);
            if (!outcome.isSettled()) {
                throw new HttpProblem(outcome.verdict().equals("conflict") ? 409 : 422, sentence(outcome))
                        .with(json -> outcome(json, outcome, names));
            }
            responder.answer(Json.response(200, json -> {
                outcome(json, outcome, names);
                json.writeNumberField("sequence", repairs.sequence());
            }));
        });
    }

    /** What is set aside is repaired by a correction of its activity. */
    private static Exceptional meant(ScoringCore core, String id) throws HttpProblem {
        if (!id.startsWith(SetAsideSearch.PREFIX)) {
            return ExceptionRoutes.find(core, id);
        }
        String[] parts = id.split("/", 5);
        boolean known = parts.length == 5 && new ActivityReader(core).isRecorded(parts[3], parts[4]);
        if (!known) {
            throw HttpProblem.notFound("there is no exception " + id + " — GET /v1/exceptions?program= lists them");
        }
        return new Exceptional(id, Map.of("feed", parts[3]), 0);
    }

    private Repairs.Outcome row(Repairs repairs, Exceptional one, Wish wish, String by)
            throws HttpProblem, InterruptedException {
        if (one.cells().isEmpty()) {
            throw new HttpProblem(
                    422,
                    "this exception has no row of its own — send what is right under activity, as to /v1/activities");
        }
        List<String> cells = wish.apply(one.cells(), columns(one));
        if (cells == null) {
            throw new HttpProblem(422, "where does not hold for this row — leave it out");
        }
        List<Repairs.Outcome> outcomes = repairs.rows(List.of(new Repairs.Row(one, cells)), by);
        if (outcomes.isEmpty()) {
            throw new HttpProblem(422, "the profile passes over this row — dismiss it, or change the profile");
        }
        return outcomes.get(0);
    }

    private List<String> columns(Exceptional one) throws HttpProblem, InterruptedException {
        return reads.await(core -> {
            var entry = core.desk().entry(DeskCollection.INGESTS, one.field("ingest"));
            return entry == null ? List.<String>of() : JsonText.texts(JsonText.object(entry.text()), "columns");
        });
    }

    private static void refuseSettled(Exceptional one) throws HttpProblem {
        if (!one.state().equals(Exceptional.OPEN)) {
            throw new HttpProblem(409, "this exception was " + one.state() + " by " + one.field("by"));
        }
    }

    private static String sentence(Repairs.Outcome outcome) {
        return outcome.details().isEmpty()
                ? outcome.activity() + " was received before with other content"
                : String.join("; ", outcome.details());
    }

    private static void outcome(JsonGenerator json, Repairs.Outcome outcome, Map<Integer, List<String>> names)
            throws IOException {
        json.writeStringField("exception", outcome.exception().id());
        json.writeStringField("verdict", outcome.verdict());
        json.writeStringField("source", outcome.source());
        json.writeStringField("activity", outcome.activity());
        json.writeStringField("reason", outcome.reason());
        ExceptionTexts.texts(json, "details", outcome.details());
        AnswerJson.list(json, "setAside", outcome.setAside(), one -> ActivityResults.setAside(json, one, names));
    }

    private void repairAll(Request request, Responder responder) throws HttpProblem {
        Wish wish = Wish.of(request);
        Exceptional.Filter filter = narrow(request);
        String by = request.caller().name();
        workers.run(responder, () -> {
            List<Exceptional> meant = ExceptionRoutes.all(reads.await(ExceptionRoutes::kept), filter, MOST_AT_ONCE);
            List<Repairs.Row> rows = new ArrayList<>();
            for (Exceptional one : meant) {
                List<String> cells = one.cells().isEmpty() ? null : wish.apply(one.cells(), columns(one));
                if (cells != null) {
                    rows.add(new Repairs.Row(one, cells));
                }
            }
            Repairs repairs = new Repairs(frames, commands, reads);
            List<Repairs.Outcome> outcomes = repairs.rows(rows, by);
            responder.answer(Json.response(200, json -> {
                json.writeNumberField("tried", rows.size());
                for (String verdict : List.of("accepted", "duplicate", "conflict", "refused")) {
                    json.writeNumberField(
                            verdict,
                            outcomes.stream()
                                    .filter(one -> one.verdict().equals(verdict))
                                    .count());
                }
                json.writeNumberField("skipped", rows.size() - outcomes.size());
                json.writeNumberField("sequence", repairs.sequence());
            }));
        });
    }

    private static Exceptional.Filter narrow(Request request) throws HttpProblem {
        Exceptional.Filter filter = Exceptional.Filter.of(request);
        if (!filter.isNarrow()) {
            throw HttpProblem.badRequest("say which: feed=, reason= or ingest=");
        }
        return filter;
    }

    private static String because(Request request) throws HttpProblem {
        String because =
                request.query("because") == null ? "" : request.query("because").strip();
        if (because.isEmpty() || because.getBytes(StandardCharsets.UTF_8).length > LONGEST_REASON) {
            throw HttpProblem.badRequest("say why, in at most " + LONGEST_REASON + " bytes: because=TEXT");
        }
        return because;
    }

    private void dismiss(Request request, Responder responder) throws HttpProblem {
        String because = because(request);
        String id = request.variable("exception");
        String by = request.caller().name();
        reads.with(
                responder,
                core -> id.startsWith(SetAsideSearch.PREFIX) ? setAside(id) : ExceptionRoutes.find(core, id),
                one -> {
                    refuseSettled(one);
                    put(one, by, because).whenComplete((done, failed) -> {
                        if (failed != null) {
                            responder.fail(Bodies.failed(failed));
                        } else {
                            responder.answer(Response.empty(204));
                        }
                    });
                });
    }

    private static Exceptional setAside(String id) {
        return new Exceptional(id, Map.of("feed", "", "reason", "set-aside"), 0);
    }

    private CompletableFuture<Done> put(Exceptional one, String by, String because) {
        return commands.put(DeskCollection.REFUSED, one.id(), one.settled(Exceptional.DISMISSED, by, because));
    }

    private void dismissAll(Request request, Responder responder) throws HttpProblem {
        String because = because(request);
        Exceptional.Filter filter = narrow(request);
        String by = request.caller().name();
        workers.run(responder, () -> {
            List<Exceptional> meant = ExceptionRoutes.all(reads.await(ExceptionRoutes::kept), filter, MOST_AT_ONCE);
            List<CompletableFuture<Done>> kept = new ArrayList<>();
            for (Exceptional one : meant) {
                kept.add(put(one, by, because));
                if (kept.size() % 1_000 == 0) {
                    kept.get(kept.size() - 1).join();
                }
            }
            kept.forEach(CompletableFuture::join);
            responder.answer(Json.response(200, json -> json.writeNumberField("dismissed", meant.size())));
        });
    }
}
