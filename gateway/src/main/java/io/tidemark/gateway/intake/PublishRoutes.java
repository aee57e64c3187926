package io.tidemark.gateway.intake;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.desk.Desk;
import io.tidemark.engine.desk.DeskCollection;
import io.tidemark.engine.host.PastCores;
import io.tidemark.engine.outcome.Verdict;
import io.tidemark.engine.program.Program;
import io.tidemark.engine.program.ProgramInstance;
import io.tidemark.engine.query.StandingsReader;
import io.tidemark.gateway.access.Scope;
import io.tidemark.gateway.answer.AnswerJson;
import io.tidemark.gateway.answer.JsonText;
import io.tidemark.gateway.command.Commands;
import io.tidemark.gateway.draft.Comparison;
import io.tidemark.gateway.draft.ComparisonJson;
import io.tidemark.gateway.draft.Figures;
import io.tidemark.gateway.draft.Rehearsal;
import io.tidemark.gateway.http.Bodies;
import io.tidemark.gateway.http.HttpProblem;
import io.tidemark.gateway.http.Json;
import io.tidemark.gateway.http.Reads;
import io.tidemark.gateway.http.Request;
import io.tidemark.gateway.http.Responder;
import io.tidemark.gateway.http.Response;
import io.tidemark.gateway.http.Route;
import io.tidemark.gateway.http.Router;
import io.tidemark.gateway.ingest.Profile;
import io.tidemark.gateway.ingest.ProfileReader;
import io.tidemark.gateway.language.Problem;
import io.tidemark.gateway.language.Problems;
import io.tidemark.gateway.language.ProgramReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Programs and profiles: texts that people write, checked with every problem at its place. */
public final class PublishRoutes {
    private static final Set<Scope> ADMINS = EnumSet.of(Scope.ADMIN);
    private static final Set<Scope> READERS = EnumSet.of(Scope.READ);
    private static final Set<Scope> FEEDERS = EnumSet.of(Scope.FEED);
    private static final String PROGRAM = "/v1/programs/{program}";

    private static final int LONGEST_PROFILE = 1 << 16;

    private static final int MOST_NAMED = 1_000;

    private final Commands commands;
    private final Reads reads;
    private final PastCores past;
    private final Workers workers;

    /** @param past where a draft is tried */
    public PublishRoutes(Commands commands, Reads reads, PastCores past, Workers workers) {
        this.commands = commands;
        this.reads = reads;
        this.past = past;
        this.workers = workers;
    }

    public void addTo(Router router) {
        router.add(Route.of("PUT", PROGRAM, ADMINS, this::put, "dry-run", "limit"))
                .add(Route.of("GET", PROGRAM + "/versions", READERS, this::versions))
                .add(Route.of("PUT", "/v1/profiles/{profile}", FEEDERS, this::putProfile))
                .add(Route.of("GET", "/v1/profiles", FEEDERS, this::profiles))
                .add(Route.of("GET", "/v1/profiles/{profile}", FEEDERS, this::profile));
    }

    /** A text that a person wrote, and how problems name it. */
    private record Source(String file, String text) {
        static Source of(Request request, String name) throws HttpProblem {
            String type = request.mediaType();
            boolean json = type.endsWith("json");
            if (!json
                    && !type.isEmpty()
                    && !type.contains("yaml")
                    && !type.startsWith("text/")
                    && !type.equals("application/octet-stream")
                    && !type.equals("application/x-www-form-urlencoded")) {
                throw new HttpProblem(415, "this is written in YAML or JSON — application/yaml or application/json");
            }
            try {
                String text = StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(request.body()))
                        .toString();
                return new Source(name + (json ? ".json" : text.stripLeading().startsWith("{") ? "" : ".yaml"), text);
            } catch (CharacterCodingException malformed) {
                throw HttpProblem.badRequest("the text is not UTF-8 — save it as UTF-8");
            }
        }
    }

    private void put(Request request, Responder responder) throws HttpProblem {
        String id = request.variable("program");
        boolean dry = request.flag("dry-run");
        int named = request.number("limit", 10, 0, MOST_NAMED);
        Source source = Source.of(request, id);
        workers.run(responder, () -> {
            Problems problems = new Problems();
            Program program = ProgramReader.read(source.file(), source.text(), problems);
            if (program == null) {
                throw wrong("the program has errors", problems);
            }
            if (!program.id().equals(id)) {
                throw new HttpProblem(
                        422,
                        "the program is called " + program.id() + " — publish it under /v1/programs/" + program.id());
            }
            if (dry) {
                rehearse(responder, program, problems, named);
            } else {
                publish(request, responder, program, problems);
            }
        });
    }

    /** What publishing would change, tried on a copy of what is recorded. */
    private record Rehearsed(long sequence, Figures inForce, Comparison comparison) {}

    private void rehearse(Responder responder, Program program, Problems problems, int named) {
        if (past == PastCores.NONE) {
            responder.answer(Json.response(200, json -> published(json, program, false, problems)));
            return;
        }
        new Reads(past::offerOwn)
                .ask(
                        responder,
                        core -> rehearsed(new Rehearsal(core), program),
                        found -> Json.response(200, json -> {
                            published(json, program, false, problems);
                            json.writeNumberField("sequence", found.sequence());
                            json.writeObjectFieldStart("effect");
                            if (found.inForce() != null) {
                                json.writeObjectFieldStart("inForce");
                                ComparisonJson.figures(json, found.inForce());
                                json.writeEndObject();
                            }
                            json.writeObjectFieldStart("drafted");
                            ComparisonJson.draft(json, found.comparison(), named);
                            json.writeEndObject();
                            json.writeEndObject();
                        }));
    }

    private static Rehearsed rehearsed(Rehearsal rehearsal, Program program) throws HttpProblem {
        ScoringCore core = rehearsal.core();
        long sequence = core.sequence();
        boolean runs = !core.versions(program.id()).isEmpty();
        Figures inForce = runs ? Figures.of(core, program.id()) : null;
        Verdict verdict = rehearsal.publish(program);
        if (verdict != Verdict.ACCEPTED) {
            throw refused(verdict, program);
        }
        Figures drafted = Figures.of(core, program.id());
        Figures before = runs ? inForce : Figures.none(program);
        return new Rehearsed(sequence, inForce, Comparison.of(program.id(), before, drafted));
    }

    private static HttpProblem wrong(String what, Problems problems) {
        List<Problem> all = problems.all();
        return new HttpProblem(422, what + ": " + all.size() + (all.size() == 1 ? " problem" : " problems"))
                .with(json -> problems(json, all));
    }

    private static void problems(JsonGenerator json, List<Problem> all) throws IOException {
        AnswerJson.list(json, "problems", all, problem -> {
            json.writeStringField("severity", problem.severity() == Problem.Severity.WARNING ? "warning" : "error");
            json.writeNumberField("line", problem.line());
            json.writeNumberField("column", problem.column());
            json.writeStringField("what", problem.what());
            json.writeStringField("right", problem.right());
        });
    }

    private static void published(JsonGenerator json, Program program, boolean published, Problems problems)
            throws IOException {
        json.writeStringField("program", program.id());
        json.writeBooleanField("published", published);
        problems(json, problems.all());
    }

    private void publish(Request request, Responder responder, Program program, Problems problems) {
        reads.with(responder, core -> running(core, program), same -> {
            if (same) {
                // sent again: nothing to do, and nothing to rate anew
                responder.answer(Json.response(200, json -> published(json, program, true, problems)));
                return;
            }
            String note = JsonText.write(json -> {
                json.writeStringField("program", program.id());
                json.writeStringField("by", request.caller().name());
                json.writeStringField("source", program.source());
            });
            String noteId = program.id() + "/" + Ids.next();
            commands.publish(program, noteId, note).whenComplete((done, failed) -> {
                if (failed != null) {
                    responder.fail(Bodies.failed(failed));
                } else if (!done.isAccepted()) {
                    responder.fail(refused(done.worst(), program));
                } else {
                    responder.answer(Json.response(200, json -> {
                        published(json, program, true, problems);
                        json.writeNumberField("sequence", done.sequence());
                    }));
                }
            });
        });
    }

    private static HttpProblem refused(Verdict verdict, Program program) {
        return switch (verdict) {
            case EFFECTIVE_WITHIN_PERIOD ->
                new HttpProblem(
                        409,
                        "effective " + LocalDate.ofEpochDay(program.effective())
                                + " lies within a period of the version before — a period has one version: take a day on which "
                                + "periods of both begin");
            case CLOSED_PERIOD_MISSING ->
                new HttpProblem(
                        409,
                        "the version reaches back over closed periods that are none of its own — keep the periods, or let it begin "
                                + "behind them");
            default -> new HttpProblem(507, "the server holds as many programs as it can");
        };
    }

    /** Whether a text is the newest version already; refuses one that would not be taken. */
    private static boolean running(ScoringCore core, Program program) throws HttpProblem {
        Verdict verdict = core.admits(program);
        if (verdict != Verdict.ACCEPTED) {
            throw refused(verdict, program);
        }
        List<ProgramInstance> versions = core.versions(program.id());
        return !versions.isEmpty()
                && core.isSettled()
                && versions.get(versions.size() - 1).program().source().equals(program.source());
    }

    /**
     * A publish as it was noted.
     *
     * @param held the version it made, where that shows periods, or null
     */
    private record Published(Desk.Entry entry, Map<String, Object> note, ProgramInstance held) {}

    private static List<Published> published(ScoringCore core, String id) {
        List<ProgramInstance> versions = new ArrayList<>(core.versions(id));
        List<Desk.Entry> entries = new ArrayList<>(core.desk().entries(DeskCollection.PUBLISHES));
        entries.removeIf(entry -> !entry.id().startsWith(id + "/"));
        LinkedList<Published> found = new LinkedList<>();
        for (int k = entries.size() - 1; k >= 0; k--) {
            Map<String, Object> note = JsonText.object(entries.get(k).text());
            String source = JsonText.text(note, "source");
            ProgramInstance held = versions.stream()
                    .filter(version -> version.program().source().equals(source))
                    .findFirst()
                    .orElse(null);
            versions.remove(held);
            found.addFirst(new Published(entries.get(k), note, held));
        }
        return found;
    }

    private void versions(Request request, Responder responder) {
        String id = request.variable("program");
        reads.ask(
                responder,
                core -> {
                    if (new StandingsReader(core).program(id) == null) {
                        throw HttpProblem.notFound("there is no program " + id + " — GET /v1/programs lists them");
                    }
                    return published(core, id);
                },
                entries -> Json.response(200, json -> {
                    json.writeStringField("program", id);
                    int[] version = {0};
                    AnswerJson.list(json, "versions", entries, one -> {
                        Desk.Entry entry = one.entry();
                        Map<String, Object> note = one.note();
                        json.writeNumberField("version", ++version[0]);
                        json.writeNumberField("sequence", entry.sequence());
                        json.writeStringField(
                                "published",
                                Instant.ofEpochMilli(entry.timestampMs()).toString());
                        json.writeStringField("by", JsonText.text(note, "by"));
                        json.writeBooleanField("holds", one.held() != null);
                        if (one.held() != null && one.held().shownFrom() != Integer.MIN_VALUE) {
                            json.writeStringField(
                                    "from",
                                    LocalDate.ofEpochDay(one.held().shownFrom()).toString());
                        }
                        if (one.held() != null && one.held().shownUntil() != Integer.MAX_VALUE) {
                            json.writeStringField(
                                    "until",
                                    LocalDate.ofEpochDay(one.held().shownUntil())
                                            .toString());
                        }
                        json.writeStringField("source", JsonText.text(note, "source"));
                    });
                }));
    }

    private void putProfile(Request request, Responder responder) throws HttpProblem {
        String name = request.variable("profile");
        if (request.body().length > LONGEST_PROFILE) {
            throw new HttpProblem(413, "a profile has at most " + LONGEST_PROFILE + " bytes");
        }
        Source source = Source.of(request, name);
        workers.run(responder, () -> {
            Problems problems = new Problems();
            Profile profile = ProfileReader.read(source.file(), source.text(), problems);
            if (profile == null) {
                throw wrong("the profile has errors", problems);
            }
            if (!profile.name().equals(name)) {
                throw new HttpProblem(
                        422,
                        "the profile is called " + profile.name() + " — put it under /v1/profiles/" + profile.name());
            }
            boolean admin = request.caller().scopes().contains(Scope.ADMIN);
            reads.with(responder, core -> core.desk().entry(DeskCollection.PROFILES, name), known -> {
                if (known != null && known.text().equals(source.text())) {
                    responder.answer(profilePut(name, known.sequence()));
                } else if (known != null && !admin) {
                    // other feeds may be read by it
                    throw new HttpProblem(
                            403, "there is a profile " + name + " with another text — an administrator may change it");
                } else {
                    putProfile(responder, name, source.text());
                }
            });
        });
    }

    private void putProfile(Responder responder, String name, String text) {
        commands.put(DeskCollection.PROFILES, name, text).whenComplete((done, failed) -> {
            if (failed != null) {
                responder.fail(Bodies.failed(failed));
            } else if (!done.isAccepted()) {
                responder.fail(new HttpProblem(507, "the server holds as many profiles as it can"));
            } else {
                responder.answer(profilePut(name, done.sequence()));
            }
        });
    }

    private static Response profilePut(String name, long sequence) {
        return Json.response(200, json -> {
            json.writeStringField("profile", name);
            json.writeNumberField("sequence", sequence);
        });
    }

    private void profiles(Request request, Responder responder) {
        reads.ask(
                responder,
                core -> core.desk().entries(DeskCollection.PROFILES),
                entries -> Json.response(
                        200, json -> AnswerJson.list(json, "profiles", entries, entry -> profile(json, entry))));
    }

    private void profile(Request request, Responder responder) {
        String name = request.variable("profile");
        reads.ask(
                responder,
                core -> {
                    Desk.Entry entry = core.desk().entry(DeskCollection.PROFILES, name);
                    if (entry == null) {
                        throw HttpProblem.notFound("there is no profile " + name + " — GET /v1/profiles lists them");
                    }
                    return entry;
                },
                entry -> Json.response(200, json -> profile(json, entry)));
    }

    private static void profile(JsonGenerator json, Desk.Entry entry) throws IOException {
        json.writeStringField("profile", entry.id());
        json.writeStringField(
                "changed", Instant.ofEpochMilli(entry.timestampMs()).toString());
        json.writeStringField("source", entry.text());
    }
}
