package io.tidemark.portal;

import io.tidemark.engine.ActivityFrameWriter;
import io.tidemark.engine.CommandFrames;
import io.tidemark.engine.EngineLimits;
import io.tidemark.engine.activity.Activity;
import io.tidemark.engine.directory.ParticipantRow;
import io.tidemark.engine.directory.ProductRow;
import io.tidemark.engine.host.DirectHost;
import io.tidemark.engine.host.FrameSink;
import io.tidemark.engine.host.PastCores;
import io.tidemark.engine.outcome.Outcome;
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
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import org.agrona.concurrent.UnsafeBuffer;

/** The real server on a free port over a real core, with everything that is watched. */
final class LiveServer implements AutoCloseable, FrameSink.Applied {
    static final int HEARTBEAT_MS = 500;

    final DirectHost host = new DirectHost(EngineLimits.DEFAULT, System::currentTimeMillis);
    final Tokens tokens = new Tokens();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[EngineLimits.MAX_FRAME * 2]);
    private final CommandFrames commands = new CommandFrames(buffer, length -> host.offer(buffer, 0, length, this));
    private final ActivityFrameWriter writer = new ActivityFrameWriter();
    private final HttpGateway gateway;
    private final int port;

    LiveServer() {
        try {
            Settings settings = Settings.presets()
                    .option(Setting.PORT, 0)
                    .option(Setting.DATA, Path.of("target", "portal-data"))
                    .option(Setting.STOP_TIME, "1s")
                    .option(Setting.LIVE_HEARTBEAT, HEARTBEAT_MS + "ms");
            gateway = new HttpGateway(settings, host, host, PastCores.NONE, tokens, () -> true, router -> {});
            port = gateway.start().getPort();
        } catch (SettingException | IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    int port() {
        return port;
    }

    String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    /** Path and query of a link that signs a browser in, once. */
    String signInLink() {
        return gateway.signInLink("somebody", Set.of(Scope.READ));
    }

    /** The secret of a browser's session. */
    String session() {
        return secret(true);
    }

    /** The secret of a token. */
    String token() {
        return secret(false);
    }

    /** The secret of a session of somebody who may do more than look. */
    String session(Scope scope) {
        return secret(true, scope);
    }

    private String secret(boolean session) {
        return secret(session, Scope.READ);
    }

    private String secret(boolean session, Scope scope) {
        Token.Issued issued = Token.issue(new SecureRandom(), "somebody", Set.of(scope), 1, 0, session);
        tokens.put(issued.token());
        return issued.secret();
    }

    synchronized void publish(String program) {
        commands.publish(ProgramReader.read("program.yaml", program, new Problems()));
    }

    synchronized void participants(List<ParticipantRow> rows) {
        commands.participants(rows);
    }

    synchronized void products(List<ProductRow> rows) {
        commands.products(rows);
    }

    /** Adds an activity to the next frame, which goes when it is full. */
    synchronized void add(Activity activity) {
        if (writer.count() == EngineLimits.MAX_COMMANDS || !writer.hasRoomFor(activity)) {
            flush();
        }
        writer.add(activity);
    }

    synchronized void flush() {
        if (writer.count() > 0) {
            host.offer(buffer, 0, writer.encode(buffer, 0), this);
        }
    }

    @Override
    public void applied(Outcome outcome) {
        // what counts is what a viewer sees
    }

    @Override
    public void halted() {
        throw new IllegalStateException("the core has halted");
    }

    @Override
    public void close() {
        gateway.close();
    }
}
