package io.tidemark.gateway.intake;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.desk.Desk;
import io.tidemark.engine.desk.DeskCollection;
import io.tidemark.gateway.access.Scope;
import io.tidemark.gateway.answer.AnswerJson;
import io.tidemark.gateway.answer.JsonText;
import io.tidemark.gateway.http.HttpProblem;
import io.tidemark.gateway.http.Json;
import io.tidemark.gateway.http.Reads;
import io.tidemark.gateway.http.Request;
import io.tidemark.gateway.http.Responder;
import io.tidemark.gateway.http.Route;
import io.tidemark.gateway.http.Router;
import io.tidemark.gateway.ingest.Profile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What became no fact, and what a program sets aside: looked at, counted by reason, and taken away as a file. */
public final class ExceptionRoutes {
    private static final Set<Scope> FEEDERS = EnumSet.of(Scope.FEED);
    private static final int MOST_LISTED = 1_000;
    private static final int MOST_IN_A_FILE = 50_000;
    static final String ALL = "/v1/exceptions";
    static final String ONE = ALL + "/{exception}";

    private final Reads reads;
    private final Workers workers;

    public ExceptionRoutes(Reads reads, Workers workers) {
        this.reads = reads;
        this.workers = workers;
    }

    public void addTo(Router router) {
        router.add(Route.of(
                        "GET",
                        ALL,
                        FEEDERS,
                        this::list,
                        "feed",
                        "reason",
                        "ingest",
                        "state",
                        "program",
                        "format",
                        "limit",
                        "cursor"))
                .add(Route.of(
                        "GET",
                        ALL + "/summary",
                        FEEDERS,
                        this::summary,
                        "feed",
                        "reason",
                        "ingest",
                        "state",
                        "program"))
                .add(Route.of("GET", ONE, FEEDERS, this::one));
    }

    /** On the core's thread: what the desk keeps, the newest first. */
    static List<Desk.Entry> kept(ScoringCore core) {
        List<Desk.Entry> newest = core.desk().entries(DeskCollection.REFUSED);
        java.util.Collections.reverse(newest);
        return newest;
    }

    private static boolean asFile(Request request) throws HttpProblem {
        String format = request.query("format");
        if (format != null && !format.equals("csv") && !format.equals("json")) {
            throw HttpProblem.badRequest("format is " + format + " — csv or json");
        }
        return "csv".equals(format);
    }

    private void list(Request request, Responder responder) throws HttpProblem {
        boolean file = asFile(request);
        int limit = file ? MOST_IN_A_FILE : request.number("limit", 100, 1, MOST_LISTED);
        int from = request.number("cursor", 0, 0, 999_999_999);
        if (request.query("program") != null) {
            List<SetAsideSearch.Found> found = new ArrayList<>();
            search(responder, new SetAsideSearch(wanted(request), from, limit, found::add), search -> {
                responder.answer(
                        file
                                ? ExceptionCsv.setAside(found)
                                : Json.response(200, json -> setAside(json, request, found, search.next())));
            });
            return;
        }
        Exceptional.Filter filter = Exceptional.Filter.of(request);
        reads.with(
                responder,
                ExceptionRoutes::kept,
                entries -> workers.run(responder, () -> {
                    Page page = Page.of(entries, filter, from, limit);
                    if (file) {
                        file(responder, page.found());
                    } else {
                        responder.answer(Json.response(200, page::write));
                    }
                }));
    }

    /** @param next where to go on, or -1 */
    private record Page(List<Exceptional> found, int next) {
        static Page of(List<Desk.Entry> entries, Exceptional.Filter filter, int from, int limit) {
            List<Exceptional> found = new ArrayList<>();
            int at = from;
            for (; at < entries.size() && found.size() < limit; at++) {
                Exceptional one = Exceptional.of(entries.get(at));
                if (filter.takes(one)) {
                    found.add(one);
                }
            }
            return new Page(found, at < entries.size() ? at : -1);
        }

        void write(JsonGenerator json) throws IOException {
            AnswerJson.list(json, "exceptions", found, one -> one.write(json));
            cursor(json, next);
        }
    }

    /** All exceptions that a filter takes, at most so many. */
    static List<Exceptional> all(List<Desk.Entry> entries, Exceptional.Filter filter, int most) {
        return Page.of(entries, filter, 0, most).found();
    }

    private static void cursor(JsonGenerator json, int next) throws IOException {
        if (next >= 0) {
            json.writeStringField("cursor", Integer.toString(next));
        }
    }

    private static SetAsideSearch.Wanted wanted(Request request) {
        return new SetAsideSearch.Wanted(request.query("program"), request.query("feed"), request.query("reason"));
    }

    /** What to do when a search is at its end. */
    private interface AtEnd {
        void found(SetAsideSearch search) throws HttpProblem;
    }

    private void search(Responder responder, SetAsideSearch search, AtEnd atEnd) {
        reads.with(responder, search::step, stepped -> {
            if (stepped.isDone()) {
                atEnd.found(stepped);
            } else if (!responder.isDone()) {
                search(responder, stepped, atEnd);
            }
        });
    }

    private static void setAside(JsonGenerator json, Request request, List<SetAsideSearch.Found> found, int next)
            throws IOException {
        AnswerJson.list(json, "exceptions", found, one -> {
            json.writeStringField("exception", one.id());
            json.writeStringField("feed", one.source());
            json.writeStringField("source", one.source());
            json.writeStringField("activity", one.activity());
            json.writeStringField("program", request.query("program"));
            json.writeStringField("track", one.track());
            json.writeStringField("role", one.role());
            json.writeStringField("reason", one.reason());
            if (!one.missing().isEmpty()) {
                json.writeStringField("missing", one.missing());
            }
            json.writeFieldName("read");
            json.writeStartObject();
            for (Map.Entry<String, String> field : one.fields().entrySet()) {
                json.writeStringField(field.getKey(), field.getValue());
            }
            json.writeEndObject();
        });
        cursor(json, next);
    }

    /** Rows as a file for their sender; columns and layout are those of their ingests. */
    private void file(Responder responder, List<Exceptional> rows) throws HttpProblem, InterruptedException {
        Set<String> ingests = new TreeSet<>();
        rows.forEach(row -> ingests.add(row.field("ingest")));
        Map<String, List<String>> columns = new LinkedHashMap<>();
        Set<String> profiles = new TreeSet<>();
        for (String ingest : ingests) {
            String text = reads.await(core -> {
                Desk.Entry entry = core.desk().entry(DeskCollection.INGESTS, ingest);
                return entry == null ? "{}" : entry.text();
            });
            Map<String, Object> report = JsonText.object(text);
            columns.put(ingest, JsonText.texts(report, "columns"));
            profiles.add(JsonText.text(report, "profile"));
        }
        String profile = profiles.size() == 1 ? profiles.iterator().next() : "";
        responder.answer(ExceptionCsv.refused(rows, columns, layout(profile)));
    }

    private Profile.Layout layout(String name) throws HttpProblem, InterruptedException {
        Desk.Entry entry =
                name.isEmpty() ? null : reads.await(core -> core.desk().entry(DeskCollection.PROFILES, name));
        return entry == null
                ? Profile.Layout.FOUND
                : ReferenceRoutes.profile(name, entry.text(), Profile.plain()).layout();
    }

    private void summary(Request request, Responder responder) throws HttpProblem {
        ExceptionGroups groups = new ExceptionGroups();
        String program = request.query("program");
        if (program != null) {
            search(
                    responder,
                    new SetAsideSearch(wanted(request), 0, Integer.MAX_VALUE, groups::add),
                    search -> responder.answer(Json.response(200, json -> groups.write(json, program))));
            return;
        }
        Exceptional.Filter filter = Exceptional.Filter.of(request);
        reads.with(
                responder,
                ExceptionRoutes::kept,
                entries -> workers.run(responder, () -> {
                    all(entries, filter, Integer.MAX_VALUE).forEach(groups::add);
                    responder.answer(Json.response(200, json -> groups.write(json, null)));
                }));
    }

    static Exceptional find(ScoringCore core, String id) throws HttpProblem {
        Desk.Entry entry = core.desk().entry(DeskCollection.REFUSED, id);
        if (entry == null) {
            throw HttpProblem.notFound("there is no exception " + id + " — GET /v1/exceptions lists them");
        }
        return Exceptional.of(entry);
    }

    private record Whole(Exceptional exception, List<String> columns) {}

    private void one(Request request, Responder responder) {
        reads.ask(
                responder,
                core -> {
                    Exceptional one = find(core, request.variable("exception"));
                    Desk.Entry ingest = core.desk().entry(DeskCollection.INGESTS, one.field("ingest"));
                    List<String> columns =
                            ingest == null ? List.of() : JsonText.texts(JsonText.object(ingest.text()), "columns");
                    return new Whole(one, columns);
                },
                whole -> Json.response(200, json -> {
                    whole.exception().write(json);
                    ExceptionTexts.texts(json, "columns", whole.columns());
                }));
    }
}
