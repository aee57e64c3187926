package io.tidemark.tools.demo;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import de.siegmar.fastcsv.reader.CsvReader;
import io.tidemark.engine.activity.Activity;
import io.tidemark.gateway.ingest.ActivitySink;
import io.tidemark.gateway.ingest.FileIngest;
import io.tidemark.gateway.ingest.IngestReport;
import io.tidemark.gateway.ingest.Profile;
import io.tidemark.gateway.ingest.ProfileReader;
import io.tidemark.gateway.ingest.Refusal;
import io.tidemark.gateway.language.Problems;
import io.xlate.edi.stream.EDIInputFactory;
import io.xlate.edi.stream.EDIStreamEvent;
import io.xlate.edi.stream.EDIStreamReader;
import java.io.BufferedInputStream;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;

/**
 * Rows a second of every format, and what a library alone reaches on the same file, pass by pass in turn in one process. CPU
 * time of the reading thread; the median of the passes. Arguments: how often the sales of a year are repeated, passes.
 */
final class FilesBench {
    private static final LocalDate TODAY = LocalDate.of(2026, 6, 30);

    private interface Pass {
        long rows(Path file) throws Exception;
    }

    private FilesBench() {}

    public static void main(String... arguments) throws Exception {
        int times = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 4;
        int passes = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        List<Sale> sales = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            String prefix = "r" + i;
            new FoodMart(TODAY).lines(line -> {
                Sale sale = Sale.of(line);
                sales.add(new Sale(
                        prefix,
                        sale.line(),
                        sale.date(),
                        sale.sku(),
                        sale.quantity(),
                        sale.amount(),
                        sale.roles(),
                        sale.fields()));
            });
        }
        Path folder = Files.createTempDirectory("files");
        for (Rendering rendering : new Rendering[] {
            Rendering.CSV, Rendering.JSON, Rendering.BASKETS, Rendering.XLSX, Rendering.X12_867, Rendering.EDIFACT
        }) {
            Path file = rendering.file(folder, sales);
            measure(rendering, file, sales.size(), passes);
            Files.delete(file);
        }
    }

    private static void measure(Rendering rendering, Path file, int rows, int passes) throws Exception {
        Pass ours = path -> ours(rendering, path);
        Pass library = switch (rendering) {
            case CSV -> FilesBench::fastcsv;
            case XLSX -> FilesBench::fastexcel;
            case JSON, BASKETS -> FilesBench::jackson;
            default -> FilesBench::staedi;
        };
        long[] own = new long[passes];
        long[] other = new long[passes];
        for (int i = -1; i < passes; i++) {
            long first = time(ours, file, rows);
            long second = time(library, file, 1);
            if (i >= 0) {
                own[i] = first;
                other[i] = second;
            }
        }
        Arrays.sort(own);
        Arrays.sort(other);
        System.out.printf(
                "%-8s %,9d rows %,12d bytes  ours %,9d rows/s  library alone %,9d rows/s%n",
                rendering,
                rows,
                Files.size(file),
                perSecond(rows, own[passes / 2]),
                perSecond(rows, other[passes / 2]));
    }

    private static long perSecond(long rows, long nanos) {
        return rows * 1_000_000_000L / nanos;
    }

    private static long time(Pass pass, Path file, int least) throws Exception {
        var threads = ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();
        long rows = pass.rows(file);
        long nanos = threads.getCurrentThreadCpuTime() - before;
        if (rows < least) {
            throw new AssertionError("read " + rows + " rows of " + least);
        }
        return nanos;
    }

    private static long ours(Rendering rendering, Path file) throws Exception {
        Profile profile = rendering.profile.isEmpty()
                ? Profile.plain()
                : ProfileReader.read("p.yaml", rendering.profile, new Problems());
        long[] rows = {0};
        new FileIngest(profile, "pos", (int) TODAY.toEpochDay()).read(file, new IngestReport("x"), new ActivitySink() {
            @Override
            public void activity(long line, Activity activity, long quantity, long amount) {
                rows[0]++;
            }

            @Override
            public void refused(Refusal refusal) {
                throw new AssertionError(refusal.messages());
            }
        });
        return rows[0];
    }

    private static long fastcsv(Path file) throws Exception {
        try (var rows = CsvReader.builder().ofCsvRecord(file)) {
            return rows.stream().filter(row -> row.getFieldCount() > 1).count();
        }
    }

    private static long jackson(Path file) throws Exception {
        long texts = 0;
        try (JsonParser parser = new JsonFactory().createParser(file.toFile())) {
            while (parser.nextToken() != null) {
                texts +=
                        parser.currentToken().isScalarValue() ? parser.getText().length() : 0;
            }
        }
        return texts;
    }

    private static long fastexcel(Path file) throws Exception {
        try (ReadableWorkbook book = new ReadableWorkbook(file.toFile());
                Stream<Row> rows = book.getFirstSheet().openStream()) {
            return rows.filter(row -> row.getCellCount() > 0).count();
        }
    }

    private static long staedi(Path file) throws Exception {
        long elements = 0;
        EDIInputFactory factory = EDIInputFactory.newFactory();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
                EDIStreamReader reader = factory.createEDIStreamReader(in)) {
            while (reader.hasNext()) {
                elements += reader.next() == EDIStreamEvent.ELEMENT_DATA
                        ? reader.getText().length()
                        : 0;
            }
        }
        return elements;
    }
}
