package io.tidemark.gateway.http;

import io.tidemark.engine.CommandFrames;
import io.tidemark.engine.EngineLimits;
import io.tidemark.engine.host.DirectHost;
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
import java.security.SecureRandom;
import java.util.Set;
import org.agrona.concurrent.UnsafeBuffer;

/** A real server on a free port over a real core, and a client. */
final class TestServer implements AutoCloseable {
    final DirectHost host = new DirectHost(EngineLimits.DEFAULT, System::currentTimeMillis);
    final Tokens tokens = new Tokens();
    final HttpGateway gateway;
    final InetSocketAddress address;
    final String admin = token(Scope.ADMIN);
    private final HttpClient client = HttpClient.newHttpClient();

    TestServer(String... settings) {
        try {
            Settings all = Settings.presets().option(Setting.PORT, 0);
            for (int k = 0; k < settings.length; k += 2) {
                all.option(Setting.of(settings[k]), settings[k + 1]);
            }
            gateway = new HttpGateway(all, host, host, tokens, () -> true, router -> {});
            address = gateway.start();
        } catch (SettingException | IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** A secret with a scope. */
    String token(Scope scope) {
        Token.Issued issued = Token.issue(new SecureRandom(), scope.text(), Set.of(scope), 1, 0, false);
        tokens.put(issued.token());
        return issued.secret();
    }

    /** The sequence of the last command applied. */
    long sequence() {
        long[] sequence = new long[1];
        host.offer(new io.tidemark.engine.host.CoreReads.Read() {
            @Override
            public void read(io.tidemark.engine.ScoringCore core) {
                sequence[0] = core.sequence();
            }

            @Override
            public void halted() {}
        });
        return sequence[0];
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
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        gateway.close();
    }
}
