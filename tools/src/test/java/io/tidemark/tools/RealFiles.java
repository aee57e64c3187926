package io.tidemark.tools;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Real files that are too large, and under licences of their own, to be part of the project. */
public final class RealFiles {
    private RealFiles() {}

    /** A file of AdventureWorks in the shared data folder, {@code data} within it or itself; where it is absent the test is left out. */
    public static Path adventureWorks(String file) {
        Path folder = Path.of(System.getProperty("tidemark.shared", "../../shared/data"));
        Path within = folder.resolve("data");
        Path path = (Files.isDirectory(within) ? within : folder)
                .resolve("adventureworks")
                .resolve(file);
        if (!Files.isReadable(path)) {
            System.out.println(
                    "Skipped: " + path + " is not there; -Dtidemark.shared=FOLDER names the folder of real files.");
        }
        assumeTrue(Files.isReadable(path), "real files are not there: their totals are NOT checked by this run");
        return path;
    }
}
