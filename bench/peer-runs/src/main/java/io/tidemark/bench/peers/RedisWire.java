package io.tidemark.bench.peers;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Redis's protocol over one connection: requests encoded ahead, sent many at once, answers read in their order. */
final class RedisWire implements AutoCloseable {
    private final Socket socket;
    private final BufferedInputStream in;
    private final OutputStream out;

    RedisWire(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
        out = socket.getOutputStream();
    }

    static void encode(ByteArrayOutputStream request, String... words) {
        write(request, "*" + words.length + "\r\n");
        for (String word : words) {
            write(request, "$" + word.getBytes(StandardCharsets.UTF_8).length + "\r\n" + word + "\r\n");
        }
    }

    private static void write(ByteArrayOutputStream request, String text) {
        request.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends one request and reads its answer. */
    Object call(String... words) throws IOException {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        encode(request, words);
        out.write(request.toByteArray());
        return read();
    }

    /** Sends requests at once and reads as many answers. */
    void pipeline(byte[] requests, int count) throws IOException {
        out.write(requests);
        for (int k = 0; k < count; k++) {
            read();
        }
    }

    /** A text, a number as a text, null, or a list of these. */
    private Object read() throws IOException {
        String line = line();
        String rest = line.substring(1);
        switch (line.charAt(0)) {
            case '+', ':':
                return rest;
            case '-':
                throw new IOException("Redis: " + rest);
            case '$':
                return text(Integer.parseInt(rest));
            default:
                return list(Integer.parseInt(rest));
        }
    }

    private String text(int length) throws IOException {
        if (length < 0) {
            return null;
        }
        byte[] bytes = in.readNBytes(length + 2);
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    private List<Object> list(int size) throws IOException {
        List<Object> list = new ArrayList<>();
        for (int k = 0; k < size; k++) {
            list.add(read());
        }
        return list;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\r'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("Redis closed the connection");
            }
            line.append((char) c);
        }
        in.read();
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
