package io.tidemark.bench;

import io.tidemark.engine.host.PastCores;
import io.tidemark.gateway.HttpGateway;
import io.tidemark.gateway.access.Scope;
import io.tidemark.gateway.access.Token;
import io.tidemark.gateway.access.Tokens;
import io.tidemark.gateway.config.Setting;
import io.tidemark.gateway.config.Settings;
import io.tidemark.journal.JournalSettings;
import io.tidemark.journal.flush.SyncPolicy;
import io.tidemark.tools.service.Service;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * R1 as lines of JSON through {@code POST /v1/activities}, client included: each round a fresh data folder, the whole service
 * with its journal on a real disk, requests of so many lines one after the other on one connection, each answered when all of
 * it is durable under the policy and applied. The answers' counts, every rep's points, the boards and the hash of all
 * standings are compared before a figure is printed. Arguments: {@code transactions rounds policy store lines}.
 */
public final class HttpRun {
    private final R1 workload;
    private final List<byte[]> bodies;
    private final long expectedHash;

    private HttpRun(R1 workload, List<byte[]> bodies) {
        this.workload = workload;
        this.bodies = bodies;
        this.expectedHash = hashOfFrames(workload);
    }

    public static void main(String... arguments) throws Exception {
        int transactions = Integer.parseInt(argument(arguments, 0, "1000000"));
        int rounds = Integer.parseInt(argument(arguments, 1, "8"));
        SyncPolicy policy = SyncPolicy.valueOf(argument(arguments, 2, "group").toUpperCase(Locale.ROOT));
        JournalSettings.Store store = JournalSettings.Store.valueOf(
                argument(arguments, 3, "chronicle").toUpperCase(Locale.ROOT));
        R1Lines lines = new R1Lines(Integer.parseInt(argument(arguments, 4, "100000")));
        R1 workload = new R1(transactions, lines::add);
        HttpRun run = new HttpRun(workload, lines.bodies());
        double[] rates = new double[rounds];
        Path folder = Path.of("target/http-run");
        for (int round = 0; round < rounds; round++) {
            EndToEnd.delete(folder);
            rates[round] = run.round(folder, policy, store);
        }
        EndToEnd.delete(folder);
        Arrays.sort(rates);
        System.out.printf(
                Locale.ROOT,
                "NDJSON over HTTP, sync %s, store %s: %,d transactions, %d bytes each, best %.2f M/s, median %.2f M/s%n",
                policy.text(),
                store,
                transactions,
                lines.bytes() / transactions,
                rates[rounds - 1] / 1e6,
                rates[rounds / 2] / 1e6);
    }

    private static String argument(String[] arguments, int k, String otherwise) {
        return k < arguments.length ? arguments[k] : otherwise;
    }

    private static long hashOfFrames(R1 workload) {
        var core = workload.newCore();
        for (byte[] frame : workload.frames()) {
            core.apply(new org.agrona.concurrent.UnsafeBuffer(frame), 0, frame.length);
        }
        return core.standingsHash();
    }

    private double round(Path folder, SyncPolicy policy, JournalSettings.Store store) throws Exception {
        Tokens tokens = new Tokens();
        Token.Issued token = Token.issue(new SecureRandom(), "bench", Set.of(Scope.FEED), 0, 0, false);
        tokens.put(token.token());
        Settings settings = Settings.presets().option(Setting.PORT, 0).option(Setting.DATA, folder.toString());
        try (Service service = Service.open(EndToEnd.settings(folder, policy, store), sequence -> {});
                HttpGateway gateway = new HttpGateway(
                        settings,
                        service.frames(),
                        service.reads(),
                        PastCores.NONE,
                        tokens,
                        () -> true,
                        router -> {})) {
            EndToEnd.offer(service, workload.references());
            InetSocketAddress address = gateway.start();
            ThreadTimes before = ThreadTimes.now();
            long began = System.nanoTime();
            long accepted = send(address, token.secret());
            long tookNs = System.nanoTime() - began;
            String busy = ThreadTimes.now().since(before, workload.transactions());
            if (accepted != workload.transactions()) {
                throw new IllegalStateException(accepted + " of " + workload.transactions() + " were accepted");
            }
            if (EndToEnd.check(service, workload.expected()) != expectedHash) {
                throw new IllegalStateException(
                        "the standings are not those that the same transactions make as frames");
            }
            double rate = workload.transactions() * 1e9 / tookNs;
            System.out.printf(Locale.ROOT, "%.3f M/s; processor time per transaction: %s%n", rate / 1e6, busy);
            return rate;
        }
    }

    /** Answers how many the server says that it took, accepted or as duplicates. */
    private long send(InetSocketAddress address, String token) throws IOException {
        long taken = 0;
        try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
            socket.setTcpNoDelay(true);
            InputStream in = socket.getInputStream();
            for (byte[] body : bodies) {
                socket.getOutputStream().write(head(address, token, body.length));
                socket.getOutputStream().write(body);
                String answer = HttpAnswer.read(in);
                taken += HttpAnswer.number(answer, "accepted") + HttpAnswer.number(answer, "duplicate");
            }
        }
        return taken;
    }

    private static byte[] head(InetSocketAddress address, String token, int length) {
        return ("POST /v1/activities HTTP/1.1\r\nHost: 127.0.0.1:" + address.getPort() + "\r\nAuthorization: Bearer "
                        + token + "\r\nContent-Type: application/x-ndjson\r\nContent-Length: " + length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
