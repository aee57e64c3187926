package io.tidemark.gateway.http;

import java.util.function.BooleanSupplier;

/** What a server has beside its facts: health, and the files of the portal. */
public final class ServerRoutes {
    /** What the page's address says is for the page to read. */
    private static final String[] PAGE_PARAMETERS = {
        "program", "board", "period", "segment", "page", "participant", "track", "sign-in"
    };

    private final BooleanSupplier ready;
    private final StaticFiles portal = new StaticFiles("portal/");
    private final StaticFiles libraries = new StaticFiles("META-INF/resources/_static/");
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
                .add(Route.of("GET", "/", Route.open(), this::page, PAGE_PARAMETERS)
                        .whileRecovering())
                .add(Route.of("GET", "/{file...}", Route.open(), this::file).whileRecovering())
                .add(Route.of("GET", "/lib/{file...}", Route.open(), this::library)
                        .whileRecovering());
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

    /** A library of the portal, as it comes in its own artefact. */
    private void library(Request request, Responder responder) throws HttpProblem {
        responder.answer(libraries.file(request.variable("file"), request));
    }

    private void page(Request request, Responder responder) throws HttpProblem {
        responder.answer(portal.file("index.html", request));
    }

    private void file(Request request, Responder responder) throws HttpProblem {
        if (request.path().startsWith("/v1/")) {
            throw HttpProblem.notFound(
                    "there is nothing under " + request.path() + " — /openapi.yaml lists what there is");
        }
        responder.answer(portal.file(request.variable("file"), request));
    }
}
