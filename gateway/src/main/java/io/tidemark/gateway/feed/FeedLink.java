package io.tidemark.gateway.feed;

import io.tidemark.engine.outcome.Verdict;
import io.tidemark.gateway.feed.sbe.MessageHeaderDecoder;
import io.tidemark.gateway.feed.sbe.Refusal;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.SocketFactory;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.agrona.concurrent.UnsafeBuffer;

/** One connection of a client, from Hello until it breaks; it is never used again then. */
final class FeedLink implements FeedAnswers.Heard {
    private static final int CONNECT_MS = 10_000;

    private final InetSocketAddress address;
    private final FeedListener listener;
    private final Socket socket;
    private final OutputStream out;
    private final DataInputStream in;
    private final FeedAnswers answers = new FeedAnswers(this);
    private final UnsafeBuffer message = new UnsafeBuffer(new byte[FeedLimits.MAX_MESSAGE]);
    private int credit;

    /** Guarded by this. */
    private long acknowledged;

    private FeedTotals totals = FeedTotals.NONE;
    private long sequence;
    private FeedException broken;

    /** @param hello whose connection it is, and behind which batch it goes on */
    FeedLink(InetSocketAddress address, SocketFactory sockets, byte[] hello, long resumeAfter, FeedListener listener)
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
            out.write(hello);
            next();
            if (credit == 0) {
                throw unexpected();
            }
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

    private static FeedException unexpected() {
        return new FeedException("the server said something unexpected", null);
    }

    /** Reads one message and hears it. */
    private void next() throws IOException {
        int length = Integer.reverseBytes(in.readInt());
        if (length < MessageHeaderDecoder.ENCODED_LENGTH || length > FeedLimits.MAX_MESSAGE) {
            throw new IOException("what answers is not a Tidemark feed");
        }
        in.readFully(message.byteArray(), 0, length);
        answers.take(message, 0);
    }

    private void read() {
        try {
            while (true) {
                next();
            }
        } catch (EOFException closed) {
            breakOff(new FeedException("the server closed the connection", closed));
        } catch (IOException failed) {
            breakOff(
                    failed instanceof FeedException refused ? refused : new FeedException(failed.getMessage(), failed));
        }
    }

    @Override
    public void welcome(int granted) throws FeedException {
        if (credit != 0) {
            throw unexpected();
        }
        credit = granted;
    }

    @Override
    public void refused(Refusal refusal, String reason) throws FeedException {
        throw new FeedException(refusal, reason);
    }

    @Override
    public void verdict(long number, int index, Verdict verdict) {
        listener.verdict(number, index, verdict);
    }

    @Override
    public void acknowledged(long number, long last, FeedTotals all) {
        synchronized (this) {
            acknowledged = number;
            sequence = last;
            totals = all;
            notifyAll();
        }
        listener.acknowledged(number);
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

    /** Sends a message of {@link FeedWindow}. */
    void write(byte[] bytes) throws IOException {
        try {
            out.write(bytes, 0, FeedWindow.length(bytes));
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
