package io.tidemark.gateway.live;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.util.ReferenceCountUtil;
import java.util.function.BooleanSupplier;

/** Any topics of one program over a WebSocket. */
final class SocketViewer extends Connected {
    private final String program;
    private final WebSocketServerHandshaker handshaker;

    SocketViewer(LiveService service, BooleanSupplier allowed, String program, WebSocketServerHandshaker handshaker) {
        super(service, allowed);
        this.program = program;
        this.handshaker = handshaker;
    }

    @Override
    void addHandlers(ChannelPipeline pipeline) {
        pipeline.addLast(new WebSocketFrameAggregator(service.limits().messageBytes()));
    }

    @Override
    void joined() {
        // it says itself what it wants to see
    }

    @Override
    void refused(String why) {
        close(WebSocketCloseStatus.TRY_AGAIN_LATER, why);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (message instanceof TextWebSocketFrame text) {
                received(text.text());
            } else if (message instanceof CloseWebSocketFrame close) {
                handshaker.close(channel(), close.retain());
            } else if (message instanceof PingWebSocketFrame ping) {
                channel().writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
            } else if (message instanceof WebSocketFrame && !(message instanceof PongWebSocketFrame)) {
                close(WebSocketCloseStatus.INVALID_MESSAGE_TYPE, "messages are JSON texts");
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void received(String text) {
        Wish wish = Wish.read(text);
        if (wish.problem() != null) {
            service.tell(hub ->
                    problem(wish.problem(), LiveMessages.message(wish.name(), LiveMessages.problem(wish.problem()))));
        } else if (wish.isEnd()) {
            service.tell(hub -> hub.unsubscribe(this, wish.name()));
        } else {
            Topic topic = new Topic(program, wish.name());
            service.tell(hub -> hub.subscribe(this, wish.name(), topic, wish.resume()));
        }
    }

    @Override
    public void send(String type, String id, String json) {
        channel().writeAndFlush(new TextWebSocketFrame(json));
    }

    @Override
    public void problem(LiveProblem problem, String json) {
        channel().writeAndFlush(new TextWebSocketFrame(json));
    }

    @Override
    void heartbeat() {
        channel().write(new PingWebSocketFrame(Unpooled.EMPTY_BUFFER));
        // pages do not see pings
        channel()
                .writeAndFlush(new TextWebSocketFrame(
                        LiveMessages.heartbeat(service.limits().heartbeatMs())));
    }

    @Override
    public void cut(String why) {
        close(WebSocketCloseStatus.POLICY_VIOLATION, why);
    }

    private void close(WebSocketCloseStatus status, String why) {
        channel().writeAndFlush(new CloseWebSocketFrame(status, why)).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof TooLongFrameException) {
            close(
                    WebSocketCloseStatus.MESSAGE_TOO_BIG,
                    "a message has at most " + service.limits().messageBytes() + " bytes");
        } else if (cause instanceof CorruptedWebSocketFrameException) {
            close(WebSocketCloseStatus.PROTOCOL_ERROR, "this is no WebSocket frame");
        } else {
            context.close();
        }
    }
}
