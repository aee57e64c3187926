package io.tidemark.tools.cli;

import io.tidemark.gateway.answer.JsonText;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidemark watch}: a board that moves. */
@Command(
        name = "watch",
        description = {
            "Shows a board of a server as it moves, until Ctrl-C.",
            "",
            "On a terminal the board is redrawn; otherwise every change is a line: sequence, rank, participant, name, value",
            "and tier, with tabs between them. A connection that breaks is restored, and nothing is missed."
        })
final class WatchCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "BOARD", description = "the board")
    private String board;

    @Mixin
    private ServerOptions at;

    @Option(names = "--program", paramLabel = "P", description = "the program; not needed where there is only one")
    private String program;

    @Option(names = "--period", paramLabel = "ID", description = "the period (default: the running one)")
    private String period;

    @Option(names = "--segment", paramLabel = "NAME", description = "the segment, on a board that has some")
    private String segment;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "rows from the top (default: ${DEFAULT-VALUE})")
    private int limit;

    WatchCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Failure {
        String secret = at.token();
        ServerClient client = new ServerClient(at.server(), secret);
        String path =
                "/v1/programs/" + ServerClient.encode(program == null ? onlyProgram(client) : program) + "/boards/"
                        + ServerClient.encode(board) + "/stream?limit=" + limit + parameter("period", period)
                        + parameter("segment", segment);
        BoardScreen screen = console.outIsTerminal() ? new TerminalScreen(console) : new PlainScreen(console.out());
        new BoardStream(at.server(), secret, path, screen, console).follow();
        return Exit.DONE.status();
    }

    private static String parameter(String name, String value) {
        return value == null ? "" : "&" + name + "=" + ServerClient.encode(value);
    }

    private static String onlyProgram(ServerClient client) throws Failure {
        List<String> programs = client.get("/v1/programs").body().get("programs") instanceof List<?> list
                ? list.stream()
                        .map(one -> one instanceof Map<?, ?> map ? String.valueOf(map.get("program")) : "")
                        .toList()
                : List.of();
        if (programs.size() != 1) {
            throw new Failure(
                    Exit.USAGE,
                    programs.isEmpty()
                            ? "the server has no program yet — publish one first"
                            : "name one with --program: " + String.join(", ", programs));
        }
        return programs.get(0);
    }

    /** What a problem document says. */
    static String detail(String json) {
        try {
            return JsonText.text(JsonText.object(json), "detail");
        } catch (UncheckedIOException | IllegalArgumentException noJson) {
            return json;
        }
    }
}
