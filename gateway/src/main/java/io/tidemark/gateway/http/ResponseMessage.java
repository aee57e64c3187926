package io.tidemark.gateway.http;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;

/** An answer as it goes over the wire. Stateless. */
final class ResponseMessage {
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    private ResponseMessage() {}

    /**
     * @param keepAlive whether the connection stays open
     * @param old whether the client speaks HTTP/1.0, which has to be told so
     */
    static FullHttpResponse of(Response response, Safety safety, boolean keepAlive, boolean old) {
        FullHttpResponse message = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(response.status()),
                Unpooled.wrappedBuffer(response.body()));
        safety.apply(message.headers());
        if (!response.type().isEmpty()) {
            message.headers().set(HttpHeaderNames.CONTENT_TYPE, response.type());
        }
        List<String> further = response.headers();
        for (int k = 0; k < further.size(); k += 2) {
            message.headers().set(further.get(k), further.get(k + 1));
        }
        if (response.status() != NOT_MODIFIED && response.status() != NO_CONTENT) {
            message.headers().set(HttpHeaderNames.CONTENT_LENGTH, response.body().length);
        }
        if (!keepAlive) {
            message.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        } else if (old) {
            message.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
        }
        return message;
    }
}
