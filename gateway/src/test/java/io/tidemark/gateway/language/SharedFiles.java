package io.tidemark.gateway.language;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that tests read from outside the module. */
final class SharedFiles {
    private SharedFiles() {}

    /** A file of the shared data folder beside the checkout; the test is skipped, in a sentence, where it is absent. */
    static String shared(String name) throws IOException {
        Path folder = Path.of(System.getProperty("tidemark.shared", "../../shared/data"));
        Path file = folder.resolve(name);
        String sentence = "Skipped: there is no " + file + "; name the folder with -Dtidemark.shared=FOLDER";
        if (!Files.exists(file)) {
            System.out.println(sentence);
        }
        assumeTrue(Files.exists(file), sentence);
        return Files.readString(file);
    }

    static String example(String name) throws IOException {
        return Files.readString(Path.of("../docs/examples", name));
    }
}
