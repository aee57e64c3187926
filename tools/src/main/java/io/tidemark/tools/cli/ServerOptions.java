package io.tidemark.tools.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which server a command speaks to, and as whom. */
public final class ServerOptions {
    @Option(
            names = "--server",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8080",
            description = "the server (default: ${DEFAULT-VALUE})")
    private String server;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description = "the token (default: TIDEMARK_TOKEN, or that of --data)")
    private String token;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "the server's data folder, on the same machine: its token is used")
    private Path data;

    public String server() {
        return server;
    }

    /** The token to show. */
    public String token() throws Failure {
        return ServerClient.token(token, data);
    }
}
