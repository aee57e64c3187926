package io.tidemark.portal;

import io.tidemark.engine.activity.Activity;
import io.tidemark.engine.directory.ParticipantRow;
import io.tidemark.engine.directory.ProductRow;
import io.tidemark.gateway.ingest.ActivitySink;
import io.tidemark.gateway.ingest.FileIngest;
import io.tidemark.gateway.ingest.IngestException;
import io.tidemark.gateway.ingest.IngestReport;
import io.tidemark.gateway.ingest.Profile;
import io.tidemark.gateway.ingest.ReferenceFiles;
import io.tidemark.gateway.ingest.ReferenceSink;
import io.tidemark.gateway.ingest.Refusal;
import io.tidemark.gateway.language.Problems;
import io.tidemark.tools.cli.Console;
import io.tidemark.tools.cli.Tidemark;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/** The demonstration's real data, rendered once and read with its own profiles. */
final class DemoFeed {
    private static final Path FOLDER = Path.of("target", "demo-data");
    private static final List<String> FEEDS =
            List.of("north-america", "emea", "apac", "japan", "north-west", "south-west", "central-west");

    /** Everything that was sold since a day, by date. */
    final List<Activity> activities = new ArrayList<>();

    /** @param since the first day whose sales are read */
    DemoFeed(LocalDate since) {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8);
        Tidemark.run(new Console(nowhere, nowhere, false, false), "demo", "--no-serve", "--folder", FOLDER.toString());
        FEEDS.forEach(feed -> read(feed, since));
        activities.sort(Comparator.comparing(Activity::date));
    }

    String program() {
        return text("program.yaml");
    }

    private static String text(String file) {
        try {
            return Files.readString(FOLDER.resolve(file));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Publishes the program and brings names, hierarchies and products. */
    void prepare(LiveServer server) {
        server.publish(program());
        try {
            Rows<ParticipantRow> participants = new Rows<>(server::participants);
            ReferenceFiles.participants(
                    List.of(FOLDER.resolve("participants.csv")), ReferenceFiles.plainParticipants(), participants);
            participants.flush();
            Rows<ProductRow> products = new Rows<>(server::products);
            ReferenceFiles.products(FOLDER.resolve("products.csv"), ReferenceFiles.plainProducts(), products);
            products.flush();
        } catch (IngestException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private void read(String feed, LocalDate since) {
        try (var files = Files.list(FOLDER)) {
            Path file = files.filter(path -> path.getFileName().toString().startsWith(feed + "."))
                    .findFirst()
                    .orElseThrow();
            String profile = feed + "-profile.yaml";
            Profile layout = Files.exists(FOLDER.resolve(profile))
                    ? io.tidemark.gateway.ingest.ProfileReader.read(profile, text(profile), new Problems())
                    : Profile.plain();
            new FileIngest(layout, feed, (int) LocalDate.now().toEpochDay())
                    .read(file, new IngestReport(feed), new ActivitySink() {
                        @Override
                        public void activity(long line, Activity activity, long quantity, long amount) {
                            if (activity.date() >= since.toEpochDay()) {
                                activities.add(activity);
                            }
                        }

                        @Override
                        public void refused(Refusal refusal) {
                            throw new IllegalStateException(refusal.toString());
                        }
                    });
        } catch (IOException | IngestException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static final class Rows<R> implements ReferenceSink<R> {
        private final List<R> batch = new ArrayList<>();
        private final Consumer<List<R>> frames;

        Rows(Consumer<List<R>> frames) {
            this.frames = frames;
        }

        @Override
        public void row(String file, long line, R row) {
            batch.add(row);
            if (batch.size() == 100) {
                flush();
            }
        }

        @Override
        public void refused(Refusal refusal) {
            throw new IllegalStateException(refusal.toString());
        }

        void flush() {
            frames.accept(batch);
            batch.clear();
        }
    }
}
