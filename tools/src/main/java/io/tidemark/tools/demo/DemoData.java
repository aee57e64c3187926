package io.tidemark.tools.demo;

import io.tidemark.tools.cli.Console;
import io.tidemark.tools.cli.Exit;
import io.tidemark.tools.cli.Failure;
import io.tidemark.tools.cli.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The demonstration's folder: rendered where it is not there, else used as it is, edited files included. */
final class DemoData {
    /** Written last: a folder without it was not rendered to its end. */
    private static final String DONE = "rendered.txt";

    private final Path folder;
    private final Console console;
    private final Progress progress;

    DemoData(Path folder, Console console) {
        this.folder = folder;
        this.console = console;
        this.progress = new Progress(console);
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    /** Renders the files unless they are there. */
    void prepare(LocalDate today) throws Failure {
        if (Files.exists(file(DONE))) {
            console.say("using the files in " + folder);
            return;
        }
        try {
            refuseForeignFolder();
            Files.createDirectories(folder);
            console.say("writing the demonstration's files to " + folder);
            render(today);
            Files.writeString(
                    file(DONE),
                    "Rendered on " + today + ", dates moved to end on that day. Delete this folder to render it anew.\n"
                            + "From Steelwheels and FoodMart, copyright Pentaho and Julian Hyde, Apache License 2.0.\n");
        } catch (IOException | UncheckedIOException failed) {
            throw new Failure(
                    Exit.ENVIRONMENT,
                    folder + " cannot be written: " + failed.getMessage() + " — name another folder with --folder");
        } catch (SQLException failed) {
            throw new Failure(
                    Exit.ENVIRONMENT, "the library steelwheels-data-hsqldb cannot be read: " + failed.getMessage());
        } finally {
            progress.clear();
        }
    }

    /** A folder with anything else in it is not ours to write to. */
    private void refuseForeignFolder() throws IOException, Failure {
        if (!Files.exists(folder)) {
            return;
        }
        if (!Files.isDirectory(folder)) {
            throw new Failure(Exit.INPUT, folder + " is a file — name a folder with --folder");
        }
        try (var entries = Files.list(folder)) {
            boolean foreign =
                    entries.anyMatch(entry -> !isOurs(entry.getFileName().toString()));
            if (foreign) {
                throw new Failure(
                        Exit.INPUT, folder + " holds other files — name an empty or new folder with --folder");
            }
        }
    }

    private static boolean isOurs(String name) {
        for (Layout layout : Layout.values()) {
            if (name.equals(layout.file()) || name.equals(layout.profile())) {
                return true;
            }
        }
        return name.equals("program.yaml") || name.equals("participants.csv") || name.equals("products.csv");
    }

    private void render(LocalDate today) throws IOException, SQLException {
        copy("program.yaml");
        for (Layout layout : Layout.values()) {
            if (layout.profile() != null) {
                copy(layout.profile());
            }
        }
        Steelwheels cars = new Steelwheels(today);
        FoodMart groceries = new FoodMart(today);
        try (Delimited out = new Delimited(file("participants.csv"), StandardCharsets.UTF_8, ',', false)) {
            Participants.head(out);
            cars.participants(out);
            groceries.participants(out);
        }
        try (Delimited out = new Delimited(file("products.csv"), StandardCharsets.UTF_8, ',', false)) {
            out.line("sku", "name", "brand", "category", "family", "list-price");
            cars.products(out);
            groceries.products(out);
        }
        sales(cars, groceries);
    }

    private void copy(String name) throws IOException {
        try (InputStream in = DemoData.class.getResourceAsStream("/demo/" + name)) {
            Files.write(file(name), in.readAllBytes());
        }
    }

    private void sales(Steelwheels cars, FoodMart groceries) throws IOException, SQLException {
        Map<Layout, Delimited> files = new EnumMap<>(Layout.class);
        Map<String, Layout> byRegion = new HashMap<>();
        try {
            for (Layout layout : Layout.values()) {
                files.put(layout, layout.open(folder));
                layout.begin(files.get(layout));
                byRegion.put(layout.region(), layout);
            }
            Consumer<SaleLine> sink = sale -> {
                progress.step();
                Layout layout = byRegion.get(sale.region());
                layout.line(sale, files.get(layout));
            };
            progress.start("Steelwheels");
            cars.lines(sink);
            progress.start("FoodMart");
            groceries.lines(sink);
            files.forEach(Layout::end);
        } finally {
            for (Delimited file : files.values()) {
                file.close();
            }
        }
    }
}
