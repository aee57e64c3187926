package io.tidemark.tools.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.activity.Activity;
import io.tidemark.gateway.answer.JsonText;
import io.tidemark.gateway.ingest.ActivitySink;
import io.tidemark.gateway.ingest.FileIngest;
import io.tidemark.gateway.ingest.IngestReport;
import io.tidemark.gateway.ingest.Profile;
import io.tidemark.gateway.ingest.Refusal;
import io.tidemark.tools.RealFiles;
import io.tidemark.tools.cli.InputFiles;
import io.tidemark.tools.cli.ServerClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The AdventureWorks files and the program that stands with them in the documents' examples. */
final class BikeMakers {
    static final Path EXAMPLES = Path.of("..", "docs", "examples", "adventureworks");
    static final Path PROFILE = EXAMPLES.resolve("sales-profile.yaml");
    static final int ROWS = 57_851;

    private BikeMakers() {}

    static Path sales() {
        return RealFiles.adventureWorks("Sales.csv");
    }

    /** Publishes the program and sends everything but sales. */
    static void publish(ServerClient client) throws Exception {
        put(client, "/v1/programs/bike-makers", "application/yaml", EXAMPLES.resolve("program.yaml"));
        for (String name : List.of("products", "resellers", "salespeople")) {
            Path profile = EXAMPLES.resolve(name + "-profile.yaml");
            put(client, "/v1/profiles/adventureworks-" + name, "application/yaml", profile);
        }
        table(client, "/v1/products?profile=adventureworks-products", "Product.csv");
        table(client, "/v1/participants?profile=adventureworks-resellers", "Reseller.csv");
        table(client, "/v1/participants?profile=adventureworks-salespeople", "Salesperson.csv");
    }

    private static void table(ServerClient client, String path, String file) throws Exception {
        put(client, path, "text/csv", RealFiles.adventureWorks(file));
    }

    private static void put(ServerClient client, String path, String type, Path file) throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        ServerClient.Answer answer = client.send("PUT", path, type, () -> BodyPublishers.ofByteArray(bytes));
        assertThat(answer.status()).as(path).isEqualTo(200);
    }

    /** Every sale as a JSON object, as a sender of its own would write it. */
    static List<String> activities() throws Exception {
        List<String> lines = new ArrayList<>();
        Profile profile = InputFiles.profile(PROFILE, Profile.plain());
        int today = (int) LocalDate.now().toEpochDay();
        new FileIngest(profile, "pos", today).read(sales(), new IngestReport("Sales.csv"), new ActivitySink() {
            @Override
            public void activity(long line, Activity activity, long quantity, long amount) {
                lines.add(json(activity));
            }

            @Override
            public void refused(Refusal refusal) {
                throw new AssertionError(refusal.toString());
            }
        });
        assertThat(lines).hasSize(ROWS);
        return lines;
    }

    private static String json(Activity activity) {
        return JsonText.write(json -> {
            json.writeStringField("id", activity.id());
            json.writeStringField("date", LocalDate.ofEpochDay(activity.date()).toString());
            for (Map.Entry<String, String> role : activity.roles().entrySet()) {
                json.writeStringField(role.getKey(), role.getValue());
            }
            json.writeStringField("sku", activity.sku());
            json.writeStringField("quantity", Fixed.format(activity.quantity()));
            json.writeStringField("amount", Fixed.format(activity.amount()));
            json.writeStringField("currency", activity.currency());
            json.writeStringField("territory", activity.fields().get("territory"));
            json.writeObjectFieldStart("attributes");
            json.writeStringField("cost", activity.fields().get("cost"));
            json.writeEndObject();
        });
    }

    /** The file in so many parts, each with the header. */
    static List<Path> parts(Path folder, int count) throws Exception {
        List<String> lines = Files.readAllLines(sales());
        List<Path> parts = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            List<String> rows = new ArrayList<>(List.of(lines.get(0)));
            rows.addAll(lines.subList(1 + ROWS * k / count, 1 + ROWS * (k + 1) / count));
            parts.add(Files.write(folder.resolve("part-" + k + ".csv"), rows));
        }
        return parts;
    }
}
