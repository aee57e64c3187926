package io.tidemark.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * Ports for servers that a benchmark starts: below those that connections are given, since whoever asks again and again whether
 * such a port is listened on may find itself.
 */
public final class FreePorts {
    private static final int FIRST = 18_300;

    private FreePorts() {}

    /** A port that is free on this machine's own address, with the one behind it. */
    public static int pair() {
        int port = FIRST;
        while (!isFree(port) || !isFree(port + 1)) {
            port += 2;
        }
        return port;
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
