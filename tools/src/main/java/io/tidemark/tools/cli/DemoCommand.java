package io.tidemark.tools.cli;

import io.tidemark.tools.demo.Demo;
import io.tidemark.tools.demo.LiveDemo;
import io.tidemark.tools.service.Logs;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tidemark demo}: real data under a demonstration program, live in a browser. */
@Command(
        name = "demo",
        description = {
            "Writes two real data sets as POS files of seven distributors, each in a layout of its own, starts the service,",
            "publishes a program and sends the files: open the link and watch the boards move. Ctrl-C stops it.",
            "",
            "The files are written once; edit the folder's program.yaml and run again to see what changes. What the service",
            "itself keeps is gone when it stops."
        })
final class DemoCommand implements Callable<Integer> {
    private static final int SAID_OFTEN = 10;

    private final Console console;

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            defaultValue = "demo-data",
            description = "where the files are (default: ${DEFAULT-VALUE})")
    private Path folder;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "the port to listen on; another where it is taken (default: ${DEFAULT-VALUE})")
    private int port;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "180",
            description = "how long the running period's sales take to arrive (default: ${DEFAULT-VALUE})")
    private long seconds;

    @Option(
            names = "--no-serve",
            description =
                    "score the files in this process, print what people would see, and end: no service, no browser")
    private boolean noServe;

    private int saidAt = -1;

    DemoCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Failure {
        if (noServe) {
            return new Demo(console, folder).run().status();
        }
        Logs.configure("text", "warn");
        LiveDemo demo = new LiveDemo(console, folder, port);
        Thread stop = new Thread(() -> stop(demo), "demo-stop");
        Runtime.getRuntime().addShutdownHook(stop);
        console.say("sending what was sold before this quarter …");
        demo.begin();
        greet(demo);
        demo.feed(seconds, this::day);
        clear();
        console.say(demo.summary());
        say("Everything has arrived. The service stays up; Ctrl-C stops it.");
        return wait(demo);
    }

    private void greet(LiveDemo demo) {
        say("");
        say("  Tidemark is at " + demo.url());
        say("  Sign in (works once):          " + demo.link());
        say("  For a second browser:          " + demo.link());
        say("  In another terminal:           tools/tidemark watch reps --server " + demo.url() + " --data "
                + demo.folder());
        say("");
        say("The boards move for " + seconds + " seconds while this quarter's sales arrive, day by day.");
    }

    private void say(String line) {
        console.out().println(line);
        console.out().flush();
    }

    private void day(LocalDate day, int sent, int all) {
        String line = day + ": " + sent + " of " + all + " files";
        if (console.errIsTerminal()) {
            console.err().print("\r" + line + " ");
            console.err().flush();
        } else if (sent * SAID_OFTEN / all != saidAt) {
            saidAt = sent * SAID_OFTEN / all;
            console.say(line);
        }
    }

    private void clear() {
        if (console.errIsTerminal()) {
            console.err().print("\r\033[K");
            console.err().flush();
        }
    }

    private Integer wait(LiveDemo demo) throws Failure {
        try {
            throw new Failure(Exit.ENVIRONMENT, "the service has halted: " + demo.await());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Exit.DONE.status();
        }
    }

    /** Ctrl-C: the service ends in order, and the process as it was asked to. */
    private void stop(LiveDemo demo) {
        demo.close();
        Runtime.getRuntime().halt(Exit.DONE.status());
    }
}
