package io.tidemark.gateway.live;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.tidemark.gateway.http.Safety;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;

/**
 * One topic as server-sent events: {@code event}, {@code id} and {@code data}, a message each. What cannot be shown from
 * the beginning is an ordinary answer with its status.
 */
final class StreamViewer extends Connected {
    private static final String NAME = "stream";

    private final Topic topic;
    private final String resume;
    /** Hub's thread only. */
    private boolean hasBegun;

    StreamViewer(LiveService service, BooleanSupplier allowed, Topic topic, String resume) {
        super(service, allowed);
        this.topic = topic;
        this.resume = resume;
    }

    @Override
    void addHandlers(ChannelPipeline pipeline) {
        // the server's codec writes what is sent
    }

    @Override
    void joined() {
        service.tell(hub -> hub.subscribe(this, topic.address(), topic, resume));
    }

    @Override
    void refused(String why) {
        fail(LiveProblem.tooMany(why));
    }

    @Override
    public void send(String type, String id, String json) {
        StringBuilder event = new StringBuilder(json.length() + 64);
        event.append("event: ").append(type).append('\n');
        event.append("id: ").append(id).append('\n');
        event.append("data: ").append(json).append("\n\n");
        begin();
        write(event.toString());
    }

    @Override
    public void problem(LiveProblem problem, String json) {
        if (hasBegun) {
            write("event: problem\ndata: " + json + "\n\n");
            end();
        } else {
            fail(problem);
        }
        service.tell(hub -> hub.leave(this));
    }

    private void begin() {
        if (!hasBegun) {
            hasBegun = true;
            HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
            HttpHeaders headers = head.headers();
            new Safety().apply(headers);
            headers.set(HttpHeaderNames.CONTENT_TYPE, "text/event-stream; charset=utf-8");
            headers.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
            // proxies that hold answers back would hold these for ever
            headers.set("x-accel-buffering", "no");
            channel().write(head);
            write("retry: 1000\n\n");
        }
    }

    private void write(String text) {
        ByteBuf bytes = ByteBufUtil.writeUtf8(channel().alloc(), text);
        channel().writeAndFlush(new DefaultHttpContent(bytes));
    }

    private void fail(LiveProblem problem) {
        byte[] body = LiveMessages.document(problem).getBytes(StandardCharsets.UTF_8);
        DefaultFullHttpResponse answer = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(problem.status()), Unpooled.wrappedBuffer(body));
        new Safety().apply(answer.headers());
        answer.headers().set(HttpHeaderNames.CONTENT_TYPE, "application/problem+json");
        answer.headers().set(HttpHeaderNames.CONTENT_LENGTH, body.length);
        answer.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        channel().writeAndFlush(answer).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    void heartbeat() {
        service.tell(hub -> {
            begin();
            write(": still here\n\n");
        });
    }

    @Override
    public void cut(String why) {
        end();
    }

    private void end() {
        channel().writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT).addListener(ChannelFutureListener.CLOSE);
    }

    /** Whatever else comes on this connection is not listened to. */
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ReferenceCountUtil.release(message);
    }

    @Override
    public String toString() {
        return NAME + " of " + topic.address();
    }
}
