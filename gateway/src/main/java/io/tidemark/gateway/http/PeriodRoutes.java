package io.tidemark.gateway.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tidemark.engine.Fixed;
import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.closing.Closing;
import io.tidemark.engine.closing.ProgramClosings;
import io.tidemark.engine.outcome.Verdict;
import io.tidemark.engine.period.Calendar;
import io.tidemark.engine.program.ProgramInstance;
import io.tidemark.gateway.access.Scope;
import io.tidemark.gateway.answer.AnswerJson;
import io.tidemark.gateway.command.Commands;
import io.tidemark.gateway.command.Done;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Periods of a program: where each stands, what was paid for it, and closing it. */
public final class PeriodRoutes {
    private static final Set<Scope> READERS = EnumSet.of(Scope.READ);
    private static final Set<Scope> ADMINS = EnumSet.of(Scope.ADMIN);
    private static final String PERIODS = "/v1/programs/{program}/periods";

    private final Commands commands;
    private final Reads reads;
    private final DataThrough dataThrough;

    /** @param dataThrough asked on the core's thread only */
    public PeriodRoutes(Commands commands, Reads reads, DataThrough dataThrough) {
        this.commands = commands;
        this.reads = reads;
        this.dataThrough = dataThrough;
    }

    public void addTo(Router router) {
        router.add(Route.of("GET", PERIODS, READERS, this::periods))
                .add(Route.of("POST", PERIODS + "/{period}/close", ADMINS, this::close, "dry-run"));
    }

    /** Where a period stands, as people and interfaces name it. */
    static String state(ScoringCore core, ProgramInstance program, int ordinal) {
        ProgramClosings closings = core.closings(program.program().id());
        if (closings.finalPeriod(program, ordinal) >= 0) {
            return "final";
        }
        return program.calendar().holds(ordinal) && closings.isWanted(program, ordinal) ? "closing" : "provisional";
    }

    /** One period. {@code closes} is when it closes by itself, or null. */
    private record Shown(
            String period,
            int from,
            int until,
            String state,
            boolean over,
            Instant closes,
            List<Closing> versions,
            BigInteger paid) {}

    private record All(String program, String running, String shown, List<Shown> periods) {}

    private void periods(Request request, Responder responder) {
        reads.ask(
                responder,
                core -> {
                    ProgramReads in = new ProgramReads(core);
                    ProgramInstance program = in.program(request.variable("program"), null);
                    return new All(
                            program.program().id(),
                            in.running(in.program(program.program().id())),
                            in.period(program, null),
                            all(core, in, program.program().id()));
                },
                found -> Json.response(200, json -> {
                    json.writeStringField("program", found.program());
                    json.writeStringField("running", found.running());
                    json.writeStringField("shown", found.shown());
                    AnswerJson.list(json, "periods", found.periods(), period -> {
                        json.writeStringField("period", period.period());
                        json.writeStringField("state", period.state());
                        json.writeStringField(
                                "from", LocalDate.ofEpochDay(period.from()).toString());
                        json.writeStringField(
                                "until", LocalDate.ofEpochDay(period.until()).toString());
                        json.writeBooleanField("over", period.over());
                        if (period.closes() != null) {
                            json.writeStringField("closes", period.closes().toString());
                        }
                        if (!period.versions().isEmpty()) {
                            json.writeStringField("paid", Fixed.format(period.paid()));
                        }
                        AnswerJson.list(json, "versions", period.versions(), closing -> version(json, closing));
                    });
                }));
    }

    static void version(JsonGenerator json, Closing closing) throws IOException {
        json.writeNumberField("version", closing.version());
        json.writeNumberField("sequence", closing.sequence());
        json.writeStringField(
                "closed", Instant.ofEpochMilli(closing.timestampMs()).toString());
        json.writeNumberField("statements", closing.statements());
        json.writeStringField("paid", Fixed.format(closing.paid()));
        json.writeStringField("digest", closing.digestText());
    }

    private static List<Shown> all(ScoringCore core, ProgramReads in, String program) {
        ProgramClosings closings = core.closings(program);
        List<Shown> shown = new ArrayList<>();
        for (ProgramInstance version : core.versions(program)) {
            Calendar calendar = version.calendar();
            TreeSet<Integer> ordinals = new TreeSet<>();
            in.reader().periods(version).forEach(id -> ordinals.add(calendar.parse(id)));
            closings.closings().forEach(closing -> ordinals.add(calendar.parse(closings.periodId(closing.period()))));
            for (int ordinal : ordinals) {
                if (version.shows(ordinal)) {
                    shown.add(shown(core, version, closings, ordinal));
                }
            }
        }
        return shown;
    }

    private static Shown shown(ScoringCore core, ProgramInstance program, ProgramClosings closings, int ordinal) {
        Calendar calendar = program.calendar();
        int number = closings.find(calendar.id(ordinal));
        List<Closing> versions = closings.closings().stream()
                .filter(closing -> closing.period() == number)
                .toList();
        boolean byItself = program.program().periods().closesAutomatically()
                && number < 0
                && calendar.closesMs(ordinal) > core.timestampMs();
        return new Shown(
                calendar.id(ordinal),
                calendar.firstDay(ordinal),
                calendar.until(ordinal),
                state(core, program, ordinal),
                calendar.endsMs(ordinal) <= core.timestampMs(),
                byItself ? Instant.ofEpochMilli(calendar.closesMs(ordinal)) : null,
                versions,
                number < 0 ? BigInteger.ZERO : closings.paid(number));
    }

    private void close(Request request, Responder responder) throws HttpProblem {
        String program = request.variable("program");
        String period = request.variable("period");
        if (request.flag("dry-run")) {
            preview(responder, program, period);
            return;
        }
        reads.with(
                responder,
                core -> {
                    ProgramReads in = new ProgramReads(core);
                    return in.period(in.program(program, period), period);
                },
                known -> commands.close(program, known).whenComplete((done, failed) -> {
                    if (failed != null) {
                        responder.fail(Bodies.failed(failed));
                    } else if (done.isAccepted()) {
                        responder.answer(closing(program, known, done));
                    } else {
                        responder.fail(refused(done.worst(), program, known));
                    }
                }));
    }

    private static Response closing(String program, String period, Done done) {
        return Json.response(202, json -> {
            json.writeStringField("program", program);
            json.writeStringField("period", period);
            json.writeStringField("state", "closing");
            json.writeNumberField("sequence", done.sequence());
        });
    }

    private static HttpProblem refused(Verdict verdict, String program, String period) {
        return new HttpProblem(
                409,
                switch (verdict) {
                    case PERIOD_NOT_OVER -> period + " is not over yet — close it when its last day has gone by";
                    case CLOSES_BY_ITSELF ->
                        period + " closes by itself when its grace is over — "
                                + "write close: manual in the program to close it by command";
                    case UNKNOWN_PROGRAM -> "there is no program " + program;
                    case PROGRAM_SETTLING ->
                        "a version of " + program + " is being filled, and nothing is closed meanwhile"
                                + " — send it again in a moment";
                    default -> period + " cannot be closed now: " + verdict.text();
                });
    }

    private record Preview(
            String program,
            String period,
            String state,
            boolean over,
            long sequence,
            boolean settling,
            ProgramClosings.Outlook outlook,
            int versions,
            Map<String, String> dataThrough) {}

    /** What closing a period would count, and what may still be missing: nothing is changed. */
    private void preview(Responder responder, String name, String period) {
        reads.ask(
                responder,
                core -> {
                    ProgramReads in = new ProgramReads(core);
                    ProgramInstance program = in.program(name, period);
                    String known = in.period(program, period);
                    int ordinal = program.calendar().parse(known);
                    ProgramClosings closings = core.closings(name);
                    return new Preview(
                            name,
                            known,
                            state(core, program, ordinal),
                            program.calendar().endsMs(ordinal) <= core.timestampMs(),
                            core.sequence(),
                            !core.isSettled(),
                            closings.outlook(program, ordinal),
                            (int) closings.closings().stream()
                                    .filter(closing ->
                                            closings.periodId(closing.period()).equals(known))
                                    .count(),
                            dataThrough.of(core));
                },
                found -> Json.response(200, json -> {
                    json.writeStringField("program", found.program());
                    json.writeStringField("period", found.period());
                    json.writeStringField("state", found.state());
                    json.writeBooleanField("over", found.over());
                    json.writeNumberField("sequence", found.sequence());
                    json.writeBooleanField("settling", found.settling());
                    json.writeNumberField("participants", found.outlook().participants());
                    json.writeStringField("points", Fixed.format(found.outlook().points()));
                    json.writeNumberField("versions", found.versions());
                    json.writeObjectFieldStart("dataThrough");
                    for (var distributor : found.dataThrough().entrySet()) {
                        json.writeStringField(distributor.getKey(), distributor.getValue());
                    }
                    json.writeEndObject();
                }));
    }
}
