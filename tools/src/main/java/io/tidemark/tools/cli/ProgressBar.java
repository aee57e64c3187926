package io.tidemark.tools.cli;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;

/** How far a file has been sent and read, in one line that is rewritten: on a terminal only. */
final class ProgressBar {
    private static final int CELLS = 30;
    private static final long REDRAW_NS = 100_000_000L;
    private static final long SECOND_NS = 1_000_000_000L;

    private final Console console;
    private final String label;
    private final long beganNs = System.nanoTime();
    private long readFromNs;
    private long drawnAtNs;
    private int width;

    ProgressBar(Console console, String label) {
        this.console = console;
        this.label = label;
    }

    /** The same body, watched while it is sent. */
    BodyPublisher watch(BodyPublisher body, long bytes) {
        if (!console.errIsTerminal()) {
            return body;
        }
        return BodyPublishers.fromPublisher(
                subscriber -> body.subscribe(new Watch(subscriber, bytes)), Math.max(1, bytes));
    }

    private final class Watch implements Flow.Subscriber<ByteBuffer> {
        private final Flow.Subscriber<? super ByteBuffer> to;
        private final long bytes;
        private long sent;

        Watch(Flow.Subscriber<? super ByteBuffer> to, long bytes) {
            this.to = to;
            this.bytes = bytes;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            to.onSubscribe(subscription);
        }

        @Override
        public void onNext(ByteBuffer piece) {
            sent += piece.remaining();
            int full = (int) (bytes == 0 ? CELLS : CELLS * sent / bytes);
            draw(label + ": sending [" + "=".repeat(full) + " ".repeat(CELLS - full) + "] "
                    + (bytes == 0 ? 100 : 100 * sent / bytes) + "%" + left(sent, bytes, System.nanoTime() - beganNs));
            to.onNext(piece);
        }

        @Override
        public void onError(Throwable failed) {
            to.onError(failed);
        }

        @Override
        public void onComplete() {
            to.onComplete();
        }
    }

    /** So many rows were read by the server. */
    void rows(long rows) {
        if (console.errIsTerminal()) {
            readFromNs = readFromNs == 0 ? System.nanoTime() : readFromNs;
            draw(label + ": read " + Numbers.rows(rows) + rate(rows, System.nanoTime() - readFromNs));
        }
    }

    /** How long the rest takes at the pace so far; empty in the first second. */
    static String left(long done, long all, long ns) {
        if (ns < SECOND_NS || done <= 0 || done >= all) {
            return "";
        }
        long seconds = (long) Math.ceil((double) (all - done) / done * ns / SECOND_NS);
        return ", " + (seconds < 60 ? seconds + " s" : seconds / 60 + " min " + seconds % 60 + " s") + " left";
    }

    /** Rows per second so far; empty in the first second. */
    static String rate(long rows, long ns) {
        return ns < SECOND_NS ? "" : ", " + Numbers.grouped((long) ((double) rows * SECOND_NS / ns)) + " rows/s";
    }

    private synchronized void draw(String line) {
        if (System.nanoTime() - drawnAtNs < REDRAW_NS) {
            return;
        }
        drawnAtNs = System.nanoTime();
        console.err().print("\r" + line + " ".repeat(Math.max(0, width - line.length())));
        console.err().flush();
        width = line.length();
    }

    /** Makes room for a line of text. */
    synchronized void clear() {
        if (width > 0) {
            console.err().print("\r" + " ".repeat(width) + "\r");
            console.err().flush();
            width = 0;
        }
    }
}
