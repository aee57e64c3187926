package io.tidemark.tools.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "demo", description = "Scores real POS data under a demonstration program.")
final class DemoCommand implements Callable<Integer> {
    DemoCommand(Console console) {}

    @Override
    public Integer call() {
        return 0;
    }
}
