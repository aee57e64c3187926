package io.tidemark.gateway.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tidemark.engine.Fixed;
import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.program.Program;
import io.tidemark.engine.program.ProgramInstance;
import io.tidemark.engine.program.TrackInstance;
import io.tidemark.engine.query.CourseReader;
import io.tidemark.engine.query.ParticipantSearch;
import io.tidemark.gateway.access.Scope;
import io.tidemark.gateway.answer.AnswerJson;
import java.io.IOException;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Finding participants, and how a standing came about over its period. Both read the core in bounded steps. */
public final class ParticipantRoutes {
    private static final Set<Scope> READERS = EnumSet.of(Scope.READ);
    private static final String PARTICIPANTS = "/v1/programs/{program}/participants";
    private static final int PARTICIPANTS_PER_STEP = 4_096;
    private static final int EFFECTS_PER_STEP = 4_096;
    private static final int MOST_STEPS = 1_000;
    private static final int LONGEST_TEXT = 100;

    private final Reads reads;

    public ParticipantRoutes(Reads reads) {
        this.reads = reads;
    }

    public void addTo(Router router) {
        router.add(Route.of("GET", PARTICIPANTS, READERS, this::search, "q", "limit"))
                .add(Route.of(
                        "GET", PARTICIPANTS + "/{participant}/progress", READERS, this::progress, "period", "track"));
    }

    private void search(Request request, Responder responder) throws HttpProblem {
        String text = request.query("q") == null ? "" : request.query("q").strip();
        if (text.isEmpty() || text.length() > LONGEST_TEXT) {
            throw HttpProblem.badRequest("q is " + (text.isEmpty() ? "empty" : "too long")
                    + " — the text to look for in names and ids, of at most " + LONGEST_TEXT + " characters");
        }
        int limit = request.number("limit", 20, 1, 100);
        reads.with(
                responder,
                core -> {
                    Program program = new ProgramReads(core)
                            .program(request.variable("program"))
                            .program();
                    Set<String> kinds =
                            program.tracks().stream().map(Program.Track::kind).collect(Collectors.toSet());
                    ParticipantSearch search = new ParticipantSearch(core, kinds, text, limit);
                    return new Search(program.id(), search, search.read(PARTICIPANTS_PER_STEP));
                },
                search -> searchOn(responder, search, 1));
    }

    private record Search(String program, ParticipantSearch search, boolean done) {}

    private void searchOn(Responder responder, Search search, int steps) throws HttpProblem {
        if (search.done() || steps >= MOST_STEPS) {
            responder.answer(Json.response(200, json -> {
                json.writeStringField("program", search.program());
                AnswerJson.list(json, "participants", search.search().found(), found -> {
                    json.writeStringField("participant", found.participant());
                    json.writeStringField("name", found.name());
                });
            }));
        } else if (!responder.isDone()) {
            reads.with(
                    responder,
                    core -> new Search(
                            search.program(), search.search(), search.search().read(PARTICIPANTS_PER_STEP)),
                    next -> searchOn(responder, next, steps + 1));
        }
    }

    /** @param days those on which the points changed; null until everything is read */
    private record Course(
            String participant,
            String track,
            String period,
            long sequence,
            CourseReader reader,
            List<CourseReader.Day> days) {}

    private void progress(Request request, Responder responder) {
        reads.with(responder, core -> begin(core, request), course -> readOn(responder, course, 1));
    }

    private static Course begin(ScoringCore core, Request request) throws HttpProblem {
        ProgramReads in = new ProgramReads(core);
        ProgramInstance program = in.program(request.variable("program"), request.query("period"));
        String period = in.period(program, request.query("period"));
        Participant who = Participant.find(in, core, program, request);
        TrackInstance track = who.track(in.reader(), period);
        int participant = core.facts().participants.find(who.kind(), who.id());
        int row = track.standings().find(participant, program.calendar().parse(period));
        if (row < 0) {
            throw HttpProblem.notFound(who.kind() + ":" + who.id() + " is credited with nothing in " + period);
        }
        CourseReader reader = new CourseReader(core, program, track, row);
        String name = who.kind() + ":" + who.id();
        return step(new Course(name, track.track().name(), period, core.sequence(), reader, null));
    }

    private static Course step(Course course) {
        List<CourseReader.Day> days =
                course.reader().read(EFFECTS_PER_STEP) ? course.reader().days() : null;
        return new Course(
                course.participant(), course.track(), course.period(), course.sequence(), course.reader(), days);
    }

    private void readOn(Responder responder, Course course, int steps) throws HttpProblem {
        if (course.days() != null) {
            responder.answer(Json.response(200, json -> write(json, course)));
        } else if (steps >= MOST_STEPS) {
            throw new HttpProblem(
                    422,
                    "more than " + (long) MOST_STEPS * EFFECTS_PER_STEP
                            + " activities are behind this standing — ask for its postings page by page");
        } else if (!responder.isDone()) {
            reads.with(responder, core -> step(course), next -> readOn(responder, next, steps + 1));
        }
    }

    private static void write(JsonGenerator json, Course course) throws IOException {
        json.writeStringField("participant", course.participant());
        json.writeStringField("track", course.track());
        json.writeStringField("period", course.period());
        json.writeNumberField("sequence", course.sequence());
        json.writeStringField(
                "from", LocalDate.ofEpochDay(course.reader().from()).toString());
        json.writeStringField(
                "through", LocalDate.ofEpochDay(course.reader().through()).toString());
        AnswerJson.list(json, "days", course.days(), day -> {
            json.writeStringField("date", LocalDate.ofEpochDay(day.date()).toString());
            json.writeStringField("points", Fixed.format(day.points()));
        });
    }
}
