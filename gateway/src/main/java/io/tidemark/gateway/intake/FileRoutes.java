package io.tidemark.gateway.intake;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.activity.Report;
import io.tidemark.engine.desk.Desk;
import io.tidemark.engine.desk.DeskCollection;
import io.tidemark.gateway.access.Scope;
import io.tidemark.gateway.answer.AnswerJson;
import io.tidemark.gateway.answer.JsonText;
import io.tidemark.gateway.config.Setting;
import io.tidemark.gateway.config.Settings;
import io.tidemark.gateway.http.Bodies;
import io.tidemark.gateway.http.FeedsDue;
import io.tidemark.gateway.http.Flow;
import io.tidemark.gateway.http.HttpProblem;
import io.tidemark.gateway.http.Json;
import io.tidemark.gateway.http.Reads;
import io.tidemark.gateway.http.Request;
import io.tidemark.gateway.http.Responder;
import io.tidemark.gateway.http.Response;
import io.tidemark.gateway.http.Route;
import io.tidemark.gateway.http.Router;
import io.tidemark.gateway.http.StreamHandler;
import io.tidemark.gateway.ingest.IngestLimits;
import io.tidemark.gateway.ingest.ReportLines;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** {@code POST /v1/files}, and what became of them. */
public final class FileRoutes {
    private static final Set<Scope> FEEDERS = EnumSet.of(Scope.FEED);
    private static final Set<String> FUNCTIONS = Set.of("", "original", "add", "replace", "cancel");
    private static final int MOST_LISTED = 1_000;

    private final Ingests ingests;
    private final Reads reads;
    private final Settings settings;

    public FileRoutes(Ingests ingests, Reads reads, Settings settings) {
        this.ingests = ingests;
        this.reads = reads;
        this.settings = settings;
    }

    public void addTo(Router router) {
        router.add(Route.streamed(
                        "POST",
                        "/v1/files",
                        FEEDERS,
                        settings.number(Setting.MAX_UPLOAD_BYTES),
                        this::open,
                        "feed",
                        "profile",
                        "function",
                        "report",
                        "from",
                        "until",
                        "name"))
                .add(Route.of("GET", "/v1/ingests", FEEDERS, this::list, "feed", "limit"))
                .add(Route.of("GET", "/v1/ingests/{ingest}", FEEDERS, this::ingest))
                .add(Route.of("GET", "/v1/ingests/{ingest}/reply", FEEDERS, this::reply))
                .add(Route.of("GET", "/v1/feeds", FEEDERS, this::feeds));
    }

    private StreamHandler.Body open(Request request, Responder responder, Flow flow) throws HttpProblem {
        String feed = feed(request);
        ReportLines.Wish wish = wish(request);
        Uploads.refuseFileType(request.mediaType());
        String by = request.caller().name();
        String id = Ids.next();
        String profile = named(request, "profile");
        String name = named(request, "name");
        ingests.reserve();
        AtomicBoolean mine = new AtomicBoolean(true);
        responder.whenOver(() -> {
            if (mine.get()) {
                ingests.release();
            }
        });
        return new Spool(ingests.path(id), responder, flow, Uploads::refuseForeign, (path, bytes) -> {
            mine.set(false);
            Ingest ingest = new Ingest(id, feed, profile, name, by, bytes, wish);
            ingests.take(ingest).whenComplete((done, failed) -> {
                if (failed != null) {
                    ingests.release();
                    responder.fail(Bodies.failed(failed));
                } else {
                    responder.answer(Json.response(202, json -> ingest.write(json, Ingest.QUEUED))
                            .with("location", "/v1/ingests/" + id));
                }
            });
        });
    }

    static String feed(Request request) throws HttpProblem {
        String feed = named(request, "feed");
        if (feed.isEmpty()) {
            throw HttpProblem.badRequest("the file's feed is not named — ?feed=NAME, the name space of its ids");
        }
        return feed;
    }

    /** What the file is for, and where it stands among the feed's reports. */
    static ReportLines.Wish wish(Request request) throws HttpProblem {
        String function = request.query("function") == null ? "" : request.query("function");
        if (!FUNCTIONS.contains(function)) {
            throw new HttpProblem(422, "function is " + function + " — one of original, add, replace, cancel");
        }
        long number =
                request.query("report") == null ? Report.NO_NUMBER : request.number("report", 0, 0, Integer.MAX_VALUE);
        int from = day(request, "from");
        int until = day(request, "until");
        boolean one = (from == ReportLines.Wish.UNDECLARED) != (until == ReportLines.Wish.UNDECLARED);
        if (one || from != ReportLines.Wish.UNDECLARED && from >= until) {
            throw HttpProblem.badRequest(
                    "from and until declare the span together — until is the first day that is no longer in it");
        }
        return new ReportLines.Wish(function, number, from, until);
    }

    private static int day(Request request, String parameter) throws HttpProblem {
        String text = request.query(parameter);
        try {
            return text == null
                    ? ReportLines.Wish.UNDECLARED
                    : (int) LocalDate.parse(text).toEpochDay();
        } catch (DateTimeParseException none) {
            throw HttpProblem.badRequest(parameter + " is no date — write it as 2026-01-31");
        }
    }

    static String named(Request request, String parameter) throws HttpProblem {
        String text =
                request.query(parameter) == null ? "" : request.query(parameter).strip();
        boolean printable = text.chars().noneMatch(c -> c < ' ' || c == 0x7F);
        if (text.getBytes(StandardCharsets.UTF_8).length > IngestLimits.ID_BYTES || !printable) {
            throw HttpProblem.badRequest(
                    parameter + " is too long or not printable — at most " + IngestLimits.ID_BYTES + " bytes");
        }
        return text;
    }

    private void list(Request request, Responder responder) throws HttpProblem {
        int limit = request.number("limit", 100, 1, MOST_LISTED);
        String feed = request.query("feed");
        reads.ask(
                responder,
                core -> {
                    List<Desk.Entry> newest = core.desk().entries(DeskCollection.INGESTS);
                    Collections.reverse(newest);
                    return newest;
                },
                entries -> Json.response(200, json -> {
                    List<String> reports = new ArrayList<>();
                    for (Desk.Entry entry : entries) {
                        if (reports.size() < limit && isOf(entry, "feed", feed)) {
                            reports.add(ingests.report(entry));
                        }
                    }
                    raw(json, "ingests", reports);
                }));
    }

    private static boolean isOf(Desk.Entry entry, String field, String wanted) {
        return wanted == null
                || JsonText.text(JsonText.object(entry.text()), field).equals(wanted);
    }

    private static void raw(JsonGenerator json, String field, List<String> objects) throws IOException {
        json.writeArrayFieldStart(field);
        for (String object : objects) {
            json.writeRawValue(object);
        }
        json.writeEndArray();
    }

    private void ingest(Request request, Responder responder) {
        String id = request.variable("ingest");
        reads.ask(
                responder,
                core -> entry(core, id),
                entry -> Response.json(200, ingests.report(entry).getBytes(StandardCharsets.UTF_8)));
    }

    private static Desk.Entry entry(ScoringCore core, String id) throws HttpProblem {
        Desk.Entry entry = core.desk().entry(DeskCollection.INGESTS, id);
        if (entry == null) {
            throw HttpProblem.notFound("there is no ingest " + id + " — GET /v1/ingests lists them");
        }
        return entry;
    }

    /** The acknowledgement as a file that goes back to the sender as it is. */
    private void reply(Request request, Responder responder) {
        String id = request.variable("ingest");
        reads.ask(responder, core -> entry(core, id), entry -> {
            String reply = JsonText.text(JsonText.object(entry.text()), "reply");
            if (reply.isEmpty()) {
                throw HttpProblem.notFound("the ingest " + id
                        + " has no answer to its sender — X12 and EDIFACT have one, once they were read");
            }
            boolean x12 = reply.startsWith("ISA");
            return new Response(
                            200,
                            x12 ? "application/edi-x12" : "application/edifact",
                            List.of(),
                            reply.getBytes(StandardCharsets.UTF_8))
                    .with("content-disposition", "attachment; filename=\"" + (x12 ? "997.x12" : "contrl.edi") + "\"");
        });
    }

    private void feeds(Request request, Responder responder) {
        reads.ask(
                responder,
                FeedsDue::of,
                feeds -> Json.response(200, json -> AnswerJson.list(json, "feeds", feeds, feed -> feed.write(json))));
    }
}
