package io.tidemark.gateway.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.engine.ActivityFrameWriter;
import io.tidemark.engine.EngineLimits;
import io.tidemark.engine.Fixed;
import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.host.CoreReads;
import io.tidemark.engine.host.DirectHost;
import io.tidemark.engine.host.FrameSink;
import io.tidemark.engine.outcome.Verdict;
import io.tidemark.gateway.feed.sbe.Refusal;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The feed over a real socket into a real core. */
class FeedServerTest {
    private static final String TOKEN = "letmein";
    private static final FeedAccess ACCESS = token -> token.equals(TOKEN) ? "tester" : null;

    private final DirectHost host = new DirectHost(EngineLimits.DEFAULT, () -> Sales.NOW);
    private FeedServer server;
    private InetSocketAddress address;

    @BeforeEach
    void start() throws IOException {
        start(host, FeedLimits.DEFAULT, 0);
    }

    private void start(FrameSink sink, FeedLimits limits, int port) throws IOException {
        server = new FeedServer(sink, () -> true, ACCESS, limits, null);
        address = server.start("127.0.0.1", port);
    }

    private void restart(FrameSink sink, FeedLimits limits) throws IOException {
        server.close();
        start(sink, limits, 0);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private FeedClient client(FeedListener listener, long patienceMs) throws FeedException {
        return new FeedClient(address, TOKEN, "test", listener, patienceMs);
    }

    private static void send(FeedClient client, byte[] frame) throws FeedException {
        client.send(new UnsafeBuffer(frame), 0, frame.length);
    }

    private long sequence() {
        AtomicReference<Long> answer = new AtomicReference<>();
        host.offer(new CoreReads.Read() {
            @Override
            public void read(ScoringCore core) {
                answer.set(core.sequence());
            }

            @Override
            public void halted() {}
        });
        return answer.get();
    }

    @Test
    void shouldAcknowledgeEveryBatchOnceItIsApplied() throws Exception {
        try (FeedClient client = client(FeedListener.NONE, 0)) {
            for (int k = 0; k < 500; k++) {
                send(client, Sales.frame(k, 20));
            }
            client.awaitAll();
            assertThat(client.totals()).isEqualTo(new FeedTotals(10_000, 0, 0, 0));
            assertThat(client.sequence()).isEqualTo(10_000);
            send(client, Sales.frame(3, 20));
            client.awaitAll();
            assertThat(client.totals()).isEqualTo(new FeedTotals(10_000, 20, 0, 0));
        }
        assertThat(sequence()).isEqualTo(10_020);
    }

    @Test
    void shouldNameWhatIsRefusedOrInConflict() throws Exception {
        List<String> verdicts = new CopyOnWriteArrayList<>();
        FeedListener listener = new FeedListener() {
            @Override
            public void verdict(long number, int index, Verdict verdict) {
                verdicts.add(number + " " + index + " " + verdict);
            }
        };
        ActivityFrameWriter writer = new ActivityFrameWriter();
        writer.add(Sales.sale("S1-0", 5 * Fixed.ONE, LocalDate.of(2026, 3, 1)));
        writer.add(Sales.sale("new", Fixed.ONE, LocalDate.of(2026, 3, 1)));
        writer.add(Sales.sale("ahead", Fixed.ONE, LocalDate.of(2026, 5, 1)));
        writer.add(Sales.sale("minus", -Fixed.ONE, LocalDate.of(2026, 3, 1)));
        try (FeedClient client = client(listener, 0)) {
            send(client, Sales.frame(1, 3));
            send(client, Sales.encoded(writer));
            client.awaitAll();
            assertThat(client.totals()).isEqualTo(new FeedTotals(4, 0, 1, 2));
        }
        assertThat(verdicts).containsExactly("2 0 CONFLICT", "2 2 DATE_AHEAD", "2 3 NEGATIVE_SALE");
    }

    @Test
    void shouldWaitWhileThereIsNoRoom() throws Exception {
        AtomicInteger refusals = new AtomicInteger();
        FrameSink narrow = (frame, offset, length, applied) ->
                refusals.incrementAndGet() % 4 == 0 && host.offer(frame, offset, length, applied);
        restart(narrow, new FeedLimits(8, 4, 10_000, 10_000));
        try (FeedClient client = client(FeedListener.NONE, 0)) {
            for (int k = 0; k < 100; k++) {
                send(client, Sales.frame(k, 10));
            }
            client.awaitAll();
            assertThat(client.totals()).isEqualTo(new FeedTotals(1_000, 0, 0, 0));
        }
        assertThat(refusals.get()).isEqualTo(400);
    }

    @Test
    void shouldGoOnWhereItWasAfterABrokenConnection() throws Exception {
        int port = address.getPort();
        try (FeedClient client = client(FeedListener.NONE, 20_000)) {
            for (int k = 0; k < 200; k++) {
                send(client, Sales.frame(k, 10));
                if (k == 60 || k == 130) {
                    server.close();
                    start(host, FeedLimits.DEFAULT, port);
                }
            }
            client.awaitAll();
            FeedTotals totals = client.totals();
            assertThat(totals.accepted() + totals.duplicate()).isBetween(2_000L, 2_000L + 2 * 64 * 10);
            assertThat(totals.refused() + totals.conflict()).isZero();
            long duplicates = sequence() - 2_000;
            send(client, Sales.frame(0, 10));
            client.awaitAll();
            assertThat(duplicates).as("what was sent again").isBetween(0L, 2L * 64 * 10);
        }
    }

    @Test
    void shouldRefuseAForeignToken() {
        assertThatThrownBy(() -> new FeedClient(address, "guess", "test", FeedListener.NONE, 5_000))
                .isInstanceOfSatisfying(
                        FeedException.class,
                        wrong -> assertThat(wrong.refusal()).isEqualTo(Refusal.TOKEN));
    }

    @Test
    void shouldRefuseAFrameThatLiesAboutItsHashes() throws Exception {
        byte[] frame = Sales.frame(1, 5);
        frame[8 + 28 + 4] ^= 1;
        try (FeedClient client = client(FeedListener.NONE, 5_000)) {
            send(client, frame);
            assertThatThrownBy(client::awaitAll)
                    .isInstanceOfSatisfying(
                            FeedException.class,
                            wrong -> assertThat(wrong.refusal()).isEqualTo(Refusal.FRAME))
                    .hasMessageContaining("batch 1: the hash of definition 0");
        }
        assertThat(sequence()).isZero();
        shouldAcknowledgeEveryBatchOnceItIsApplied();
    }

    @Test
    void shouldRefuseMoreConnectionsThanItHolds() throws Exception {
        restart(host, new FeedLimits(8, 1, 10_000, 10_000));
        try (FeedClient first = client(FeedListener.NONE, 0)) {
            assertThatThrownBy(() -> client(FeedListener.NONE, 0))
                    .isInstanceOfSatisfying(
                            FeedException.class,
                            wrong -> assertThat(wrong.refusal()).isEqualTo(Refusal.BUSY));
            send(first, Sales.frame(1, 1));
            first.awaitAll();
        }
    }

    @Test
    void shouldEndAConnectionThatSaysNothing() throws Exception {
        restart(host, new FeedLimits(8, 4, 50, 10_000));
        try (Socket silent = new Socket("127.0.0.1", address.getPort())) {
            assertThat(refusal(silent)).isEqualTo(Refusal.SLOW);
        }
    }

    @Test
    void shouldAnswerWhatIsNoFeedWithARefusalAndStayHealthy() throws Exception {
        byte[] hello = hello();
        byte[] wrongMagic = hello.clone();
        wrongMagic[12] ^= 1;
        byte[] version = hello.clone();
        version[16] = 9;
        assertThat(answerTo("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo(Refusal.NOT_A_FEED);
        assertThat(answerTo(wrongMagic)).isEqualTo(Refusal.NOT_A_FEED);
        assertThat(answerTo(version)).isEqualTo(Refusal.VERSION);
        assertThat(answerTo(batch(1, Sales.frame(1, 1)))).isEqualTo(Refusal.NOT_A_FEED);
        assertThat(answerTo(new byte[] {0, 0, 0, 0})).isEqualTo(Refusal.NOT_A_FEED);
        assertThat(answerTo(joined(hello, new byte[] {0, 0, 0, 0x7F}))).isEqualTo(Refusal.TOO_LARGE);
        assertThat(answerTo(joined(hello, hello))).isEqualTo(Refusal.ORDER);
        assertThat(answerTo(joined(hello, batch(2, Sales.frame(1, 1))))).isEqualTo(Refusal.ORDER);
        assertThat(answerTo(joined(hello, batch(1, Arrays.copyOf(Sales.frame(1, 1), 60)))))
                .isEqualTo(Refusal.FRAME);
        assertThat(sequence()).isZero();
        shouldAcknowledgeEveryBatchOnceItIsApplied();
    }

    @Test
    void shouldAcknowledgeEverythingBehindAHalfClose() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", address.getPort())) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write(hello());
            for (int k = 1; k <= 40; k++) {
                out.write(batch(k, Sales.frame(k, 30)));
            }
            socket.shutdownOutput();
            DataInputStream in = new DataInputStream(socket.getInputStream());
            long last = 0;
            for (int first = in.read(); first >= 0; first = in.read()) {
                byte[] rest = new byte[3];
                in.readFully(rest);
                byte[] message = new byte[first | (rest[0] & 0xFF) << 8 | (rest[1] & 0xFF) << 16];
                in.readFully(message);
                last = message[2] == 4 ? new UnsafeBuffer(message).getLong(8) : last;
            }
            assertThat(last).isEqualTo(40);
        }
        assertThat(sequence()).isEqualTo(1_200);
    }

    @Test
    void shouldRefuseMoreThanItsCredit() throws Exception {
        // a core that answers nothing
        restart((frame, offset, length, applied) -> true, new FeedLimits(4, 4, 10_000, 10_000));
        byte[] bytes = hello();
        for (int k = 1; k <= 5; k++) {
            bytes = joined(bytes, batch(k, Sales.frame(k, 1)));
        }
        assertThat(answerTo(bytes)).isEqualTo(Refusal.CREDIT);
    }

    private static byte[] hello() {
        return new FeedWindow().hello(TOKEN, "test");
    }

    private static byte[] batch(long number, byte[] frame) {
        byte[] bytes = FeedWindow.batch(null, number, new UnsafeBuffer(frame), 0, frame.length);
        return Arrays.copyOf(bytes, 4 + new UnsafeBuffer(bytes).getInt(0));
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    /** Sends bytes and a megabyte behind them, and answers why the server refuses. */
    private Refusal answerTo(byte[] bytes) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", address.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(bytes);
            try {
                out.write(new byte[1 << 20]);
            } catch (IOException closed) {
                // the answer may be there all the same
            }
            return refusal(socket);
        }
    }

    /** Reads messages up to a refusal, and that the connection ends behind it. */
    private static Refusal refusal(Socket socket) throws IOException {
        socket.setSoTimeout(20_000);
        DataInputStream in = new DataInputStream(socket.getInputStream());
        while (true) {
            byte[] message = new byte[Integer.reverseBytes(in.readInt())];
            in.readFully(message);
            if (message[2] == 5) {
                assertThat(in.read()).as("the connection ends").isEqualTo(-1);
                return Refusal.get(message[8]);
            }
        }
    }
}
