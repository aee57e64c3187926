package io.tidemark.gateway.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
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
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.tidemark.gateway.access.HostNames;
import io.tidemark.gateway.access.Tokens;
import io.tidemark.gateway.config.Setting;
import io.tidemark.gateway.config.Settings;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** The server: listens, counts connections, and gives each its pipeline. */
public final class HttpServer implements Closeable {
    /** Names of handlers in a connection's pipeline. */
    public static final String CODEC = "codec";

    static final String FLOW = "flow";

    private static final int CHUNK_BYTES = 1 << 17;
    private final HttpLimits limits;
    private final HttpServices services;
    private final SslContext tls;
    private final byte[] full;
    private final EventLoopGroup loops;
    private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger running = new AtomicInteger();
    private volatile boolean stopping;
    private Channel listening;

    /**
     * @param ready whether the core can be asked; until then only early routes answer
     * @param tls null for plain HTTP
     */
    public HttpServer(
            Settings settings,
            Router router,
            Tokens tokens,
            BooleanSupplier ready,
            HttpMetrics metrics,
            Budget buffered,
            SslContext tls) {
        this.limits = HttpLimits.of(settings);
        this.tls = tls;
        this.full = full(limits.connections());
        HostNames hosts = new HostNames(settings.text(Setting.HOST), settings.text(Setting.HOSTS));
        Gate gate = new Gate(tokens, hosts, System::currentTimeMillis);
        Admission admission = new Admission(router, gate, ready, limits, buffered, tls != null);
        this.services = new HttpServices(admission, limits, new Safety(), metrics, () -> stopping, running);
        IoHandlerFactory io = Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        this.loops = new MultiThreadIoEventLoopGroup(settings.count(Setting.NETWORK_THREADS), io);
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
                .group(loops)
                .channel(type)
                .option(ChannelOption.SO_BACKLOG, 1024)
                .childOption(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(
                        ChannelOption.RECVBUF_ALLOCATOR, new AdaptiveRecvByteBufAllocator(1_024, 4_096, CHUNK_BYTES))
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        connect(channel);
                    }
                });
        var bound = bootstrap.bind(new InetSocketAddress(host, port)).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(bound.cause().getMessage(), bound.cause());
        }
        listening = bound.channel();
        return (InetSocketAddress) listening.localAddress();
    }

    /** What a connection is told that is one too many, before it has said anything. */
    private static byte[] full(int most) {
        byte[] body = HttpProblem.unavailable("too many connections at once — at most " + most
                        + " are served (max-connections); connect again in a second")
                .response()
                .body();
        byte[] head = ("HTTP/1.1 503 Service Unavailable\r\ncontent-type: application/problem+json\r\ncontent-length: "
                        + body.length + "\r\nretry-after: 1\r\nconnection: close\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(head.length + body.length)
                .put(head)
                .put(body)
                .array();
    }

    private void turnAway(Channel channel) {
        if (tls != null) {
            // a handshake is more than those who are one too many shall cost
            channel.close();
        } else {
            channel.writeAndFlush(Unpooled.wrappedBuffer(full)).addListener(ChannelFutureListener.CLOSE);
        }
    }

    private void connect(Channel channel) {
        int open = connections.incrementAndGet();
        channel.closeFuture().addListener(closed -> connections.decrementAndGet());
        if (open > limits.connections()) {
            turnAway(channel);
            return;
        }
        channels.add(channel);
        ChannelPipeline pipeline = channel.pipeline();
        if (tls != null) {
            pipeline.addLast("tls", tls.newHandler(channel.alloc()));
        }
        Connection connection = new Connection(services);
        pipeline.addLast("arrival", new Arrival(connection));
        pipeline.addLast(
                CODEC,
                new HttpServerCodec(new HttpDecoderConfig()
                        .setMaxInitialLineLength(limits.urlBytes())
                        .setMaxHeaderSize(limits.headerBytes())
                        .setMaxChunkSize(CHUNK_BYTES)));
        pipeline.addLast(FLOW, new FlowControlHandler());
        pipeline.addLast("connection", connection);
    }

    /** Tells a connection that bytes came, before they are a request. */
    private static final class Arrival extends ChannelInboundHandlerAdapter {
        private final Connection connection;

        Arrival(Connection connection) {
            this.connection = connection;
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            if (message instanceof ByteBuf) {
                connection.arrived();
            }
            ctx.fireChannelRead(message);
        }
    }

    /** Connections open now. */
    public int connections() {
        return connections.get();
    }

    /** Stops listening and answering new requests; those that run are answered. */
    public void drain(long withinMs) {
        stopping = true;
        if (listening != null) {
            listening.close().awaitUninterruptibly();
        }
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(withinMs);
        while (running.get() > 0 && System.nanoTime() - end < 0) {
            try {
                TimeUnit.MILLISECONDS.sleep(20);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    @Override
    public void close() {
        stopping = true;
        if (listening != null) {
            listening.close().awaitUninterruptibly();
        }
        channels.close().awaitUninterruptibly(1, TimeUnit.SECONDS);
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
    }
}
