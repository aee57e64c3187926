package io.tidemark.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Reads answers of the server itself, which give their length. */
final class HttpAnswer {
    private HttpAnswer() {}

    /** The body of the next answer. */
    static String read(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the server closed the connection: " + head);
            }
            head.append((char) next);
        }
        String small = head.toString().toLowerCase(Locale.ROOT);
        int at = small.indexOf("content-length:") + "content-length:".length();
        int length =
                Integer.parseInt(small.substring(at, small.indexOf('\r', at)).strip());
        String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        if (!head.toString().startsWith("HTTP/1.1 200")) {
            throw new IOException(head + body);
        }
        return body;
    }

    /** The first number of a name in a document. */
    static long number(String json, String name) {
        int at = json.indexOf("\"" + name + "\":") + name.length() + 3;
        int end = at;
        while (Character.isDigit(json.charAt(end))) {
            end++;
        }
        return Long.parseLong(json.substring(at, end));
    }
}
