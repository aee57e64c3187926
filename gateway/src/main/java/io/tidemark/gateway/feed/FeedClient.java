package io.tidemark.gateway.feed;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import org.agrona.DirectBuffer;

/**
 * The sending end of a binary feed. Keeps what is not acknowledged, and where the connection breaks connects again and sends it
 * again, for as long as it is set to be patient. One thread sends; what is acknowledged is told on another.
 */
public final class FeedClient implements AutoCloseable {
    private static final long PAUSE_MS = 200;
    private static final long FIRST_MS = 5_000;

    private final InetSocketAddress address;
    private final SocketFactory sockets;
    private final String token;
    private final String feed;
    private final FeedListener listener;
    private final long patienceMs;
    private FeedLink link;
    private boolean left;
    private FeedTotals before = FeedTotals.NONE;
    private final FeedWindow window = new FeedWindow();

    /**
     * Connects.
     *
     * @param feed what the server calls this sender in its log
     * @param patienceMs how long a broken connection is tried again, 0 for not at all; the first for 5 s of it at most
     * @throws FeedException where the server cannot be reached or refuses
     */
    public FeedClient(InetSocketAddress address, String token, String feed, FeedListener listener, long patienceMs)
            throws FeedException {
        this(address, SocketFactory.getDefault(), token, feed, listener, patienceMs);
    }

    /**
     * The same over other sockets.
     *
     * @param sockets where connections come from; an {@link javax.net.ssl.SSLSocketFactory} for a server with a certificate, which
     *     then has to be that of the address's host
     */
    public FeedClient(
            InetSocketAddress address,
            SocketFactory sockets,
            String token,
            String feed,
            FeedListener listener,
            long patienceMs)
            throws FeedException {
        this.address = address;
        this.sockets = sockets;
        this.token = token;
        this.feed = feed;
        this.listener = listener;
        this.patienceMs = patienceMs;
        connectFirst();
    }

    /** A server that starts may be waited for, but not as long as one that was there. */
    private void connectFirst() throws FeedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Math.min(patienceMs, FIRST_MS));
        while (true) {
            try {
                connect();
                return;
            } catch (FeedException failed) {
                if (!failed.mayPass() || System.nanoTime() - deadline >= 0) {
                    throw failed;
                }
            }
            pause();
        }
    }

    private void connect() throws FeedException {
        link = new FeedLink(address, sockets, window.hello(token, feed), window.acknowledged(), listener);
        left = false;
        window.widen(link.credit());
    }

    /**
     * Sends a frame of activities, as {@link io.tidemark.engine.ActivityFrameWriter} wrote it; copied. Waits while as many
     * batches as granted are under way.
     *
     * @return the batch's number, from 1
     * @throws FeedException where the server refuses or cannot be reached again in time
     */
    public long send(DirectBuffer frame, int offset, int length) throws FeedException {
        awaitCredit(window.sent() + 1);
        long number = window.put(frame, offset, length);
        try {
            link.write(window.message(number));
        } catch (IOException broken) {
            reconnect(broken);
        }
        return number;
    }

    private void awaitCredit(long number) throws FeedException {
        while (true) {
            try {
                window.acknowledged(link.awaitAcknowledged(number - Math.min(link.credit(), window.width())));
                return;
            } catch (IOException broken) {
                reconnect(broken);
            }
        }
    }

    /** Waits until everything sent is acknowledged. */
    public void awaitAll() throws FeedException {
        while (true) {
            try {
                window.acknowledged(link.awaitAcknowledged(window.sent()));
                return;
            } catch (IOException broken) {
                reconnect(broken);
            }
        }
    }

    /** Connects again and sends again what is not acknowledged. */
    private void reconnect(IOException cause) throws FeedException {
        leave();
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patienceMs);
        IOException last = cause;
        while (!(last instanceof FeedException refused) || refused.mayPass()) {
            if (System.nanoTime() - deadline >= 0) {
                throw new FeedException(
                        "the feed to " + address + " broke and could not be taken up again: " + last.getMessage(),
                        last);
            }
            pause();
            try {
                connect();
            } catch (IOException again) {
                last = again;
                continue;
            }
            try {
                sendAgain();
                return;
            } catch (IOException again) {
                last = again;
                leave();
            }
        }
        throw (FeedException) last;
    }

    /** Keeps what a broken link had achieved. */
    private void leave() {
        left = true;
        window.acknowledged(link.acknowledged());
        before = before.plus(link.totals());
        link.close();
    }

    private static void pause() throws FeedException {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new FeedException("interrupted while the feed was taken up again", stop);
        }
    }

    private void sendAgain() throws IOException {
        for (long number = window.acknowledged() + 1; number <= window.sent(); number++) {
            link.awaitAcknowledged(number - link.credit());
            link.write(window.message(number));
        }
    }

    /** What became of everything acknowledged; what was sent again after a broken connection may count as duplicate. */
    public FeedTotals totals() {
        return left ? before : before.plus(link.totals());
    }

    /** Batches sent. */
    public long sent() {
        return window.sent();
    }

    /** The server's sequence of the last command acknowledged. */
    public long sequence() {
        return link.sequence();
    }

    /** Breaks the connection off; {@link #awaitAll} first. */
    @Override
    public void close() {
        link.close();
    }
}
