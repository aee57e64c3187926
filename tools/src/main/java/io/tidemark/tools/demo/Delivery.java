package io.tidemark.tools.demo;

import io.tidemark.engine.activity.Activity;
import io.tidemark.gateway.ingest.ActivitySink;
import io.tidemark.gateway.ingest.FileIngest;
import io.tidemark.gateway.ingest.IngestException;
import io.tidemark.gateway.ingest.IngestReport;
import io.tidemark.gateway.ingest.Profile;
import io.tidemark.gateway.ingest.Refusal;
import io.tidemark.tools.cli.Exit;
import io.tidemark.tools.cli.Failure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A part of one of the demonstration's files, as the distributor would have sent it on a day: the file's own head, and the
 * rows of that day, byte for byte.
 *
 * @param day of the sales; of what was sold before the live part begins, the day before
 * @param rows rows in it
 */
record Delivery(Layout layout, LocalDate day, int rows, byte[] content) {
    String name() {
        return layout.feed() + "-" + day + layout.file().substring(layout.file().lastIndexOf('.'));
    }

    /** Where a row begins and which day it is of. */
    private record Row(long line, LocalDate day) {}

    /**
     * Cuts a file into its days.
     *
     * @param from the first day that is a delivery of its own; what is earlier is one
     */
    static List<Delivery> of(Path file, Layout layout, Profile profile, LocalDate from) throws Failure {
        try {
            List<Row> rows = rows(file, layout, profile, from);
            byte[] bytes = Files.readAllBytes(file);
            int[] starts = starts(bytes);
            Map<LocalDate, ByteArrayOutputStream> parts = new TreeMap<>();
            Map<LocalDate, Integer> counts = new TreeMap<>();
            int head = rows.isEmpty() ? 0 : starts[(int) rows.get(0).line() - 1];
            for (int k = 0; k < rows.size(); k++) {
                int line = (int) rows.get(k).line() - 1;
                int next = k + 1 < rows.size() ? (int) rows.get(k + 1).line() - 1 : line + 1;
                ByteArrayOutputStream part = parts.computeIfAbsent(rows.get(k).day(), day -> begun(bytes, head));
                part.write(bytes, starts[line], starts[next] - starts[line]);
                counts.merge(rows.get(k).day(), 1, Integer::sum);
            }
            List<Delivery> deliveries = new ArrayList<>();
            parts.forEach(
                    (day, part) -> deliveries.add(new Delivery(layout, day, counts.get(day), part.toByteArray())));
            return deliveries;
        } catch (IOException unreadable) {
            throw new Failure(Exit.ENVIRONMENT, file + " cannot be read: " + unreadable.getMessage());
        }
    }

    private static ByteArrayOutputStream begun(byte[] bytes, int head) {
        ByteArrayOutputStream part = new ByteArrayOutputStream();
        part.write(bytes, 0, head);
        return part;
    }

    private static List<Row> rows(Path file, Layout layout, Profile profile, LocalDate from) throws Failure {
        List<Row> rows = new ArrayList<>();
        LocalDate before = from.minusDays(1);
        try {
            new FileIngest(profile, layout.feed(), (int) LocalDate.now().toEpochDay())
                    .read(file, new IngestReport(layout.file()), new ActivitySink() {
                        @Override
                        public void activity(long line, Activity activity, long quantity, long amount) {
                            LocalDate day = LocalDate.ofEpochDay(activity.date());
                            rows.add(new Row(line, day.isBefore(from) ? before : day));
                        }

                        @Override
                        public void refused(Refusal refusal) {
                            // the server says what is wrong with it
                            rows.add(new Row(refusal.line(), before));
                        }
                    });
        } catch (IngestException unfit) {
            throw new Failure(Exit.INPUT, unfit.getMessage());
        }
        return rows;
    }

    /** Where each line begins, and where the last ends. */
    private static int[] starts(byte[] bytes) {
        int[] starts = new int[16];
        int lines = 1;
        for (int at = 0; at < bytes.length; at++) {
            if (bytes[at] == '\n' || at == bytes.length - 1) {
                starts = lines == starts.length ? Arrays.copyOf(starts, 2 * lines) : starts;
                starts[lines++] = at + 1;
            }
        }
        return Arrays.copyOf(starts, lines);
    }
}
