package io.tidemark.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.ReferenceCountUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection: a request after the other. Reads the next message only when it wants it, so that a sender is held back
 * by not reading on. Event loop only.
 */
final class Connection extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    /** How long a sender whose answer is on its way may go on sending, so that it reads the answer and not a reset. */
    private static final long LINGER_MS = 2_000;

    private enum State {
        /** Nothing of a request is there. */
        IDLE,
        /** Some of a request's head is there. */
        HEAD,
        /** The body is being read. */
        BODY,
        /** The request is whole, its answer is not there yet. */
        WAITING,
        /** The answer is being written. */
        ANSWERING,
        /** The answer was written before the body was whole; the rest is dropped. */
        DROPPING
    }

    private final HttpServices services;
    private ChannelHandlerContext context;
    private Deadline deadline;
    private State state = State.IDLE;
    private Exchange exchange;
    private StreamHandler.Body body;
    private Admission.Admitted admitted;
    private HttpRequest head;
    private long read;
    private boolean keepAlive;
    private boolean whole;
    private boolean wanted;
    private long startedNs;

    Connection(HttpServices services) {
        this.services = services;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
        deadline = new Deadline(added.channel().eventLoop(), this::late);
    }

    @Override
    public void channelActive(ChannelHandlerContext active) {
        deadline.within(services.limits().idleMs());
        want();
    }

    /** Asks for the next message. */
    private void want() {
        wanted = true;
        context.read();
    }

    /** What was read may have held no whole message. */
    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (wanted) {
            context.read();
        }
    }

    /** Bytes came, of whatever. */
    void arrived() {
        if (state == State.IDLE) {
            state = State.HEAD;
            deadline.within(services.limits().headerMs());
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        wanted = false;
        try {
            if (message instanceof HttpRequest request) {
                begin(request);
            }
            if (message instanceof HttpContent content) {
                content(content);
            }
        } catch (RuntimeException broken) {
            Reads.broken(exchange, broken);
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void begin(HttpRequest request) {
        startedNs = System.nanoTime();
        exchange = open();
        head = request;
        body = null;
        admitted = null;
        read = 0;
        whole = false;
        keepAlive = HttpUtil.isKeepAlive(request);
        state = State.BODY;
        try {
            refuseDamage(request);
            admitted = services.admission().admit(request);
            refuseLength(HttpUtil.getContentLength(request, -1L));
            body = admitted.open(exchange, exchange);
            deadline.within(
                    admitted.isStreamed()
                            ? services.limits().idleMs()
                            : services.limits().requestMs());
            if (HttpUtil.is100ContinueExpected(request)) {
                FullHttpResponse go = new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER);
                context.writeAndFlush(go);
            }
        } catch (HttpProblem problem) {
            exchange.fail(problem);
        }
        if (state == State.BODY) {
            want();
        }
    }

    private Exchange open() {
        services.running().incrementAndGet();
        return new Exchange(this, context.channel().eventLoop());
    }

    /** The exchange is over: answered, handed over, or its connection gone. */
    private void over() {
        Exchange done = exchange;
        if (done != null) {
            exchange = null;
            services.running().decrementAndGet();
            done.gone();
        }
    }

    private void refuseDamage(HttpRequest request) throws HttpProblem {
        Throwable cause = request.decoderResult().cause();
        if (cause == null) {
            return;
        }
        keepAlive = false;
        if (cause instanceof TooLongHttpLineException) {
            throw new HttpProblem(
                    414,
                    "the address is too long — at most " + services.limits().urlBytes() + " bytes");
        }
        if (cause instanceof TooLongHttpHeaderException) {
            throw new HttpProblem(
                    431,
                    "the headers are too long — at most " + services.limits().headerBytes() + " bytes together");
        }
        throw HttpProblem.badRequest("this is no HTTP request — HTTP/1.1 is spoken here");
    }

    private void refuseLength(long length) throws HttpProblem {
        if (length > admitted.most()) {
            throw tooLarge();
        }
    }

    private HttpProblem tooLarge() {
        return new HttpProblem(413, "the body is too large — at most " + admitted.most() + " bytes are taken here");
    }

    private void content(HttpContent content) {
        if (content.decoderResult().isFailure()) {
            keepAlive = false;
            fail(HttpProblem.badRequest("the body is damaged: its chunks are not what they say — send it again"));
            return;
        }
        whole = content instanceof LastHttpContent;
        if (state == State.DROPPING) {
            drop();
            return;
        }
        if (state != State.BODY || body == null) {
            return;
        }
        read += content.content().readableBytes();
        if (read > admitted.most()) {
            fail(tooLarge());
            return;
        }
        try {
            piece(content.content());
        } catch (HttpProblem problem) {
            fail(problem);
        }
    }

    private void piece(ByteBuf data) throws HttpProblem {
        if (data.isReadable()) {
            body.piece(data);
        }
        if (whole) {
            end();
        } else if (state == State.BODY && !exchange.isPaused()) {
            readOn(exchange);
        } else if (exchange.isPaused()) {
            deadline.within(services.limits().uploadMs());
        }
    }

    private void end() throws HttpProblem {
        if (state != State.BODY) {
            return;
        }
        state = State.WAITING;
        deadline.within(
                admitted.isStreamed()
                        ? services.limits().uploadMs()
                        : services.limits().requestMs());
        if (admitted.taker() != null) {
            handOver();
            return;
        }
        StreamHandler.Body ended = body;
        body = null;
        ended.end();
    }

    /** Leaves the connection to whoever takes it over. */
    private void handOver() {
        deadline.cancel();
        body = null;
        FullHttpRequest raw = new DefaultFullHttpRequest(
                head.protocolVersion(),
                head.method(),
                head.uri(),
                Unpooled.EMPTY_BUFFER,
                head.headers(),
                io.netty.handler.codec.http.EmptyHttpHeaders.INSTANCE);
        over();
        ChannelHandlerContext taken = context;
        services.metrics().answered(admitted.route(), 101, System.nanoTime() - startedNs);
        admitted.taker().take(admitted.request(), raw, taken);
        taken.pipeline().remove(this);
        if (taken.pipeline().get(HttpServer.FLOW) != null) {
            taken.pipeline().remove(HttpServer.FLOW);
        }
        taken.channel().config().setAutoRead(true);
    }

    private void fail(HttpProblem problem) {
        abort();
        exchange.fail(problem);
    }

    private void abort() {
        if (body != null) {
            StreamHandler.Body aborted = body;
            body = null;
            aborted.aborted();
        }
    }

    /** Reads on, where the body is still wanted. */
    void readOn(Exchange of) {
        if (of == exchange && state == State.BODY) {
            deadline.within(
                    admitted.isStreamed()
                            ? services.limits().idleMs()
                            : services.limits().requestMs());
            want();
        }
    }

    /** Writes the answer; the first of an exchange. */
    void answer(Exchange of, Response response) {
        if (of != exchange || !context.channel().isActive()) {
            return;
        }
        abort();
        boolean early = state == State.BODY && !whole;
        keepAlive &= !early && !services.isStopping();
        state = State.ANSWERING;
        deadline.within(services.limits().idleMs());
        if (admitted != null) {
            services.metrics().answered(admitted.route(), response.status(), System.nanoTime() - startedNs);
        } else {
            services.metrics().answered(null, response.status(), System.nanoTime() - startedNs);
        }
        boolean old = head != null && head.protocolVersion().equals(HttpVersion.HTTP_1_0);
        context.writeAndFlush(ResponseMessage.of(response, services.safety(), keepAlive, old))
                .addListener((ChannelFutureListener) written -> {
                    over();
                    if (!written.isSuccess() || !keepAlive && !early) {
                        context.close();
                    } else if (early) {
                        linger();
                    } else {
                        next();
                    }
                });
    }

    private void next() {
        state = State.IDLE;
        head = null;
        admitted = null;
        deadline.within(services.limits().idleMs());
        want();
    }

    private void linger() {
        state = State.DROPPING;
        deadline.within(LINGER_MS);
        want();
    }

    private void drop() {
        if (whole) {
            context.close();
        } else {
            want();
        }
    }

    /** The deadline has passed. */
    private void late() {
        switch (state) {
            case IDLE, ANSWERING, DROPPING -> context.close();
            case HEAD -> {
                exchange = open();
                keepAlive = false;
                whole = true;
                exchange.fail(new HttpProblem(
                        408,
                        "the head of the request did not come in time — within "
                                + services.limits().headerMs() + " ms (header-time)"));
            }
            case BODY -> {
                keepAlive = false;
                fail(new HttpProblem(
                        408,
                        "the body did not come in time — a pause of "
                                + services.limits().idleMs() + " ms ends it (idle-time), a body that is read whole has "
                                + services.limits().requestMs() + " (request-time)"));
            }
            case WAITING -> {
                keepAlive = false;
                fail(HttpProblem.unavailable(
                        "the answer takes too long — what was sent may count; sending it again is safe"));
            }
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        deadline.cancel();
        over();
        abort();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.debug("a connection broke", cause);
        ctx.close();
    }
}
