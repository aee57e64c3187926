package io.tidemark.gateway.feed;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.tidemark.engine.host.FrameSink;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** Listens for binary feeds, on one thread of its own. */
public final class FeedServer implements Closeable {
    private final FrameSink sink;
    private final BooleanSupplier ready;
    private final FeedAccess access;
    private final FeedLimits limits;
    private final SslContext tls;
    private final EventLoopGroup loop;
    private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final AtomicInteger connections = new AtomicInteger();
    private Channel listening;

    /**
     * @param ready whether the core has recovered; until then connections are refused as busy
     * @param tls {@code null} for none
     */
    public FeedServer(FrameSink sink, BooleanSupplier ready, FeedAccess access, FeedLimits limits, SslContext tls) {
        this.sink = sink;
        this.ready = ready;
        this.access = access;
        this.limits = limits;
        this.tls = tls;
        IoHandlerFactory io = Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        this.loop = new MultiThreadIoEventLoopGroup(1, io);
    }

    /**
     * Listens.
     *
     * @return the address, with the port that was taken
     * @throws IOException where the port is taken or the address is not this machine's
     */
    public InetSocketAddress start(String host, int port) throws IOException {
        Class<? extends ServerChannel> type =
                Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loop)
                .channel(type)
                .option(ChannelOption.SO_BACKLOG, 256)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, new AdaptiveRecvByteBufAllocator(4_096, 65_536, 131_072))
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        connect(channel);
                    }
                });
        var bound = bootstrap.bind(new InetSocketAddress(host, port)).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(
                    host + ":" + port + " cannot be listened on: "
                            + bound.cause().getMessage(),
                    bound.cause());
        }
        listening = bound.channel();
        return (InetSocketAddress) listening.localAddress();
    }

    private void connect(Channel channel) {
        int open = connections.incrementAndGet();
        channel.closeFuture().addListener(closed -> connections.decrementAndGet());
        channels.add(channel);
        if (tls != null) {
            channel.pipeline().addLast(tls.newHandler(channel.alloc()));
        }
        boolean recovered = ready.getAsBoolean();
        if (open > limits.connections() || !recovered) {
            FeedMessages messages = new FeedMessages();
            int length = messages.refused(recovered ? FeedRefusal.busy(limits.connections()) : FeedRefusal.notReady());
            channel.writeAndFlush(Unpooled.wrappedBuffer(messages.buffer.byteArray(), 0, length))
                    .addListener(ChannelFutureListener.CLOSE);
            return;
        }
        channel.pipeline().addLast(new IdleStateHandler(limits.idleMs(), 0, 0, TimeUnit.MILLISECONDS));
        channel.pipeline().addLast(new FeedConnection(sink, access, limits));
    }

    /** Connections open now. */
    public int connections() {
        return connections.get();
    }

    @Override
    public void close() {
        if (listening != null) {
            listening.close().awaitUninterruptibly();
        }
        channels.close().awaitUninterruptibly(1, TimeUnit.SECONDS);
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
    }
}
