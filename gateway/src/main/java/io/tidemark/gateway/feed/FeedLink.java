package io.tidemark.gateway.feed;

import io.tidemark.engine.outcome.Verdict;
import io.tidemark.gateway.feed.sbe.AcknowledgedDecoder;
import io.tidemark.gateway.feed.sbe.BatchEncoder;
import io.tidemark.gateway.feed.sbe.HelloEncoder;
import io.tidemark.gateway.feed.sbe.MessageHeaderDecoder;
import io.tidemark.gateway.feed.sbe.MessageHeaderEncoder;
import io.tidemark.gateway.feed.sbe.RefusedDecoder;
import io.tidemark.gateway.feed.sbe.WelcomeDecoder;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteOrder;
import javax.net.SocketFactory;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** One connection of a client, from Hello until it breaks; it is never used again then. */
final class FeedLink {
    private static final int CONNECT_MS = 10_000;
    private static final int PREFIX = Integer.BYTES;
    /** In front of a batch's frame: message length, header, number, frame length. */
    private static final int BATCH_HEAD =
            PREFIX + MessageHeaderEncoder.ENCODED_LENGTH + BatchEncoder.BLOCK_LENGTH + Integer.BYTES;

    private final InetSocketAddress address;
    private final FeedListener listener;
    private final Socket socket;
    private final OutputStream out;
    private final DataInputStream in;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final UnsafeBuffer message = new UnsafeBuffer(new byte[FeedLimits.MAX_MESSAGE]);
    private final int credit;

    /** Guarded by this. */
    private long acknowledged;

    private FeedTotals totals = FeedTotals.NONE;
    private long sequence;
    private FeedException broken;

    FeedLink(
            InetSocketAddress address,
            SocketFactory sockets,
            String token,
            String feed,
            long resumeAfter,
            FeedListener listener)
            throws FeedException {
        this.address = address;
        this.listener = listener;
        this.acknowledged = resumeAfter;
        this.socket = unconnected(sockets);
        try {
            socket.setTcpNoDelay(true);
            socket.connect(address, CONNECT_MS);
            out = socket.getOutputStream();
            in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16));
            out.write(hello(token, feed, resumeAfter));
            credit = welcome();
        } catch (IOException failed) {
            close();
            throw failed instanceof FeedException refused ? refused : unreachable(failed);
        }
        Thread reader = new Thread(this::read, "feed-acknowledgements");
        reader.setDaemon(true);
        reader.start();
    }

    private static Socket unconnected(SocketFactory sockets) throws FeedException {
        try {
            Socket socket = sockets.createSocket();
            if (socket instanceof SSLSocket tls) {
                SSLParameters parameters = tls.getSSLParameters();
                // the certificate has to be that of the host that was named, as with HTTPS
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                tls.setSSLParameters(parameters);
            }
            return socket;
        } catch (IOException failed) {
            throw new FeedException("no connection can be made here: " + failed.getMessage(), failed);
        }
    }

    private FeedException unreachable(IOException failed) {
        return new FeedException(
                "no binary feed answers at " + address.getHostString() + ":" + address.getPort() + ": "
                        + failed.getMessage(),
                failed);
    }

    static byte[] hello(String token, String feed, long resumeAfter) {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[8_192]);
        HelloEncoder hello = new HelloEncoder();
        hello.wrapAndApplyHeader(buffer, PREFIX, new MessageHeaderEncoder())
                .magic(FeedSession.MAGIC)
                .protocolVersion(FeedMessages.VERSION)
                .resumeAfter(resumeAfter)
                .token(token)
                .feed(feed);
        int length = MessageHeaderEncoder.ENCODED_LENGTH + hello.encodedLength();
        buffer.putInt(0, length, ByteOrder.LITTLE_ENDIAN);
        return java.util.Arrays.copyOf(buffer.byteArray(), PREFIX + length);
    }

    private int welcome() throws IOException {
        next();
        if (header.templateId() != WelcomeDecoder.TEMPLATE_ID) {
            throw refused();
        }
        WelcomeDecoder welcome = new WelcomeDecoder();
        welcome.wrapAndApplyHeader(message, 0, header);
        return welcome.credit();
    }

    /** Reads one message into {@link #message}. */
    private void next() throws IOException {
        int length = Integer.reverseBytes(in.readInt());
        if (length < MessageHeaderDecoder.ENCODED_LENGTH || length > FeedLimits.MAX_MESSAGE) {
            throw new IOException("what answers is not a Tidemark feed");
        }
        in.readFully(message.byteArray(), 0, length);
        header.wrap(message, 0);
    }

    private FeedException refused() {
        if (header.templateId() != RefusedDecoder.TEMPLATE_ID) {
            return new FeedException("the server said something unexpected", null);
        }
        RefusedDecoder refused = new RefusedDecoder();
        refused.wrapAndApplyHeader(message, 0, header);
        return new FeedException(refused.refusal(), refused.reason());
    }

    private void read() {
        try {
            AcknowledgedDecoder decoder = new AcknowledgedDecoder();
            while (true) {
                next();
                if (header.templateId() != AcknowledgedDecoder.TEMPLATE_ID) {
                    throw refused();
                }
                decoder.wrapAndApplyHeader(message, 0, header);
                acknowledged(decoder);
            }
        } catch (EOFException closed) {
            breakOff(new FeedException("the server closed the connection", closed));
        } catch (IOException failed) {
            breakOff(
                    failed instanceof FeedException refused ? refused : new FeedException(failed.getMessage(), failed));
        }
    }

    private void acknowledged(AcknowledgedDecoder decoder) {
        for (AcknowledgedDecoder.VerdictsDecoder row : decoder.verdicts()) {
            listener.verdict(row.number(), row.index(), Verdict.of(row.verdict()));
        }
        synchronized (this) {
            acknowledged = decoder.number();
            sequence = decoder.sequence();
            totals = new FeedTotals(decoder.accepted(), decoder.duplicate(), decoder.conflict(), decoder.refused());
            notifyAll();
        }
        listener.acknowledged(decoder.number());
    }

    private synchronized void breakOff(FeedException why) {
        if (broken == null) {
            broken = why;
        }
        notifyAll();
    }

    int credit() {
        return credit;
    }

    /** Puts a batch's whole message together, in the array given where it is large enough. */
    static byte[] batch(byte[] reused, long number, DirectBuffer frame, int offset, int length) {
        byte[] bytes = reused != null && reused.length >= BATCH_HEAD + length
                ? reused
                : new byte[Math.max(BATCH_HEAD + length, FeedLimits.MAX_MESSAGE)];
        UnsafeBuffer buffer = new UnsafeBuffer(bytes);
        buffer.putInt(0, BATCH_HEAD - PREFIX + length, ByteOrder.LITTLE_ENDIAN);
        new BatchEncoder()
                .wrapAndApplyHeader(buffer, PREFIX, new MessageHeaderEncoder())
                .number(number);
        buffer.putInt(BATCH_HEAD - Integer.BYTES, length, ByteOrder.LITTLE_ENDIAN);
        buffer.putBytes(BATCH_HEAD, frame, offset, length);
        return bytes;
    }

    /** Sends a message put together by {@link #batch}. */
    void write(byte[] bytes) throws IOException {
        int length = new UnsafeBuffer(bytes).getInt(0, ByteOrder.LITTLE_ENDIAN);
        try {
            out.write(bytes, 0, PREFIX + length);
        } catch (IOException failed) {
            throw whyBroken(failed);
        }
    }

    /** What the server said, where it said something before the connection broke: that is the better reason. */
    private synchronized IOException whyBroken(IOException failed) {
        long deadline = System.nanoTime() + 1_000_000_000L;
        while (broken == null && System.nanoTime() - deadline < 0) {
            try {
                wait(100);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                return failed;
            }
        }
        return broken == null ? failed : broken;
    }

    /** Waits until everything up to a batch is acknowledged; answers up to where it is. */
    synchronized long awaitAcknowledged(long number) throws IOException {
        while (acknowledged < number) {
            if (broken != null) {
                throw broken;
            }
            try {
                wait();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                throw new FeedException("interrupted while waiting for acknowledgements", stop);
            }
        }
        return acknowledged;
    }

    synchronized long acknowledged() {
        return acknowledged;
    }

    synchronized FeedTotals totals() {
        return totals;
    }

    synchronized long sequence() {
        return sequence;
    }

    void close() {
        try {
            socket.close();
        } catch (IOException harmless) {
            // nothing more is expected from it
        }
    }
}
