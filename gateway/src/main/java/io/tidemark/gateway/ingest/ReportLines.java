package io.tidemark.gateway.ingest;

import io.tidemark.engine.activity.Activity;
import io.tidemark.engine.activity.Report;
import io.tidemark.engine.activity.Report.Function;
import io.tidemark.engine.activity.Report.Span;
import io.tidemark.engine.directory.ParticipantRow;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A file as a report: its key, which is the same whenever the same file is sent for the same purpose, and the spans it speaks for,
 * declared or gathered from its rows: per location (else distributor) from the first to the last date. Of one thread.
 */
public final class ReportLines {
    private static final List<String> PLACES = List.of("location", "distributor");

    /**
     * What the sender says about the report beside its file.
     *
     * @param function or empty: then the file says it, if its format does
     * @param number by which the feed's reports are ordered, or {@link Report#NO_NUMBER}
     * @param from first epoch day of the span declared, {@link #UNDECLARED} with the other where the rows give it
     * @param until the first epoch day behind it
     */
    public record Wish(String function, long number, int from, int until) {
        public static final int UNDECLARED = Integer.MIN_VALUE;
        public static final Wish NONE = new Wish("", Report.NO_NUMBER, UNDECLARED, UNDECLARED);

        boolean declares() {
            return from != UNDECLARED;
        }
    }

    private record Days(int first, int last) {
        Days with(int day) {
            return new Days(Math.min(first, day), Math.max(last, day));
        }
    }

    private final String feed;
    private final Function function;
    private final Wish wish;
    private final long key;
    private final Map<List<String>, Days> days = new TreeMap<>((a, b) -> {
        int order = a.get(0).compareTo(b.get(0));
        return order == 0 ? a.get(1).compareTo(b.get(1)) : order;
    });

    private ReportLines(String feed, Function function, Wish wish, long key) {
        this.feed = feed;
        this.function = function;
        this.wish = wish;
        this.key = key;
    }

    /**
     * The report that a file is, or null where it is one among others: neither numbered nor restating.
     *
     * @param purpose what the file says about itself, or empty
     */
    public static ReportLines of(Path file, String feed, Wish wish, String purpose) throws IngestException {
        String word = wish.function.isEmpty() ? purpose.isEmpty() ? "original" : purpose : wish.function;
        Function function = Function.valueOf(word.toUpperCase(Locale.ROOT));
        if (!function.restates() && wish.number == Report.NO_NUMBER) {
            return null;
        }
        try {
            return new ReportLines(feed, function, wish, key(file, feed, function, wish));
        } catch (IOException failed) {
            throw Damage.of(file.toString(), failed);
        }
    }

    private static long key(Path file, String feed, Function function, Wish wish) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            String head =
                    String.join("\n", feed, function.name(), wish.number + " " + wish.from + " " + wish.until, "");
            digest.update(head.getBytes(StandardCharsets.UTF_8));
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            long key = ByteBuffer.wrap(digest.digest()).getLong();
            return key == 0 ? 1 : key;
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException(absent);
        }
    }

    /** Whether its rows are facts; those of a cancel only say what is cancelled. */
    public boolean hasLines() {
        return function != Function.CANCEL;
    }

    public Function function() {
        return function;
    }

    /** Whether a row lies in the span that was declared, if one was. */
    public boolean speaksFor(Activity line) {
        return !wish.declares() || line.date() >= wish.from && line.date() < wish.until;
    }

    /** Gathers the span of a row. */
    public void add(Activity line) {
        if (function.restates() && !wish.declares()) {
            Days one = new Days(line.date(), line.date());
            days.merge(place(line), one, (known, more) -> known.with(more.first));
        }
    }

    private static List<String> place(Activity line) {
        for (String role : PLACES) {
            String id = line.roles().getOrDefault(role, "");
            if (!id.isEmpty()) {
                return List.of(ParticipantRow.kindOfRole(role), id);
            }
        }
        return List.of("", "");
    }

    /** The report as it begins, without its spans. */
    public Report begins() {
        return new Report(feed, key, function, wish.number, List.of());
    }

    /**
     * The report once all its rows were added.
     *
     * @throws IngestException where it restates, and neither its rows nor its sender say for when
     */
    public Report whole(String file) throws IngestException {
        List<Span> spans = new ArrayList<>();
        if (wish.declares()) {
            spans.add(Span.everywhere(wish.from, wish.until));
        }
        days.forEach((place, at) -> spans.add(new Span(place.get(0), place.get(1), at.first, at.last + 1)));
        if (function.restates() && spans.isEmpty()) {
            throw new IngestException(
                    file,
                    "it has no rows, so that nothing says what it is to "
                            + function.name().toLowerCase(Locale.ROOT),
                    "declare the span: from=2026-01-01 and until=2026-02-01");
        }
        return new Report(feed, key, function, wish.number, spans);
    }
}
