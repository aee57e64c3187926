package io.tidemark.gateway.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Bytes to a server and what it answers, without a client's good manners. */
final class Raw {
    private static final int PATIENCE_MS = 20_000;

    private Raw() {}

    static Socket connect(InetSocketAddress address) throws IOException {
        Socket socket = new Socket(address.getAddress(), address.getPort());
        socket.setSoTimeout(PATIENCE_MS);
        return socket;
    }

    /** The status of the first answer to some bytes; -1 where the connection is closed without one. */
    static int status(InetSocketAddress address, String bytes) throws IOException {
        try (Socket socket = connect(address)) {
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return status(socket);
        }
    }

    static int status(Socket socket) throws IOException {
        String line = line(socket.getInputStream());
        return line.startsWith("HTTP/1.") ? Integer.parseInt(line.substring(9, 12)) : -1;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            line.append((char) b);
        }
        return line.toString();
    }
}
