package io.tidemark.gateway.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tidemark.engine.Fixed;
import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.closing.Closing;
import io.tidemark.engine.closing.LineKind;
import io.tidemark.engine.closing.ProgramClosings;
import io.tidemark.engine.closing.Statement;
import io.tidemark.engine.directory.Participants;
import io.tidemark.engine.program.ProgramInstance;
import io.tidemark.gateway.access.Scope;
import io.tidemark.gateway.answer.AnswerJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Statements: what was paid to whom for a period, for what, and what later closings changed. As JSON, or as CSV for a payroll. */
public final class StatementRoutes {
    private static final Set<Scope> READERS = EnumSet.of(Scope.READ);
    private static final String PROGRAM = "/v1/programs/{program}";
    private static final int MOST = 10_000;

    private final Reads reads;

    public StatementRoutes(Reads reads) {
        this.reads = reads;
    }

    public void addTo(Router router) {
        router.add(Route.of(
                        "GET",
                        PROGRAM + "/periods/{period}/statements",
                        READERS,
                        this::statements,
                        "version",
                        "distributor",
                        "offset",
                        "limit",
                        "format"))
                .add(Route.of(
                        "GET",
                        PROGRAM + "/participants/{participant}/statement",
                        READERS,
                        this::statement,
                        "period",
                        "version",
                        "track",
                        "format"));
    }

    /** A statement, and what its participant is called on the period's last day. */
    public record Named(Statement statement, String name) {}

    private record Found(String program, String period, Closing closing, int total, List<Named> statements) {}

    private void statements(Request request, Responder responder) throws HttpProblem {
        int offset = request.number("offset", 0, 0, 100_000_000);
        int limit = request.number("limit", 100, 0, MOST);
        int version = request.number("version", 0, 0, 1_000_000);
        boolean csv = isCsv(request);
        reads.ask(
                responder,
                core -> {
                    ProgramReads in = new ProgramReads(core);
                    ProgramInstance program = in.program(request.variable("program"), request.variable("period"));
                    String period = in.period(program, request.variable("period"));
                    Closing closing = closing(core, program, period, version);
                    return page(core, program, period, closing, request.query("distributor"), offset, limit);
                },
                found -> csv ? StatementCsv.totals(found.statements()) : json(found));
    }

    private static Response json(Found found) {
        return Json.response(200, json -> {
            json.writeStringField("program", found.program());
            json.writeStringField("period", found.period());
            PeriodRoutes.version(json, found.closing());
            json.writeNumberField("total", found.total());
            AnswerJson.list(json, "rows", found.statements(), named -> statement(json, named));
        });
    }

    private static boolean isCsv(Request request) throws HttpProblem {
        String format = request.query("format");
        if (format == null) {
            String accept = request.header("accept");
            return accept != null && accept.contains("text/csv");
        }
        if (!format.equals("csv") && !format.equals("json")) {
            throw HttpProblem.badRequest("format " + format + " is not known — csv or json");
        }
        return format.equals("csv");
    }

    /** The closing of a period of a version; the newest where none is named. */
    private static Closing closing(ScoringCore core, ProgramInstance program, String period, int version)
            throws HttpProblem {
        ProgramClosings closings = core.closings(program.program().id());
        int number = closings.find(period);
        Closing newest = null;
        for (Closing closing : closings.closings()) {
            if (closing.period() == number && (version == 0 || closing.version() == version)) {
                newest = closing;
            }
        }
        if (newest == null) {
            String state = PeriodRoutes.state(core, program, program.calendar().parse(period));
            throw HttpProblem.notFound(
                    number < 0
                            ? period + " is " + state + ": it has no statements until it is closed"
                            : period + " has no version " + version + " of its statements");
        }
        return newest;
    }

    private static Found page(
            ScoringCore core,
            ProgramInstance program,
            String period,
            Closing closing,
            String distributor,
            int offset,
            int limit)
            throws HttpProblem {
        ProgramClosings closings = core.closings(program.program().id());
        int day = closings.until(closing.period()) - 1;
        int below = distributor == null ? Participants.NONE : distributor(core, distributor);
        int kind = core.facts().names.names.find("distributor");
        List<Named> rows = new ArrayList<>();
        int total = 0;
        for (int k = 0; k < closing.statements(); k++) {
            int row = closing.firstStatement() + k;
            int participant = closings.participant(row);
            boolean wanted = distributor == null
                    || participant == below
                    || core.facts().participants.ancestor(participant, kind, day) == below;
            if (wanted && total >= offset && rows.size() < limit) {
                rows.add(named(core, closings.statement(row), participant, day));
            }
            total += wanted ? 1 : 0;
        }
        return new Found(program.program().id(), period, closing, total, rows);
    }

    private static int distributor(ScoringCore core, String id) throws HttpProblem {
        int found = core.facts().participants.find("distributor", id);
        if (found == Participants.NONE) {
            throw HttpProblem.notFound("there is no distributor " + id);
        }
        return found;
    }

    private static Named named(ScoringCore core, Statement statement, int participant, int day) {
        Participants participants = core.facts().participants;
        int name = participants.name(participants.recordOn(participant, day));
        return new Named(statement, core.facts().names.values.text(name));
    }

    private void statement(Request request, Responder responder) throws HttpProblem {
        int version = request.number("version", 0, 0, 1_000_000);
        boolean csv = isCsv(request);
        reads.ask(
                responder,
                core -> {
                    ProgramReads in = new ProgramReads(core);
                    ProgramInstance program = in.program(request.variable("program"), request.query("period"));
                    String period = in.period(program, request.query("period"));
                    Participant who = Participant.find(in, core, program, request);
                    return statement(core, program, period, who, version);
                },
                named -> csv ? StatementCsv.lines(List.of(named)) : Json.response(200, json -> statement(json, named)));
    }

    /** The newest version that says anything to a participant: later closings write to those only for whom something changed. */
    private static Named statement(
            ScoringCore core, ProgramInstance program, String period, Participant who, int version) throws HttpProblem {
        ProgramClosings closings = core.closings(program.program().id());
        int participant = core.facts().participants.find(who.kind(), who.id());
        Closing newest = closing(core, program, period, version);
        Statement found = null;
        for (Closing closing : closings.closings()) {
            boolean fits = closing.period() == newest.period() && (version == 0 || closing.version() == version);
            Statement one = fits ? closings.statement(participant, closing) : null;
            found = one == null ? found : one;
        }
        if (found == null) {
            throw HttpProblem.notFound(who.kind() + ":" + who.id() + " has no statement of " + period
                    + (version == 0 ? "" : ", version " + version));
        }
        return named(core, found, participant, closings.until(newest.period()) - 1);
    }

    private static void statement(JsonGenerator json, Named named) throws IOException {
        Statement statement = named.statement();
        json.writeStringField("program", statement.program());
        json.writeStringField("period", statement.period());
        json.writeNumberField("version", statement.version());
        json.writeStringField("participant", statement.participant());
        json.writeStringField("name", named.name());
        json.writeStringField("paid", Fixed.format(statement.paid()));
        AnswerJson.list(json, "lines", statement.lines(), line -> {
            json.writeStringField("line", line.kind().text());
            if (!line.of().isEmpty()) {
                json.writeStringField(isOfBoard(line.kind()) ? "board" : "track", line.of());
            }
            if (!line.what().isEmpty()) {
                json.writeStringField(word(line.kind()), line.what());
            }
            if (line.kind() == LineKind.RANK) {
                json.writeNumberField("rank", line.value().intValueExact());
            } else if (line.kind() != LineKind.TIER) {
                json.writeStringField(line.kind().pays() ? "points" : "value", Fixed.format(line.value()));
            }
        });
    }

    private static boolean isOfBoard(LineKind kind) {
        return kind == LineKind.RANK || kind == LineKind.PRIZE;
    }

    private static String word(LineKind kind) {
        return switch (kind) {
            case TIER -> "tier";
            case MEASURE -> "measure";
            case PRIZE -> "place";
            case CORRECTION -> "period";
            default -> "rule";
        };
    }
}
