package io.tidemark.tools.simulate;

import io.tidemark.engine.host.FrameSink;
import io.tidemark.gateway.feed.FeedLimits;
import io.tidemark.gateway.feed.FeedOut;
import io.tidemark.gateway.feed.FeedRefusal;
import io.tidemark.gateway.feed.FeedSession;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A connection: bytes both ways, delivered in any pieces, and the server's session at one end. */
final class SimLink implements FeedOut {
    private static final int WINDOW = 16 << 10;

    final int number;
    private final Bytes toServer = new Bytes();
    private final Bytes atServer = new Bytes();
    private final Bytes toClient = new Bytes();
    private final Bytes atClient = new Bytes();
    private final FeedSession session;
    private final UnsafeBuffer message = new UnsafeBuffer(0, 0);
    private boolean woken;
    private boolean clientLeft;
    private boolean serverLeft;
    private boolean finished;

    SimLink(int number, FrameSink frames, FeedLimits limits) {
        this.number = number;
        this.session = new FeedSession(frames, token -> token.equals("token") ? "simulated" : null, limits, this);
    }

    // the client's end

    void clientWrites(byte[] bytes, int length) {
        toServer.add(bytes, 0, length);
    }

    boolean clientMayWrite() {
        return toServer.size() < WINDOW && !serverLeft;
    }

    /** The next whole message that arrived, or {@code null}. */
    byte[] clientReads() {
        int length = atClient.message();
        if (length < 0) {
            return null;
        }
        byte[] bytes = atClient.peek(length);
        atClient.skip(Integer.BYTES + length);
        return bytes;
    }

    /** Whether nothing more will come. */
    boolean isOverForClient() {
        return serverLeft && toClient.size() == 0;
    }

    /** The client is gone; the server will find out, or not for long. */
    void clientLeaves() {
        clientLeft = true;
        toClient.clear();
    }

    // the way

    int underWay() {
        return toServer.size() + toClient.size();
    }

    void deliverToServer(int most) {
        int length = Math.min(most, toServer.size());
        if (length > 0 && !serverLeft) {
            toServer.moveTo(atServer, length);
            serverReads();
        } else if (clientLeft && toServer.size() == 0 && !finished && !serverLeft) {
            finished = true;
            session.finish();
        }
    }

    void deliverToClient(int most) {
        toClient.moveTo(atClient, Math.min(most, toClient.size()));
    }

    /** Breaks: of what is on its way, so much still arrives at the client. */
    void breaks(int arrives) {
        serverLeft = true;
        toServer.clear();
        toClient.keep(Math.min(arrives, toClient.size()));
    }

    // the server's end

    boolean isOver() {
        return serverLeft;
    }

    /** Reads on where the core had no room before. */
    void serverReads() {
        while (!serverLeft && !session.isEnded()) {
            int length = atServer.message();
            if (length < 0) {
                return;
            }
            message.wrap(atServer.peek(length));
            if (session.message(message, 0, length) == FeedSession.Taken.BUSY) {
                return;
            }
            atServer.skip(Integer.BYTES + length);
        }
    }

    boolean wantsPump() {
        return woken && !serverLeft;
    }

    void pump() {
        woken = false;
        session.pump();
    }

    void losesPatience() {
        session.refuse(FeedRefusal.slow("the simulated server lost its patience"));
    }

    @Override
    public void send(DirectBuffer buffer, int offset, int length) {
        byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        if (!clientLeft) {
            toClient.add(bytes, 0, length);
        }
    }

    @Override
    public boolean isWritable() {
        return toClient.size() < WINDOW;
    }

    @Override
    public void end() {
        serverLeft = true;
    }

    @Override
    public void wake() {
        woken = true;
    }
}
