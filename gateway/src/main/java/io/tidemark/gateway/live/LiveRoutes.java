package io.tidemark.gateway.live;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import io.tidemark.engine.host.CoreReads;
import io.tidemark.gateway.access.Scope;
import io.tidemark.gateway.access.Tokens;
import io.tidemark.gateway.http.HttpProblem;
import io.tidemark.gateway.http.InnerReads;
import io.tidemark.gateway.http.Request;
import io.tidemark.gateway.http.Route;
import io.tidemark.gateway.http.Router;
import io.tidemark.gateway.http.Takeover;
import java.io.Closeable;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Watching over WebSocket and server-sent events. */
public final class LiveRoutes implements Closeable {
    private static final Set<Scope> READERS = EnumSet.of(Scope.READ);
    private static final String PROGRAM = "/v1/programs/{program}";
    private static final String BOARD = PROGRAM + "/boards/{board}";
    private static final String PARTICIPANT = PROGRAM + "/participants/{participant}";
    private static final Set<String> WATCHABLE = Set.of(BOARD, PARTICIPANT + "/standing", PROGRAM + "/overview");
    private static final String STREAM = "/stream";
    private static final int RUN_BYTES = 4;

    private final Tokens tokens;
    private final LiveService service;

    /**
     * @param router to which everything that can be watched is added, before or after
     * @param tokens those in force; who watches by one that no longer is, is cut
     */
    public LiveRoutes(CoreReads core, Router router, Tokens tokens, LiveLimits limits) {
        this.tokens = tokens;
        byte[] run = new byte[RUN_BYTES];
        new SecureRandom().nextBytes(run);
        InnerReads routes = new InnerReads(router, WATCHABLE);
        this.service = new LiveService(core, routes, limits, HexFormat.of().formatHex(run));
        router.add(Route.taken(PROGRAM + "/live", READERS, new Socket()))
                .add(Route.taken(
                        BOARD + STREAM,
                        READERS,
                        (request, raw, context) -> stream(request, raw, context, ""),
                        "period",
                        "offset",
                        "limit",
                        "segment",
                        "territory"))
                .add(Route.taken(
                        PARTICIPANT + STREAM,
                        READERS,
                        (request, raw, context) -> stream(request, raw, context, "/standing"),
                        "period",
                        "track"));
        service.start();
    }

    private BooleanSupplier allowed(Request request) {
        String token = request.caller().token();
        return () -> tokens.isInForce(token, System.currentTimeMillis());
    }

    /** Takes a connection over as a WebSocket. */
    private final class Socket implements Takeover {
        @Override
        public void check(Request request) throws HttpProblem {
            String upgrade = request.header(HttpHeaderNames.UPGRADE);
            if (upgrade == null || !upgrade.equalsIgnoreCase(HttpHeaderValues.WEBSOCKET.toString())) {
                throw new HttpProblem(426, "this is a WebSocket — connect to it with one, or read /v1/programs")
                        .header("upgrade", "websocket");
            }
            if (!"13".equals(request.header(HttpHeaderNames.SEC_WEBSOCKET_VERSION))
                    || request.header(HttpHeaderNames.SEC_WEBSOCKET_KEY) == null) {
                throw new HttpProblem(426, "WebSocket of version 13 is spoken here")
                        .header("sec-websocket-version", "13");
            }
        }

        @Override
        public void take(Request request, FullHttpRequest raw, ChannelHandlerContext context) {
            WebSocketServerHandshaker handshaker = new WebSocketServerHandshakerFactory(
                            null, null, false, service.limits().messageBytes())
                    .newHandshaker(raw);
            SocketViewer viewer = new SocketViewer(service, allowed(request), request.variable("program"), handshaker);
            handshaker.handshake(context.channel(), raw).addListener(done -> raw.release());
            viewer.addTo(context.pipeline());
        }
    }

    /**
     * Takes a connection over as a stream of events.
     *
     * @param end what the address that is watched has in place of {@code /stream}
     */
    private void stream(Request request, FullHttpRequest raw, ChannelHandlerContext context, String end) {
        String id = request.header("last-event-id");
        Topic topic = new Topic(request.variable("program"), watched(raw.uri(), end));
        raw.release();
        new StreamViewer(service, allowed(request), topic, id == null ? "" : id).addTo(context.pipeline());
    }

    /** {@code /v1/programs/spring/boards/reps/stream?limit=5} → {@code boards/reps?limit=5}. */
    private static String watched(String uri, String end) {
        int below = uri.indexOf('/', "/v1/programs/".length()) + 1;
        int mark = uri.indexOf('?');
        int path = mark < 0 ? uri.length() : mark;
        return uri.substring(below, path - STREAM.length()) + end + uri.substring(path);
    }

    /** Connections that watch, as of a moment ago. */
    public int viewers() {
        return service.viewers();
    }

    /** Distinct topics that are held, as of a moment ago. */
    public int topics() {
        return service.topics();
    }

    @Override
    public void close() {
        service.close();
    }
}
