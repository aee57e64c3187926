package io.tidemark.gateway.http;

import io.tidemark.engine.CommandFrames;
import io.tidemark.engine.EngineLimits;
import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.desk.Desk;
import io.tidemark.engine.desk.DeskCollection;
import io.tidemark.engine.host.CoreReads;
import io.tidemark.engine.host.DirectHost;
import io.tidemark.engine.host.FrameSink;
import io.tidemark.engine.host.PastCores;
import io.tidemark.gateway.HttpGateway;
import io.tidemark.gateway.access.Scope;
import io.tidemark.gateway.access.Token;
import io.tidemark.gateway.access.Tokens;
import io.tidemark.gateway.config.Setting;
import io.tidemark.gateway.config.SettingException;
import io.tidemark.gateway.config.Settings;
import io.tidemark.gateway.language.Problems;
import io.tidemark.gateway.language.ProgramReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A real server on a free port over a real core, and a client. */
final class TestServer implements AutoCloseable {
    final DirectHost host = new DirectHost(EngineLimits.DEFAULT, System::currentTimeMillis);
    final Tokens tokens = new Tokens();
    final Path data;
    final AtomicBoolean ready = new AtomicBoolean(true);
    private final FrameSink sink = this::offer;
    final HttpGateway gateway;
    final InetSocketAddress address;
    final String admin = token(Scope.ADMIN);
    private final HttpClient client = HttpClient.newHttpClient();

    /** Adds routes to a server. */
    interface More {
        void add(CoreReads core, Router router);
    }

    TestServer(String... settings) {
        this((core, router) -> {}, settings);
    }

    TestServer(More more, String... settings) {
        try {
            data = Files.createTempDirectory("tidemark-test");
            Settings all = Settings.presets().option(Setting.PORT, 0).option(Setting.DATA, data);
            for (int k = 0; k < settings.length; k += 2) {
                all.option(Setting.of(settings[k]), settings[k + 1]);
            }
            gateway = new HttpGateway(
                    all, sink, host, PastCores.NONE, tokens, ready::get, router -> more.add(host, router));
            address = gateway.start();
            gateway.recovered();
        } catch (SettingException | IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Whether the pipeline has room. */
    final AtomicBoolean room = new AtomicBoolean(true);

    private boolean offer(DirectBuffer frame, int offset, int length, FrameSink.Applied applied) {
        return room.get() && host.offer(frame, offset, length, applied);
    }

    /** A secret with a scope. */
    String token(Scope scope) {
        Token.Issued issued = Token.issue(new SecureRandom(), scope.text(), Set.of(scope), 1, 0, false);
        tokens.put(issued.token());
        return issued.secret();
    }

    /** The sequence of the last command applied. */
    long sequence() {
        return read(ScoringCore::sequence);
    }

    /** Everything that the desk keeps. */
    List<String> deskTexts() {
        return read(core -> Stream.of(DeskCollection.values())
                .flatMap(collection -> core.desk().entries(collection).stream())
                .map(Desk.Entry::text)
                .toList());
    }

    private <V> V read(Function<ScoringCore, V> what) {
        AtomicReference<V> values = new AtomicReference<>();
        host.offer(new CoreReads.Read() {
            @Override
            public void read(ScoringCore core) {
                values.set(what.apply(core));
            }

            @Override
            public void halted() {}
        });
        return values.get();
    }

    void publish(String program) {
        Problems problems = new Problems();
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[EngineLimits.MAX_FRAME]);
        new CommandFrames(buffer, length -> host.offer(buffer, 0, length, Ignored.INSTANCE))
                .publish(ProgramReader.read("program.yaml", program, problems));
    }

    private enum Ignored implements io.tidemark.engine.host.FrameSink.Applied {
        INSTANCE;

        @Override
        public void applied(io.tidemark.engine.outcome.Outcome outcome) {}

        @Override
        public void halted() {}
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + address.getPort() + path))
                .header("Authorization", "Bearer " + admin);
    }

    HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            HttpRequest built = request.build();
            HttpResponse<String> response = client.send(built, HttpResponse.BodyHandlers.ofString());
            String query = built.uri().getRawQuery();
            Contract.check(
                    built.method(),
                    built.uri().getRawPath() + (query == null ? "" : "?" + query),
                    response.statusCode(),
                    response.headers().firstValue("content-type").orElse(""),
                    response.body());
            return response;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        gateway.close();
        try (Stream<Path> files = Files.walk(data)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
