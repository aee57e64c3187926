package io.tidemark.gateway.http;

import java.util.function.BooleanSupplier;

/** What a server has beside its facts: health, and the files of the portal. */
public final class ServerRoutes {
    private final BooleanSupplier ready;
    private final StaticFiles portal = new StaticFiles("portal/");
    private final StaticFiles documents = new StaticFiles("openapi/");

    public ServerRoutes(BooleanSupplier ready) {
        this.ready = ready;
    }

    public void addTo(Router router) {
        router.add(Route.of("GET", "/health/live", Route.open(), (request, responder) -> live(responder))
                        .whileRecovering())
                .add(Route.of("GET", "/health/ready", Route.open(), (request, responder) -> ready(responder))
                        .whileRecovering())
                .add(Route.of(
                                "GET",
                                "/openapi.yaml",
                                Route.open(),
                                (request, responder) -> responder.answer(documents.file("openapi.yaml", request)))
                        .whileRecovering())
                .add(Route.of("GET", "/{file...}", Route.open(), this::file).whileRecovering());
    }

    private static void live(Responder responder) {
        responder.answer(Json.response(200, json -> json.writeStringField("status", "live")));
    }

    private void ready(Responder responder) {
        boolean there = ready.getAsBoolean();
        Response response = Json.response(
                there ? 200 : 503, json -> json.writeStringField("status", there ? "ready" : "recovering"));
        responder.answer(there ? response : response.with("retry-after", "1"));
    }

    private void file(Request request, Responder responder) throws HttpProblem {
        String name = request.variable("file");
        responder.answer(portal.file(name.isEmpty() ? "index.html" : name, request));
    }
}
