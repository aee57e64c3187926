package io.tidemark.gateway.live;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.timeout.IdleState;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A viewer's connection: tells the hub when it takes messages again and when it is gone, breaks long silences, and ends
 * after a while, so that who watches has to show again that it may. Event loop only, but for what the hub calls.
 */
abstract class Connected extends ChannelInboundHandlerAdapter implements LiveViewer {
    private static final int LOW_BYTES = 1 << 15;
    private static final int HIGH_BYTES = 1 << 17;

    final LiveService service;
    private final BooleanSupplier allowed;
    private Channel channel;
    private long blockedSinceNs;
    private boolean isBlocked;

    /** @param allowed whether whoever asked for the connection may still read */
    Connected(LiveService service, BooleanSupplier allowed) {
        this.service = service;
        this.allowed = allowed;
    }

    final void addTo(ChannelPipeline pipeline) {
        LiveLimits limits = service.limits();
        channel = pipeline.channel();
        channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(LOW_BYTES, HIGH_BYTES));
        pipeline.addLast(new IdleStateHandler(0, limits.heartbeatMs(), 0, TimeUnit.MILLISECONDS));
        addHandlers(pipeline);
        pipeline.addLast(this);
        Future<?> end = channel.eventLoop().schedule(this::timeIsUp, limits.sessionMs(), TimeUnit.MILLISECONDS);
        Future<?> look = channel.eventLoop()
                .scheduleWithFixedDelay(
                        this::lookAgain, limits.heartbeatMs(), limits.heartbeatMs(), TimeUnit.MILLISECONDS);
        channel.closeFuture().addListener(closed -> {
            end.cancel(false);
            look.cancel(false);
        });
        service.tell(hub -> {
            if (hub.join(this)) {
                joined();
            } else {
                refused("there are " + limits.viewers() + " viewers already: try again later");
            }
        });
    }

    /** A token may have been revoked, or a browser signed out, while the connection goes on. */
    private void lookAgain() {
        if (!allowed.getAsBoolean()) {
            service.tell(hub -> {
                hub.leave(this);
                cut("the token is no longer in force");
            });
        }
    }

    private void timeIsUp() {
        service.tell(hub -> {
            hub.leave(this);
            cut("the connection is " + service.limits().sessionMs() / 60_000 + " minutes old: connect again");
        });
    }

    final Channel channel() {
        return channel;
    }

    /** Adds what turns bytes into this viewer's messages. */
    abstract void addHandlers(ChannelPipeline pipeline);

    /** The hub knows the viewer. */
    abstract void joined();

    /** The hub has no room for the viewer. */
    abstract void refused(String why);

    /** Breaks the silence. */
    abstract void heartbeat();

    @Override
    public final boolean isReady() {
        return channel.isWritable();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) throws Exception {
        boolean writable = channel.isWritable();
        // who does not take answers is not asked for more questions
        channel.config().setAutoRead(writable);
        if (writable) {
            isBlocked = false;
            service.tell(hub -> hub.ready(this));
        }
        super.channelWritabilityChanged(context);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
        if (event instanceof IdleStateEvent idle && idle.state() == IdleState.WRITER_IDLE) {
            if (channel.isWritable()) {
                heartbeat();
            } else {
                cutBlocked();
            }
        }
        super.userEventTriggered(context, event);
    }

    /** Nothing at all has left for a while: the hub may not even have something for this viewer. */
    private void cutBlocked() {
        long now = System.nanoTime();
        if (!isBlocked) {
            isBlocked = true;
            blockedSinceNs = now;
        } else if (now - blockedSinceNs
                >= TimeUnit.MILLISECONDS.toNanos(service.limits().stallMs())) {
            channel.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        service.tell(hub -> hub.leave(this));
        super.channelInactive(context);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
