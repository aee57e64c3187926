package io.tidemark.gateway.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.directory.ParticipantRow;
import io.tidemark.engine.directory.Participants;
import io.tidemark.engine.directory.Products;
import io.tidemark.engine.program.Facts;
import io.tidemark.engine.program.ProgramInstance;
import io.tidemark.engine.program.TrackInstance;
import io.tidemark.engine.query.ActivityReader;
import io.tidemark.engine.query.ActivityView;
import io.tidemark.engine.query.PostingView;
import io.tidemark.engine.query.PostingsReader;
import io.tidemark.gateway.access.Scope;
import io.tidemark.gateway.answer.AnswerJson;
import io.tidemark.gateway.answer.Figures;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Single facts, the postings they caused, and the hashes over all of them. */
public final class FactRoutes {
    private static final Set<Scope> READERS = EnumSet.of(Scope.READ);
    private static final Set<Scope> BOTH = EnumSet.of(Scope.READ, Scope.FEED);
    private static final int MOST_POSTINGS = 1_000;
    private static final int MOST_SEARCHED = 20_000;

    private final Reads reads;
    private final PastReads past;
    private final Hashes hashes;

    /** @param past where postings are answered from */
    public FactRoutes(Reads reads, PastReads past, Hashes hashes) {
        this.reads = reads;
        this.past = past;
        this.hashes = hashes;
    }

    public void addTo(Router router) {
        router.add(Route.of("GET", "/v1/activities/{source}/{activity}", BOTH, this::activity, "line"))
                .add(Route.of("GET", "/v1/participants/{participant}", BOTH, this::participant))
                .add(Route.of("GET", "/v1/products/{sku}", BOTH, this::product))
                .add(Route.of(
                        "GET",
                        "/v1/programs/{program}/participants/{participant}/postings",
                        READERS,
                        this::postings,
                        "period",
                        "track",
                        "cursor",
                        "limit",
                        "activity",
                        PastReads.AS_OF))
                .add(Route.of("GET", "/v1/hash", READERS, this::hash));
    }

    private void activity(Request request, Responder responder) {
        String source = request.variable("source");
        String activity = request.variable("activity");
        String line = request.query("line");
        reads.ask(
                responder,
                core -> find(core, source, activity, line),
                view -> Json.response(200, json -> AnswerJson.activity(json, view)));
    }

    /** By id and line; where no line is given, a slash in the id may stand before it. */
    private static ActivityView find(ScoringCore core, String source, String activity, String line) throws HttpProblem {
        ActivityReader reader = new ActivityReader(core);
        ActivityView view = reader.activity(source, activity, line == null ? "" : line);
        int slash = activity.lastIndexOf('/');
        if (view == null && line == null && slash > 0) {
            view = reader.activity(source, activity.substring(0, slash), activity.substring(slash + 1));
        }
        if (view == null) {
            throw HttpProblem.notFound("no activity " + activity + (line == null ? "" : " with line " + line) + " of "
                    + source + " is recorded — refused ones are under /v1/exceptions");
        }
        return view;
    }

    /** @param from ISO date, or empty for since ever */
    private record Row(
            String from, String name, String parent, String enrolled, String left, Map<String, String> attributes) {}

    private record Known(String participant, List<Row> rows) {}

    private void participant(Request request, Responder responder) throws HttpProblem {
        String text = request.variable("participant");
        int colon = text.indexOf(':');
        if (colon <= 0) {
            throw HttpProblem.badRequest("a participant is named by kind:id — distributor-rep:291, for example");
        }
        String kind = ParticipantRow.kindOfRole(text.substring(0, colon));
        String id = text.substring(colon + 1);
        reads.ask(
                responder,
                core -> known(core, kind, id),
                known -> Json.response(200, json -> {
                    json.writeStringField("participant", known.participant());
                    json.writeBooleanField("known", !known.rows().isEmpty());
                    AnswerJson.list(json, "rows", known.rows(), row -> write(json, row));
                }));
    }

    private static void write(JsonGenerator json, Row row) throws IOException {
        optional(json, "from", row.from());
        json.writeStringField("name", row.name());
        optional(json, "parent", row.parent());
        optional(json, "enrolled", row.enrolled());
        optional(json, "left", row.left());
        attributes(json, row.attributes());
    }

    private static void optional(JsonGenerator json, String name, String text) throws IOException {
        if (!text.isEmpty()) {
            json.writeStringField(name, text);
        }
    }

    private static void attributes(JsonGenerator json, Map<String, String> attributes) throws IOException {
        json.writeObjectFieldStart("attributes");
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            json.writeStringField(attribute.getKey(), attribute.getValue());
        }
        json.writeEndObject();
    }

    private static Known known(ScoringCore core, String kind, String id) throws HttpProblem {
        Facts facts = core.facts();
        Participants participants = facts.participants;
        int participant = participants.find(kind, id);
        if (participant == Participants.NONE) {
            throw HttpProblem.notFound("nothing names a participant " + kind + ":" + id);
        }
        List<Row> rows = new ArrayList<>();
        for (int record = participants.newestRecord(participant);
                record != 0;
                record = participants.olderRecord(record)) {
            int parent = participants.parent(record);
            Map<String, String> attributes = new TreeMap<>();
            for (int k = 0; k < participants.attributeCount(record); k++) {
                attributes.put(
                        facts.names.names.text(participants.attributeName(record, k)),
                        facts.names.values.text(participants.attributeValue(record, k)));
            }
            rows.add(new Row(
                    day(participants.from(record)),
                    facts.names.values.text(participants.name(record)),
                    parent == Participants.NONE ? "" : participants.key(parent),
                    day(participants.enrolled(record)),
                    day(participants.left(record)),
                    attributes));
        }
        return new Known(participants.key(participant), rows);
    }

    private static String day(int epochDay) {
        boolean open = epochDay == Integer.MIN_VALUE || epochDay == Integer.MAX_VALUE;
        return open ? "" : LocalDate.ofEpochDay(epochDay).toString();
    }

    private void product(Request request, Responder responder) {
        String sku = request.variable("sku");
        reads.ask(
                responder,
                core -> attributes(core, sku),
                attributes -> Json.response(200, json -> {
                    json.writeStringField("sku", sku);
                    json.writeBooleanField("known", attributes != NOT_KNOWN);
                    attributes(json, attributes);
                }));
    }

    private static final Map<String, String> NOT_KNOWN = new LinkedHashMap<>();

    /** The attributes in force today. */
    private static Map<String, String> attributes(ScoringCore core, String sku) throws HttpProblem {
        Facts facts = core.facts();
        Products products = facts.products;
        int product = products.find(sku);
        if (product <= 0) {
            throw HttpProblem.notFound("nothing names a product " + sku);
        }
        if (!products.isKnown(product)) {
            return NOT_KNOWN;
        }
        int edition = products.editionOn(product, facts.today);
        Map<String, String> attributes = new TreeMap<>();
        for (int k = 0; k < products.attributeCount(edition); k++) {
            attributes.put(
                    facts.names.names.text(products.attributeName(edition, k)),
                    facts.names.values.text(products.attributeValue(edition, k)));
        }
        return attributes;
    }

    /** @param activity what was asked about, or null */
    private record Postings(List<PostingView> postings, String cursor, ActivityView activity) {}

    private void postings(Request request, Responder responder) throws HttpProblem {
        int limit = request.number("limit", 100, 1, MOST_POSTINGS);
        Cursor cursor = Cursor.of(request.query("cursor"));
        past.of(request)
                .reads()
                .ask(
                        responder,
                        core -> postings(core, request, limit, cursor),
                        found -> Json.response(200, json -> {
                            AnswerJson.list(
                                    json, "postings", found.postings(), posting -> AnswerJson.posting(json, posting));
                            if (found.cursor() != null) {
                                json.writeStringField("cursor", found.cursor());
                            }
                            if (found.activity() != null) {
                                json.writeObjectFieldStart("activity");
                                AnswerJson.activity(json, found.activity());
                                json.writeEndObject();
                            }
                        }));
    }

    private static Postings postings(ScoringCore core, Request request, int limit, Cursor cursor) throws HttpProblem {
        ProgramReads in = new ProgramReads(core);
        ProgramInstance program = in.program(request.variable("program"), request.query("period"));
        String period = in.period(program, request.query("period"));
        Participant who = Participant.find(in, core, program, request);
        TrackInstance track = who.track(in.reader(), period);
        PostingsReader reader = new PostingsReader(core);
        String wanted = request.query("activity");
        if (wanted != null) {
            List<PostingView> found = reader.postings(program, track, who.id(), period, MOST_SEARCHED).stream()
                    .filter(posting -> posting.activity().equals(wanted)
                            || (posting.source() + ":" + posting.activity()).equals(wanted))
                    .limit(limit)
                    .toList();
            return new Postings(found, null, why(core, wanted, found));
        }
        int skipped = cursor.skipped();
        List<PostingView> found =
                reader.postingsFrom(program, track, who.id(), period, cursor.sequence(), skipped + limit + 1);
        List<PostingView> page =
                found.subList(Math.min(skipped, found.size()), Math.min(skipped + limit, found.size()));
        boolean more = found.size() > skipped + limit;
        return new Postings(List.copyOf(page), more ? cursor.after(page).text() : null, null);
    }

    /** The activity behind a question why it earned nothing: of the postings found, or of the one source that has it. */
    private static ActivityView why(ScoringCore core, String wanted, List<PostingView> found) throws HttpProblem {
        if (!found.isEmpty()) {
            return find(core, found.get(0).source(), found.get(0).activity(), null);
        }
        int colon = wanted.indexOf(':');
        if (colon > 0) {
            return find(core, wanted.substring(0, colon), wanted.substring(colon + 1), null);
        }
        throw HttpProblem.notFound("no posting of this participant comes from " + wanted
                + " — write it as source:id to learn what became of it");
    }

    private void hash(Request request, Responder responder) {
        reads.ask(
                responder,
                hashes::take,
                taken -> Json.response(200, json -> {
                    json.writeNumberField("sequence", taken.sequence());
                    json.writeBooleanField("settling", taken.settling());
                    json.writeStringField("standings-hash", Figures.hash(taken.standings()));
                    json.writeStringField("state-hash", Figures.hash(taken.state()));
                }));
    }
}
