package io.tidemark.gateway.intake;

import io.netty.buffer.ByteBuf;
import io.tidemark.gateway.access.Scope;
import io.tidemark.gateway.config.Setting;
import io.tidemark.gateway.config.Settings;
import io.tidemark.gateway.http.Flow;
import io.tidemark.gateway.http.HttpProblem;
import io.tidemark.gateway.http.Json;
import io.tidemark.gateway.http.Request;
import io.tidemark.gateway.http.Responder;
import io.tidemark.gateway.http.Response;
import io.tidemark.gateway.http.Route;
import io.tidemark.gateway.http.Router;
import io.tidemark.gateway.http.StreamHandler;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

/**
 * {@code /v1/uploads}: files whose sending may break off and go on, by offsets as the tus protocol 1.0 has them. A whole one is
 * read like a file of {@code POST /v1/files}.
 */
public final class UploadRoutes {
    private static final Set<Scope> FEEDERS = EnumSet.of(Scope.FEED);
    private static final String OFFSET = "upload-offset";
    private static final String LENGTH = "upload-length";
    private static final String PIECE = "application/offset+octet-stream";
    private static final int LOCKED = 423;

    private final Ingests ingests;
    private final Workers workers;
    private final Settings settings;
    private final OpenUploads uploads;

    /** @param folder holds what has come of them */
    public UploadRoutes(Ingests ingests, Workers workers, Settings settings, Path folder) {
        this.ingests = ingests;
        this.workers = workers;
        this.settings = settings;
        this.uploads = new OpenUploads(folder, settings.count(Setting.WAITING_INGESTS));
    }

    public void addTo(Router router) {
        router.add(Route.of(
                        "POST",
                        "/v1/uploads",
                        FEEDERS,
                        this::create,
                        "feed",
                        "profile",
                        "function",
                        "report",
                        "from",
                        "until",
                        "name",
                        "digest"))
                .add(Route.of("GET", "/v1/uploads/{upload}", FEEDERS, this::tell))
                .add(Route.streamed(
                        "PATCH",
                        "/v1/uploads/{upload}",
                        FEEDERS,
                        settings.number(Setting.MAX_UPLOAD_BYTES),
                        this::piece))
                .add(Route.of("DELETE", "/v1/uploads/{upload}", FEEDERS, this::delete));
    }

    private static long whole(Request request, String header) throws HttpProblem {
        String text = request.header(header);
        if (text == null || !text.matches("[0-9]{1,15}")) {
            throw HttpProblem.badRequest("the header " + header + " is "
                    + (text == null ? "missing" : "no whole number") + " — give it in bytes");
        }
        return Long.parseLong(text);
    }

    private void create(Request request, Responder responder) throws HttpProblem {
        String digest = request.query("digest") == null ? "" : request.query("digest");
        if (!digest.matches("([0-9a-f]{64})?")) {
            throw HttpProblem.badRequest("digest is no SHA-256 — 64 hexadecimal digits in small letters");
        }
        long length = whole(request, LENGTH);
        if (length == 0) {
            throw HttpProblem.badRequest("the file is empty — a header row and at least one row are needed");
        }
        if (length > settings.number(Setting.MAX_UPLOAD_BYTES)) {
            throw new HttpProblem(
                    413, "the file has " + length + " bytes — at most " + settings.number(Setting.MAX_UPLOAD_BYTES));
        }
        Ingest wanted = new Ingest(
                Ids.next(),
                FileRoutes.feed(request),
                FileRoutes.named(request, "profile"),
                FileRoutes.named(request, "name"),
                request.caller().name(),
                length,
                FileRoutes.wish(request));
        workers.run(responder, () -> {
            OpenUploads.Open upload = uploads.open(wanted, digest);
            responder.answer(about(201, upload).with("location", "/v1/uploads/" + upload.id()));
        });
    }

    private Response about(int status, OpenUploads.Open upload) throws IOException {
        long offset = uploads.offset(upload);
        return Json.response(status, json -> {
                    json.writeStringField("upload", upload.id());
                    json.writeStringField("feed", upload.ingest().feed());
                    json.writeNumberField("offset", offset);
                    json.writeNumberField("length", upload.ingest().bytes());
                })
                .with(OFFSET, Long.toString(offset))
                .with(LENGTH, Long.toString(upload.ingest().bytes()))
                .with("cache-control", "no-store");
    }

    private OpenUploads.Open find(Request request) throws HttpProblem {
        try {
            OpenUploads.Open upload = uploads.find(request.variable("upload"));
            if (upload == null || !upload.ingest().by().equals(request.caller().name())) {
                throw HttpProblem.notFound(
                        "no such upload is open — it is whole, was given up, or had not grown for a day: POST /v1/uploads");
            }
            return upload;
        } catch (IOException unreadable) {
            throw new HttpProblem(500, "the upload cannot be read — the server's log says more");
        }
    }

    private void tell(Request request, Responder responder) throws HttpProblem {
        OpenUploads.Open upload = find(request);
        workers.run(responder, () -> responder.answer(about(200, upload)));
    }

    private void delete(Request request, Responder responder) throws HttpProblem {
        OpenUploads.Open upload = find(request);
        take(upload, responder);
        workers.run(responder, () -> {
            uploads.delete(upload);
            responder.answer(Response.empty(204));
        });
    }

    private void take(OpenUploads.Open upload, Responder responder) throws HttpProblem {
        if (!uploads.take(upload.id())) {
            throw new HttpProblem(LOCKED, "another request is sending this upload — ask for its offset in a second")
                    .header("retry-after", "1");
        }
        responder.whenOver(() -> uploads.giveBack(upload.id()));
    }

    private StreamHandler.Body piece(Request request, Responder responder, Flow flow) throws HttpProblem {
        if (!request.mediaType().equals(PIECE)) {
            throw new HttpProblem(415, "a piece of an upload is of the type " + PIECE);
        }
        OpenUploads.Open upload = find(request);
        long from = whole(request, OFFSET);
        take(upload, responder);
        long has = offset(upload);
        if (from != has) {
            throw new HttpProblem(
                            409,
                            "the upload has " + has + " bytes, this piece begins at " + from + " — go on where it ends")
                    .header(OFFSET, Long.toString(has));
        }
        Spool spool = Spool.goingOn(
                uploads.part(upload.id()),
                from,
                responder,
                flow,
                Uploads::refuseForeign,
                (path, bytes) -> workers.run(responder, () -> came(upload, bytes, responder)));
        return new Bounded(spool, upload.ingest().bytes() - from);
    }

    private long offset(OpenUploads.Open upload) throws HttpProblem {
        try {
            return uploads.offset(upload);
        } catch (IOException unreadable) {
            throw new HttpProblem(500, "the upload cannot be read — the server's log says more");
        }
    }

    /** No more than the file was said to have. */
    private record Bounded(Spool spool, long[] left) implements StreamHandler.Body {
        Bounded(Spool spool, long left) {
            this(spool, new long[] {left});
        }

        @Override
        public void piece(ByteBuf data) throws HttpProblem {
            left[0] -= data.readableBytes();
            if (left[0] < 0) {
                throw new HttpProblem(413, "the piece goes beyond the length of the file that was announced");
            }
            spool.piece(data);
        }

        @Override
        public void end() throws HttpProblem {
            spool.end();
        }

        @Override
        public void aborted() {
            spool.aborted();
        }
    }

    private void came(OpenUploads.Open upload, long bytes, Responder responder) throws Exception {
        if (bytes < upload.ingest().bytes()) {
            responder.answer(Response.empty(204).with(OFFSET, Long.toString(bytes)));
            return;
        }
        if (!uploads.isWhole(upload)) {
            uploads.delete(upload);
            throw new HttpProblem(409, "the file that came is not the one that was announced — send it again");
        }
        ingests.reserve();
        Ingest ingest = upload.ingest().named(Ids.next());
        try {
            uploads.handOver(upload, ingests.path(ingest.id()));
            ingests.take(ingest).join();
        } catch (IOException | RuntimeException failed) {
            ingests.release();
            throw failed;
        }
        responder.answer(
                Response.empty(204).with(OFFSET, Long.toString(bytes)).with("location", "/v1/ingests/" + ingest.id()));
    }
}
