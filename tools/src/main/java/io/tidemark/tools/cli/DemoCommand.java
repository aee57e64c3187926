package io.tidemark.tools.cli;

import io.tidemark.tools.demo.Demo;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tidemark demo}: real data under a demonstration program. */
@Command(
        name = "demo",
        description = {
            "Writes two real data sets as POS files of seven distributors, each in a layout of its own, and scores them.",
            "",
            "The folder is written once; edit its program.yaml and run again to see what changes."
        })
final class DemoCommand implements Callable<Integer> {
    private final Console console;

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            defaultValue = "demo-data",
            description = "where the files are (default: ${DEFAULT-VALUE})")
    private Path folder;

    DemoCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Failure {
        return new Demo(console, folder).run().status();
    }
}
