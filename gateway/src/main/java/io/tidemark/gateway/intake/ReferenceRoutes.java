package io.tidemark.gateway.intake;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tidemark.engine.EngineLimits;
import io.tidemark.engine.desk.Desk;
import io.tidemark.engine.desk.DeskCollection;
import io.tidemark.engine.directory.CrossReferenceRow;
import io.tidemark.engine.directory.ParticipantRow;
import io.tidemark.engine.directory.ProductRow;
import io.tidemark.engine.directory.ReferenceRow;
import io.tidemark.gateway.access.Scope;
import io.tidemark.gateway.answer.AnswerJson;
import io.tidemark.gateway.command.Commands;
import io.tidemark.gateway.command.Done;
import io.tidemark.gateway.config.Setting;
import io.tidemark.gateway.config.Settings;
import io.tidemark.gateway.http.Flow;
import io.tidemark.gateway.http.HttpProblem;
import io.tidemark.gateway.http.Json;
import io.tidemark.gateway.http.Reads;
import io.tidemark.gateway.http.Request;
import io.tidemark.gateway.http.Responder;
import io.tidemark.gateway.http.Route;
import io.tidemark.gateway.http.Router;
import io.tidemark.gateway.http.StreamHandler;
import io.tidemark.gateway.ingest.AssignmentFiles;
import io.tidemark.gateway.ingest.GivenFiles;
import io.tidemark.gateway.ingest.IngestException;
import io.tidemark.gateway.ingest.Profile;
import io.tidemark.gateway.ingest.ProfileReader;
import io.tidemark.gateway.ingest.ReferenceFiles;
import io.tidemark.gateway.ingest.ReferenceReport;
import io.tidemark.gateway.ingest.ReferenceSink;
import io.tidemark.gateway.ingest.Refusal;
import io.tidemark.gateway.language.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** {@code PUT /v1/participants}, {@code /v1/products}, {@code /v1/xref} and the tables beside them: CSV by a profile or a plain header, or JSON. */
public final class ReferenceRoutes {
    private static final Set<Scope> ADMINS = EnumSet.of(Scope.ADMIN);
    private static final int MOST_ON_THE_WAY = 8;

    private final Commands commands;
    private final Reads reads;
    private final Workers workers;
    private final Settings settings;
    private final Path folder;

    /** @param folder for bodies on their way */
    public ReferenceRoutes(Commands commands, Reads reads, Workers workers, Settings settings, Path folder) {
        this.commands = commands;
        this.reads = reads;
        this.workers = workers;
        this.settings = settings;
        this.folder = folder;
    }

    public void addTo(Router router) {
        long most = settings.number(Setting.MAX_UPLOAD_BYTES);
        router.add(Route.streamed("PUT", "/v1/participants", ADMINS, most, this::participants, "profile"))
                .add(Route.streamed("PUT", "/v1/products", ADMINS, most, this::products, "profile"))
                .add(Route.streamed("PUT", "/v1/xref", ADMINS, most, this::xref, "profile"))
                .add(Route.streamed(
                        "PUT",
                        "/v1/targets",
                        ADMINS,
                        most,
                        rows(GivenFiles.plainTargets(), GivenFiles::targets),
                        "profile"))
                .add(Route.streamed(
                        "PUT",
                        "/v1/assignments",
                        ADMINS,
                        most,
                        rows(AssignmentFiles.plain(), AssignmentFiles::read),
                        "profile"))
                .add(Route.streamed(
                        "PUT",
                        "/v1/statuses",
                        ADMINS,
                        most,
                        rows(GivenFiles.plainStatuses(), GivenFiles::statuses),
                        "profile"));
    }

    private StreamHandler.Body participants(Request request, Responder responder, Flow flow) throws HttpProblem {
        return open(request, responder, flow, ReferenceFiles.plainParticipants(), (path, profile) -> {
            Rows<ParticipantRow> rows = new Rows<>(commands::participants);
            ReferenceReport report = ReferenceFiles.participants(List.of(path), profile, rows);
            return rows.answer(report);
        });
    }

    private StreamHandler.Body products(Request request, Responder responder, Flow flow) throws HttpProblem {
        return open(request, responder, flow, ReferenceFiles.plainProducts(), (path, profile) -> {
            Rows<ProductRow> rows = new Rows<>(commands::products);
            ReferenceReport report = ReferenceFiles.products(path, profile, rows);
            return rows.answer(report);
        });
    }

    private StreamHandler.Body xref(Request request, Responder responder, Flow flow) throws HttpProblem {
        return open(request, responder, flow, ReferenceFiles.plainXref(), (path, profile) -> {
            Rows<CrossReferenceRow> rows = new Rows<>(commands::crossReferences);
            ReferenceReport report = ReferenceFiles.xref(path, profile, rows);
            return rows.answer(report);
        });
    }

    /** Reads a file of one table. */
    private interface Table {
        ReferenceReport read(Path path, Profile profile, ReferenceSink<ReferenceRow> sink) throws IngestException;
    }

    private StreamHandler rows(Profile plain, Table table) {
        return (request, responder, flow) -> open(request, responder, flow, plain, (path, profile) -> {
            Rows<ReferenceRow> rows = new Rows<>(commands::rows);
            return rows.answer(table.read(path, profile, rows));
        });
    }

    /** Reads a file into the core. */
    private interface Load {
        AnswerJson.Fields<JsonGenerator> load(Path path, Profile profile) throws Exception;
    }

    private StreamHandler.Body open(Request request, Responder responder, Flow flow, Profile plain, Load load)
            throws HttpProblem {
        String type = request.mediaType();
        boolean json = type.equals("application/json");
        if (!json) {
            Uploads.refuseType(type, " or JSON");
        }
        String name = request.query("profile");
        if (json && name != null) {
            throw HttpProblem.badRequest("a profile is for CSV — in JSON the fields have their own names");
        }
        Path path = folder.resolve(Ids.next() + (json ? ".json" : ".csv"));
        return new Spool(
                path,
                responder,
                flow,
                head -> {
                    if (!json) {
                        Uploads.refuseForm(head);
                    }
                },
                (file, bytes) -> workers.run(responder, () -> load(responder, file, json, name, plain, load)));
    }

    static String profileText(Desk desk, String name) throws HttpProblem {
        Desk.Entry entry = name == null ? null : desk.entry(DeskCollection.PROFILES, name);
        if (name != null && entry == null) {
            throw HttpProblem.notFound("there is no profile " + name + " — put it under /v1/profiles/" + name);
        }
        return entry == null ? null : entry.text();
    }

    static Profile profile(String name, String text, Profile plain) throws HttpProblem {
        if (text == null) {
            return plain;
        }
        Profile profile = ProfileReader.read(name, text, new Problems());
        if (profile == null || profile.target() != plain.target()) {
            throw new HttpProblem(
                    422,
                    "the profile " + name + " is not for this — one for "
                            + plain.target().name().toLowerCase(Locale.ROOT)
                            + " is needed; its line reference: says what it is for");
        }
        return profile;
    }

    private void load(Responder responder, Path file, boolean json, String name, Profile plain, Load load)
            throws Exception {
        Path table = file;
        try {
            Profile profile = profile(name, reads.await(core -> profileText(core.desk(), name)), plain);
            if (json) {
                table = JsonTable.csv(file);
            }
            AnswerJson.Fields<JsonGenerator> answer = load.load(table, profile);
            responder.answer(Json.response(200, answer));
        } catch (IngestException unreadable) {
            throw unreadable(unreadable, table);
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(table);
        }
    }

    /** The problems without the name of a file that the sender does not know. */
    static HttpProblem unreadable(IngestException failed, Path path) {
        List<String> problems = failed.problems().stream()
                .map(text -> text.replace(path.toString(), "file"))
                .toList();
        return new HttpProblem(422, String.join("; ", problems));
    }

    /** Rows on their way into the core, a few frames at once. Of one thread. */
    private final class Rows<R> implements ReferenceSink<R> {
        private final Function<List<R>, CompletableFuture<Done>> send;
        private final Deque<CompletableFuture<Done>> onTheWay = new ArrayDeque<>();
        private final List<Refusal> refusals = new ArrayList<>();
        private List<R> batch = new ArrayList<>();
        private long refusedByCore;
        private long sequence;

        Rows(Function<List<R>, CompletableFuture<Done>> send) {
            this.send = send;
        }

        @Override
        public void row(String file, long line, R row) {
            batch.add(row);
            if (batch.size() == EngineLimits.MAX_COMMANDS) {
                flush();
            }
        }

        @Override
        public void refused(Refusal refusal) {
            if (refusals.size() < settings.count(Setting.KEPT_REFUSALS)) {
                refusals.add(refusal);
            }
        }

        private void flush() {
            if (!batch.isEmpty()) {
                onTheWay.add(send.apply(batch));
                batch = new ArrayList<>();
            }
            while (onTheWay.size() > MOST_ON_THE_WAY) {
                await();
            }
        }

        private void await() {
            Done done = onTheWay.remove().join();
            refusedByCore += done.refused();
            sequence = Math.max(sequence, done.sequence());
        }

        AnswerJson.Fields<JsonGenerator> answer(ReferenceReport report) {
            flush();
            while (!onTheWay.isEmpty()) {
                await();
            }
            return json -> {
                json.writeNumberField("rows", report.rows());
                json.writeNumberField("accepted", report.accepted() - refusedByCore);
                json.writeNumberField("refused", report.refused() + refusedByCore);
                json.writeNumberField("skipped", report.skipped());
                json.writeNumberField("sequence", sequence);
                AnswerJson.list(json, "refusals", refusals, refusal -> refusal(json, refusal));
            };
        }
    }

    static void refusal(JsonGenerator json, Refusal refusal) throws IOException {
        json.writeNumberField("line", refusal.line());
        json.writeStringField("reason", refusal.reason().code());
        json.writeArrayFieldStart("details");
        for (var fault : refusal.faults()) {
            json.writeString(fault.toString());
        }
        json.writeEndArray();
    }
}
