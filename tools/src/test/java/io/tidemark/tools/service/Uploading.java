package io.tidemark.tools.service;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** One request whose body is made while it is sent, so that its size costs the sender nothing. */
final class Uploading implements AutoCloseable {
    private static final int PATIENCE_MS = 300_000;

    private final Socket socket;
    private final OutputStream out;
    private final InputStream in;
    private long sent;

    /** @param more headers, each with its line's end */
    Uploading(InetSocketAddress address, String token, String request, String more) throws IOException {
        socket = new Socket(address.getAddress(), address.getPort());
        socket.setSoTimeout(PATIENCE_MS);
        out = socket.getOutputStream();
        in = socket.getInputStream();
        String head =
                request + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token + "\r\n" + more + "\r\n";
        out.write(head.getBytes(StandardCharsets.US_ASCII));
    }

    /** What came back, and how much was sent until then. */
    record Answer(int status, String body, long sent) {}

    /** Sends the same bytes in chunks, until there are enough or the server answers. */
    Answer chunks(byte[] piece, long bytes) throws IOException {
        byte[] chunk = chunk(piece);
        try {
            while (sent < bytes && in.available() == 0) {
                out.write(chunk);
                sent += piece.length;
            }
            if (in.available() == 0) {
                out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException cut) {
            // the server has answered and reads no more: what it said is there to be read
        }
        return answer();
    }

    private static byte[] chunk(byte[] piece) {
        byte[] size = (Integer.toHexString(piece.length) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] chunk = new byte[size.length + piece.length + 2];
        System.arraycopy(size, 0, chunk, 0, size.length);
        System.arraycopy(piece, 0, chunk, size.length, piece.length);
        chunk[chunk.length - 2] = '\r';
        chunk[chunk.length - 1] = '\n';
        return chunk;
    }

    /** Reads the answer; of one without a length up to the end of the connection. */
    Answer answer() throws IOException {
        String status = line();
        int length = -1;
        for (String header = line(); !header.isEmpty(); header = line()) {
            if (header.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(
                        header.substring(header.indexOf(':') + 1).strip());
            }
        }
        byte[] body = length < 0 ? in.readAllBytes() : in.readNBytes(length);
        return new Answer(Integer.parseInt(status.substring(9, 12)), new String(body, StandardCharsets.UTF_8), sent);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new IOException("the server closed the connection without an answer");
            }
            line.append((char) b);
        }
        return line.toString().strip();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
