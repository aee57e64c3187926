package io.tidemark.gateway.http;

import io.tidemark.engine.program.Program;
import io.tidemark.engine.program.ProgramInstance;
import io.tidemark.gateway.access.Scope;
import io.tidemark.gateway.answer.AnswerJson;
import java.util.EnumSet;
import java.util.Set;

/** Reading programs. */
public final class ProgramRoutes {
    private static final Set<Scope> READERS = EnumSet.of(Scope.READ);

    private final Reads reads;

    public ProgramRoutes(Reads reads) {
        this.reads = reads;
    }

    public void addTo(Router router) {
        router.add(Route.of("GET", "/v1/programs", READERS, this::programs))
                .add(Route.of("GET", "/v1/programs/{program}", READERS, this::program));
    }

    private record Shown(Program program, String running, long sequence, boolean settling) {}

    private void programs(Request request, Responder responder) {
        reads.ask(
                responder,
                core -> {
                    ProgramReads in = new ProgramReads(core);
                    return core.programs().stream().map(p -> shown(core, in, p)).toList();
                },
                programs -> Json.response(
                        200,
                        json -> AnswerJson.list(
                                json,
                                "programs",
                                programs,
                                shown -> ProgramJson.summary(json, shown.program(), shown.running()))));
    }

    private static Shown shown(io.tidemark.engine.ScoringCore core, ProgramReads in, ProgramInstance program) {
        return new Shown(program.program(), in.running(program), core.sequence(), !core.isSettled());
    }

    private void program(Request request, Responder responder) {
        reads.ask(
                responder,
                core -> {
                    ProgramReads in = new ProgramReads(core);
                    return shown(core, in, in.program(request.variable("program")));
                },
                shown -> Json.response(200, json -> {
                    ProgramJson.summary(json, shown.program(), shown.running());
                    json.writeNumberField("sequence", shown.sequence());
                    json.writeBooleanField("settling", shown.settling());
                    ProgramJson.parts(json, shown.program());
                    json.writeStringField("source", shown.program().source());
                }));
    }
}
