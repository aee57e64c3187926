package io.tidemark.gateway.feed;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.timeout.IdleStateEvent;
import io.tidemark.engine.host.FrameSink;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;

/**
 * Brings a session its messages and its answers to the peer. While the core has no room it reads nothing, so that the peer's
 * window fills and the peer waits; what it holds meanwhile is what one read brought. The connection's event loop only.
 */
final class FeedConnection extends ChannelInboundHandlerAdapter implements FeedOut {
    private static final long RETRY_MICROS = 500;
    /** How long a refused peer may go on sending before it is cut off. */
    private static final long LINGER_MS = 2_000;

    private final FeedLimits limits;
    private final FeedSession session;
    private final FeedInput input = new FeedInput();
    private ChannelHandlerContext context;
    private boolean waiting;
    private boolean inputClosed;
    private boolean unflushed;

    FeedConnection(FrameSink sink, FeedAccess access, FeedLimits limits) {
        this.limits = limits;
        this.session = new FeedSession(sink, access, limits, this);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        ctx.executor()
                .schedule(
                        () -> {
                            if (!session.isOpen()) {
                                session.refuse(FeedRefusal.slow("no Hello came within " + limits.helloMs() + " ms"));
                                flush();
                            }
                        },
                        limits.helloMs(),
                        TimeUnit.MILLISECONDS);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object read) {
        ByteBuf bytes = (ByteBuf) read;
        try {
            if (!session.isEnded()) {
                input.add(bytes);
                takeMessages();
            }
        } finally {
            bytes.release();
        }
    }

    private void takeMessages() {
        while (!waiting && !session.isEnded() && input.readable() >= FeedMessages.PREFIX) {
            long length = input.length();
            if (length > FeedLimits.MAX_MESSAGE || length < 8) {
                session.refuse(session.isOpen() ? FeedRefusal.tooLarge(length) : FeedRefusal.notAFeed());
            } else if (input.readable() < FeedMessages.PREFIX + length) {
                return;
            } else if (session.message(input.buffer(), input.from() + FeedMessages.PREFIX, (int) length)
                    == FeedSession.Taken.BUSY) {
                waitForRoom();
            } else {
                input.skip(FeedMessages.PREFIX + (int) length);
            }
        }
        if (session.isEnded()) {
            input.clear();
        }
    }

    private void waitForRoom() {
        waiting = true;
        context.channel().config().setAutoRead(false);
        context.executor().schedule(this::retry, RETRY_MICROS, TimeUnit.MICROSECONDS);
    }

    private void retry() {
        waiting = false;
        if (context.isRemoved()) {
            return;
        }
        try {
            takeMessages();
        } catch (RuntimeException failed) {
            exceptionCaught(context, failed);
        }
        if (!waiting && !session.isEnded()) {
            context.channel().config().setAutoRead(true);
            if (inputClosed) {
                session.finish();
            }
        }
        flush();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) throws Exception {
        flush();
        super.channelReadComplete(ctx);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            inputClosed = true;
            if (session.isEnded()) {
                ctx.close();
            } else if (!waiting) {
                session.finish();
            }
        } else if (event instanceof IdleStateEvent) {
            session.refuse(FeedRefusal.slow("nothing came for " + limits.idleMs() + " ms"));
        }
        flush();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        session.pump();
        flush();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable failure) {
        // a peer that is gone, or a fault of ours: what it sent is in the core or not acknowledged
        ctx.close();
    }

    @Override
    public void send(DirectBuffer buffer, int offset, int length) {
        ByteBuf bytes = context.alloc().directBuffer(length);
        buffer.getBytes(offset, bytes.nioBuffer(0, length), length);
        bytes.writerIndex(length);
        context.write(bytes, context.voidPromise());
        unflushed = true;
    }

    private void flush() {
        if (unflushed) {
            unflushed = false;
            context.flush();
        }
    }

    @Override
    public boolean isWritable() {
        return context.channel().isWritable();
    }

    @Override
    public void end() {
        unflushed = false;
        var written = context.writeAndFlush(Unpooled.EMPTY_BUFFER);
        if (inputClosed || !(context.channel() instanceof DuplexChannel duplex)) {
            written.addListener(ChannelFutureListener.CLOSE);
            return;
        }
        // closing on unread bytes would reset the connection, and the peer would never read why
        written.addListener(sent -> duplex.shutdownOutput());
        context.channel().config().setAutoRead(true);
        context.executor().schedule(() -> context.close(), LINGER_MS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void wake() {
        try {
            context.executor().execute(() -> {
                session.pump();
                flush();
            });
        } catch (RejectedExecutionException closed) {
            // the server ends: nobody is there to be told, and the sender asks again when it is back
        }
    }
}
