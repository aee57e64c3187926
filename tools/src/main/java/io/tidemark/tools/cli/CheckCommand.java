package io.tidemark.tools.cli;

import io.tidemark.engine.directory.ProductRow;
import io.tidemark.engine.program.Program;
import io.tidemark.gateway.ingest.IngestException;
import io.tidemark.gateway.ingest.Profile;
import io.tidemark.gateway.ingest.ReferenceFiles;
import io.tidemark.gateway.ingest.ReferenceSink;
import io.tidemark.gateway.ingest.Refusal;
import io.tidemark.gateway.language.GroupCheck;
import io.tidemark.gateway.language.Problems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidemark check}: everything that is wrong with a program, at once. */
@Command(name = "check", description = "Checks programs: every problem at once, each with its line and column.")
final class CheckCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "PROGRAM", arity = "1..*", description = "programs, YAML or JSON")
    private List<Path> files;

    @Option(
            names = "--products",
            paramLabel = "FILE",
            arity = "1",
            description = "warns of groups in which none of these products is")
    private List<Path> products = List.of();

    @Option(names = "--products-profile", paramLabel = "FILE", description = "how the products files are laid out")
    private Path productsProfile;

    CheckCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Failure {
        List<ProductRow> catalogue = new ArrayList<>();
        boolean fine = catalogue(catalogue);
        for (Path file : files) {
            fine &= check(file, catalogue);
        }
        return (fine ? Exit.DONE : Exit.INPUT).status();
    }

    private boolean check(Path file, List<ProductRow> catalogue) {
        Problems problems = new Problems();
        try {
            Program program = InputFiles.program(file, problems);
            if (program != null) {
                GroupCheck.checkGroups(file.toString(), program, catalogue, problems);
            }
        } catch (Failure unreadable) {
            unreadable.sentences().forEach(console::say);
            return false;
        }
        problems.all().forEach(problem -> console.say(problem.toString()));
        if (problems.isEmpty()) {
            console.out().println(file + ": no problems");
        } else if (!problems.hasErrors()) {
            console.out().println(file + ": no errors, " + problems.all().size() + " to look at");
        }
        console.out().flush();
        return !problems.hasErrors();
    }

    private boolean catalogue(List<ProductRow> rows) throws Failure {
        Profile profile = InputFiles.profile(productsProfile, ReferenceFiles.plainProducts());
        boolean[] fine = {true};
        ReferenceSink<ProductRow> sink = new ReferenceSink<>() {
            @Override
            public void row(String file, long line, ProductRow row) {
                rows.add(row);
            }

            @Override
            public void refused(Refusal refusal) {
                refusal.messages().forEach(console::say);
                fine[0] = false;
            }
        };
        for (Path file : products) {
            try {
                ReferenceFiles.products(file, profile, sink);
            } catch (IngestException failed) {
                failed.problems().forEach(console::say);
                fine[0] = false;
            }
        }
        return fine[0];
    }
}
