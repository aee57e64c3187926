package io.tidemark.bench;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.activity.Activity;
import io.tidemark.gateway.ingest.ActivitySink;
import io.tidemark.gateway.ingest.FileIngest;
import io.tidemark.gateway.ingest.IngestReport;
import io.tidemark.gateway.ingest.MappedRow;
import io.tidemark.gateway.ingest.Profile;
import io.tidemark.gateway.ingest.Refusal;
import java.io.BufferedWriter;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Reads a file of so many bytes in the heap that Java was given, and checks rows, units and amount before it prints what that took.
 * Arguments: {@code csv|ndjson BYTES}.
 */
public final class FilesMemory {
    private static final int TODAY = (int) (R1.NOW_MS / 86_400_000L);

    private FilesMemory() {}

    public static void main(String... arguments) throws Exception {
        boolean csv = arguments[0].equals("csv");
        long bytes = Long.parseLong(arguments[1]);
        Path file = Files.createTempFile("files-memory", "." + arguments[0]);
        try {
            read(file, write(file, csv, bytes), arguments[0]);
        } finally {
            Files.delete(file);
        }
    }

    private static long write(Path file, boolean csv, long bytes) throws Exception {
        long rows = 0;
        try (Writer out = new BufferedWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8), 1 << 16)) {
            out.write(csv ? "id,date,rep,sku,quantity,amount\n" : "");
            for (long size = 0; size < bytes; rows++) {
                String sku = "SKU-" + rows % 5_000;
                String rep = "rep-" + rows % 20_000;
                String row = csv
                        ? "T" + rows + ",2026-03-01," + rep + "," + sku + ",2,10.25\n"
                        : "{\"id\":\"T" + rows + "\",\"date\":\"2026-03-01\",\"rep\":\"" + rep + "\",\"sku\":\"" + sku
                                + "\",\"quantity\":2,\"amount\":10.25}\n";
                out.write(row);
                size += row.length();
            }
        }
        return rows;
    }

    private static void read(Path file, long rows, String form) throws Exception {
        IngestReport report = new IngestReport("file");
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        new FileIngest(Profile.plain(), "pos", TODAY).read(file, report, new Counted());
        long took = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
        var read = report.conservation().handedOn();
        if (read.rows() != rows
                || read.quantity().longValueExact() != 2 * Fixed.ONE * rows
                || read.amount().longValueExact() != 102_500 * rows) {
            throw new IllegalStateException("read " + read.rows() + " rows of " + rows);
        }
        System.out.printf(
                Locale.ROOT,
                "%s: %,d bytes, %,d rows in a heap of %,d MiB, %,.0f ns of processor time a row%n",
                form,
                Files.size(file),
                rows,
                Runtime.getRuntime().maxMemory() >> 20,
                took / (double) rows);
    }

    private static final class Counted implements ActivitySink {
        @Override
        public void row(long line, MappedRow row, long quantity, long amount) {
            // the report counts
        }

        @Override
        public void activity(long line, Activity activity, long quantity, long amount) {
            throw new IllegalStateException("a file has rows");
        }

        @Override
        public void refused(Refusal refusal) {
            throw new IllegalStateException(String.join("; ", refusal.messages()));
        }
    }
}
