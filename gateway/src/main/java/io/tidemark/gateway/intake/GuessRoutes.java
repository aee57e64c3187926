package io.tidemark.gateway.intake;

import io.tidemark.gateway.access.Scope;
import io.tidemark.gateway.config.Setting;
import io.tidemark.gateway.config.Settings;
import io.tidemark.gateway.http.Flow;
import io.tidemark.gateway.http.HttpProblem;
import io.tidemark.gateway.http.Json;
import io.tidemark.gateway.http.Request;
import io.tidemark.gateway.http.Responder;
import io.tidemark.gateway.http.Route;
import io.tidemark.gateway.http.Router;
import io.tidemark.gateway.http.StreamHandler;
import io.tidemark.gateway.ingest.IngestException;
import io.tidemark.gateway.ingest.ProfileGuess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

/** {@code POST /v1/profiles/guess}: a proposed profile for a file that nobody has described yet. Nothing of the file is kept. */
public final class GuessRoutes {
    private static final Set<Scope> FEEDERS = EnumSet.of(Scope.FEED);
    private static final int LONGEST_NAME = 200;

    private final Workers workers;
    private final Settings settings;
    private final Path folder;

    /** @param folder for bodies on their way */
    public GuessRoutes(Workers workers, Settings settings, Path folder) {
        this.workers = workers;
        this.settings = settings;
        this.folder = folder;
    }

    public void addTo(Router router) {
        long most = settings.number(Setting.MAX_UPLOAD_BYTES);
        router.add(Route.streamed("POST", "/v1/profiles/guess", FEEDERS, most, this::open, "name"));
    }

    private StreamHandler.Body open(Request request, Responder responder, Flow flow) throws HttpProblem {
        Uploads.refuseFileType(request.mediaType());
        String name = request.query("name") == null ? "proposed" : request.query("name");
        if (name.length() > LONGEST_NAME) {
            throw HttpProblem.badRequest("name is too long — at most " + LONGEST_NAME + " characters");
        }
        Path path = folder.resolve(Ids.next() + ".guess");
        return new Spool(
                path,
                responder,
                flow,
                Uploads::refuseForeign,
                (file, bytes) -> workers.run(responder, () -> guess(responder, file, name)));
    }

    private static void guess(Responder responder, Path file, String name) throws Exception {
        try {
            String proposed = ProfileGuess.of(file, name).replace(file.toString(), name);
            responder.answer(Json.response(200, json -> json.writeStringField("source", proposed)));
        } catch (IngestException unreadable) {
            throw ReferenceRoutes.unreadable(unreadable, file);
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
