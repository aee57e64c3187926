package io.tidemark.portal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** A line between browser and server that can be cut, as lines are. */
final class Relay implements AutoCloseable {
    private final int target;
    private final ServerSocket listening = new ServerSocket();
    private final List<Socket> sockets = new ArrayList<>();
    private boolean isCut;
    private volatile boolean isFrozen;

    Relay(int target) throws IOException {
        this.target = target;
        listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        daemon(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "relay");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket near = listening.accept();
                Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
                if (keep(near, far)) {
                    daemon(() -> copy(near, far));
                    daemon(() -> copy(far, near));
                }
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private synchronized boolean keep(Socket near, Socket far) throws IOException {
        if (isCut) {
            near.close();
            far.close();
            return false;
        }
        sockets.add(near);
        sockets.add(far);
        return true;
    }

    private void copy(Socket from, Socket to) {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            byte[] buffer = new byte[1 << 14];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                while (isFrozen) {
                    Thread.sleep(10);
                }
                out.write(buffer, 0, count);
                out.flush();
            }
        } catch (IOException | InterruptedException cut) {
            // as if the other end had gone
        }
    }

    /** Every connection breaks, and none is made, until {@link #mend}. */
    synchronized void cut() throws IOException {
        isCut = true;
        for (Socket socket : sockets) {
            socket.close();
        }
        sockets.clear();
    }

    /** Nothing goes through any more, and nobody is told. */
    void freeze() {
        isFrozen = true;
    }

    synchronized void mend() {
        isCut = false;
        isFrozen = false;
    }

    @Override
    public void close() throws IOException {
        cut();
        listening.close();
    }
}
