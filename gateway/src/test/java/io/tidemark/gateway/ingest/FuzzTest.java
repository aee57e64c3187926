package io.tidemark.gateway.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each reader against damaged files of its format: it reads or refuses, loses no row, does not hang and stays within its heap.
 * What led it to an outcome that nothing led to before is damaged further, and kept under {@code src/test/corpus} where {@code
 * -Dtidemark.fuzz.keep=true} says so. {@code -Dtidemark.fuzz.seconds=600} goes on for so long with each format; without it the
 * kept files are read.
 */
class FuzzTest {
    private static final long SECONDS = Long.getLong("tidemark.fuzz.seconds", 0);
    private static final int LONGEST_MESSAGE = 2_200;
    private static final boolean KEEP = Boolean.getBoolean("tidemark.fuzz.keep");
    private static final Path FOLDER = Path.of(System.getProperty("tidemark.fuzz.corpus", "src/test/corpus"));

    private static final Map<String, byte[]> FIRST = FormatProperties.files();
    private static final Corpus FOUND = new Corpus(FOLDER.resolve("found"));
    private static final ExecutorService READER = Executors.newSingleThreadExecutor();

    @AfterAll
    static void stop() {
        READER.shutdownNow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "ndjson", "json", "x12", "edifact", "xlsx", "gzip", "zip"})
    void shouldReadOrRefuse(String format) {
        Corpus corpus = new Corpus(FOLDER.resolve(format));
        FIRST.forEach((name, file) -> {
            if (name.startsWith(format)) {
                corpus.offer(file, outcome(file));
            }
        });
        corpus.files().forEach(file -> corpus.know(outcome(file)));
        int before = corpus.size();
        long seed = System.nanoTime();
        long end = seed + SECONDS * 1_000_000_000L;
        DamagedFiles damage = new DamagedFiles(new Random(seed));
        Random random = new Random(seed);
        long tries = 0;
        for (; System.nanoTime() < end; tries++) {
            byte[] file = damage.damaged(corpus.any(random), corpus.any(random));
            String outcome = outcome(file);
            if (KEEP && !corpus.knows(outcome)) {
                corpus.keep(file);
            }
            corpus.offer(file, outcome);
        }
        if (SECONDS > 0) {
            System.out.printf(
                    "%s: %,d damaged files from seed %d, %d outcomes that were new%n",
                    format, tries, seed, corpus.size() - before);
        }
    }

    /** What became of a file, without the texts that are its own. */
    private static String outcome(byte[] file) {
        Future<String> outcome = READER.submit(() -> read(file));
        try {
            return outcome.get(20, TimeUnit.SECONDS);
        } catch (TimeoutException | InterruptedException | ExecutionException failed) {
            FOUND.keep(file);
            throw new AssertionError("see the newest file under " + FOLDER + "/found", failed);
        }
    }

    private static String read(byte[] file) {
        try {
            Run run = Run.read(Profile.plain(), file);
            assertThat(run.report.conservation().differences()).isEmpty();
            assertThat(run.refused()).allMatch(message -> message.length() < LONGEST_MESSAGE);
            return "read " + Math.min(run.activities.size(), 3)
                    + run.report.refusedByReason().keySet();
        } catch (IngestException refused) {
            assertThat(refused.problems()).isNotEmpty().allMatch(problem -> problem.contains(" — "));
            String problem = refused.problems().get(0);
            assertThat(problem.length()).isLessThan(LONGEST_MESSAGE);
            String right = problem.substring(problem.lastIndexOf(" — ") + 3);
            return right.substring(0, Math.min(right.length(), 9)).replaceAll("[^a-z ]", "");
        }
    }
}
