package io.tidemark.gateway.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.directory.ParticipantRow;
import io.tidemark.engine.directory.Participants;
import io.tidemark.engine.program.Program;
import io.tidemark.engine.program.ProgramInstance;
import io.tidemark.engine.program.TrackInstance;
import io.tidemark.engine.query.BoardView;
import io.tidemark.engine.query.StandingView;
import io.tidemark.engine.query.StandingsReader;
import io.tidemark.engine.standings.BoardFamily;
import io.tidemark.gateway.access.Scope;
import io.tidemark.gateway.answer.AnswerJson;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Boards, places and standings of a program. */
public final class StandingRoutes {
    private static final Set<Scope> READERS = EnumSet.of(Scope.READ);
    private static final int MOST_ROWS = 10_000;
    private static final String PROGRAM = "/v1/programs/{program}";

    private final Reads reads;
    private final PastReads past;

    /** @param past where boards and standings are answered from */
    public StandingRoutes(Reads reads, PastReads past) {
        this.reads = reads;
        this.past = past;
    }

    public void addTo(Router router) {
        router.add(Route.of("GET", PROGRAM + "/boards", READERS, this::boards))
                .add(Route.of(
                        "GET",
                        PROGRAM + "/boards/{board}",
                        READERS,
                        this::board,
                        "period",
                        "offset",
                        "limit",
                        "segment",
                        "territory",
                        PastReads.AS_OF))
                .add(Route.of(
                        "GET",
                        PROGRAM + "/boards/{board}/around/{participant}",
                        READERS,
                        this::around,
                        "period",
                        "by",
                        PastReads.AS_OF))
                .add(Route.of(
                        "GET",
                        PROGRAM + "/participants/{participant}/standing",
                        READERS,
                        this::standing,
                        "period",
                        "track",
                        PastReads.AS_OF));
    }

    private record Boards(String program, List<Program.Board> boards) {}

    private void boards(Request request, Responder responder) {
        reads.ask(
                responder,
                core -> {
                    Program program = new ProgramReads(core)
                            .program(request.variable("program"))
                            .program();
                    return new Boards(program.id(), program.boards());
                },
                found -> Json.response(200, json -> {
                    json.writeStringField("program", found.program());
                    AnswerJson.list(json, "boards", found.boards(), board -> ProgramJson.board(json, board));
                }));
    }

    private record Page(Program.Board board, BoardView view, Map<String, String> dataThrough, boolean settling) {
        void write(JsonGenerator json) throws java.io.IOException {
            AnswerJson.board(json, board, view, dataThrough);
            if (settling) {
                json.writeBooleanField("settling", true);
            }
        }
    }

    private void board(Request request, Responder responder) throws HttpProblem {
        int offset = request.number("offset", 0, 0, 100_000_000);
        int limit = request.number("limit", 100, 0, MOST_ROWS);
        PastReads.Source source = past.of(request);
        source.reads()
                .ask(
                        responder,
                        core -> {
                            ProgramReads in = new ProgramReads(core);
                            ProgramInstance program = in.program(request.variable("program"), request.query("period"));
                            BoardFamily family = ProgramReads.board(program, request.variable("board"));
                            String period = in.period(program, request.query("period"));
                            String segment = segment(in, program, family, period, request);
                            BoardView view = in.reader().board(program, family, period, segment, offset, limit);
                            return page(core, source, family, view);
                        },
                        page -> Json.response(200, page::write));
    }

    private static Page page(ScoringCore core, PastReads.Source source, BoardFamily family, BoardView view) {
        return new Page(family.board(), view, source.dataThrough(core), !core.isSettled());
    }

    private static String segment(
            ProgramReads in, ProgramInstance program, BoardFamily family, String period, Request request)
            throws HttpProblem {
        String per = family.board().per();
        String asked = request.query("segment") != null ? request.query("segment") : request.query("territory");
        if (per == null) {
            if (asked != null) {
                throw HttpProblem.badRequest("the board " + family.board().name() + " has no segments");
            }
            return "";
        }
        if (asked != null) {
            return asked;
        }
        List<String> segments = in.reader().segments(program, family, period);
        if (segments.size() > 1) {
            throw new HttpProblem(
                            400,
                            "the board " + family.board().name() + " has a segment for every " + per
                                    + " — say which with segment=, e.g. segment=" + segments.get(0))
                    .with(json -> {
                        json.writeArrayFieldStart("segments");
                        for (String segment : segments) {
                            json.writeString(segment);
                        }
                        json.writeEndArray();
                    });
        }
        return segments.isEmpty() ? "" : segments.get(0);
    }

    private void around(Request request, Responder responder) throws HttpProblem {
        int by = request.number("by", 5, 0, 1_000);
        PastReads.Source source = past.of(request);
        source.reads()
                .ask(
                        responder,
                        core -> {
                            ProgramReads in = new ProgramReads(core);
                            ProgramInstance program = in.program(request.variable("program"), request.query("period"));
                            BoardFamily family = ProgramReads.board(program, request.variable("board"));
                            String period = in.period(program, request.query("period"));
                            TrackInstance track = StandingsReader.track(
                                    program, family.board().track());
                            String level = family.board().level();
                            String kind = level == null ? track.track().kind() : level;
                            String id = participant(core, request.variable("participant"), List.of(kind));
                            BoardView view = in.reader().around(program, family, period, kind, id, by);
                            if (view.rows().isEmpty()) {
                                throw HttpProblem.notFound(kind + ":" + id + " is not on the board "
                                        + family.board().name() + " in " + period);
                            }
                            return page(core, source, family, view);
                        },
                        page -> Json.response(200, page::write));
    }

    /** The id of a participant of one of some kinds, written as id or {@code kind:id}. */
    private static String participant(ScoringCore core, String text, List<String> kinds) throws HttpProblem {
        Participants participants = core.facts().participants;
        for (String kind : kinds) {
            if (participants.find(kind, text) != Participants.NONE) {
                return text;
            }
        }
        int colon = text.indexOf(':');
        if (colon > 0 && kinds.contains(ParticipantRow.kindOfRole(text.substring(0, colon)))) {
            return text.substring(colon + 1);
        }
        if (colon > 0) {
            throw HttpProblem.badRequest(
                    "here is asked about " + String.join(" or ", new TreeSet<>(kinds)) + ", not about " + text);
        }
        return text;
    }

    private void standing(Request request, Responder responder) throws HttpProblem {
        past.of(request)
                .reads()
                .ask(
                        responder,
                        core -> standing(core, request),
                        found -> Json.response(200, json -> {
                            AnswerJson.standing(json, found.view(), null);
                            if (found.settling()) {
                                json.writeBooleanField("settling", true);
                            }
                        }));
    }

    private record Found(StandingView view, boolean settling) {}

    private static Found standing(ScoringCore core, Request request) throws HttpProblem {
        ProgramReads in = new ProgramReads(core);
        ProgramInstance program = in.program(request.variable("program"), request.query("period"));
        String period = in.period(program, request.query("period"));
        StandingView view = Participant.find(in, core, program, request).standing(in.reader(), period);
        return new Found(view, !core.isSettled());
    }

    /** Tracks of a program on which a participant may stand. */
    static List<TrackInstance> tracks(ProgramInstance program, String name) throws HttpProblem {
        List<TrackInstance> tracks = new ArrayList<>(List.of(program.tracks()));
        if (name != null) {
            tracks.removeIf(track -> !track.track().name().equals(name));
            if (tracks.isEmpty()) {
                throw HttpProblem.notFound("there is no track " + name + " — declared: "
                        + program.program().tracks().stream()
                                .map(Program.Track::name)
                                .collect(Collectors.joining(", ")));
            }
        }
        return tracks;
    }
}
