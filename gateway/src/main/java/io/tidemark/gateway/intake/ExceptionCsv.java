package io.tidemark.gateway.intake;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.tidemark.gateway.answer.JsonText;
import io.tidemark.gateway.http.Response;
import io.tidemark.gateway.ingest.Profile;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Refused rows as a file for their sender: the columns of the file they came from, in its order and as they were written, and
 * behind them why they were refused. Put right, it can be sent as it is: columns whose names begin with {@link #OWN} are passed
 * over when files are read. Stateless.
 */
final class ExceptionCsv {
    /** Names of the columns that are not the sender's begin so. */
    static final String OWN = "tidemark-";

    private static final String MARK = "\uFEFF";
    private static final List<String> ADDED = List.of(OWN + "line", OWN + "reason", OWN + "details");

    private ExceptionCsv() {}

    /**
     * @param columns by ingest, in the file's order
     * @param layout how the rows' profile lays files out, so that the answer can be sent by it
     */
    static Response refused(List<Exceptional> rows, Map<String, List<String>> columns, Profile.Layout layout) {
        Set<String> all = new LinkedHashSet<>();
        columns.values().forEach(all::addAll);
        boolean other = all.isEmpty();
        List<String> header = new ArrayList<>(other ? List.of("feed", "activity") : all);
        List<List<String>> table = new ArrayList<>();
        for (Exceptional row : rows) {
            List<String> cells = other
                    ? List.of(row.field("feed"), row.field("activity"))
                    : cells(row, columns.getOrDefault(row.field("ingest"), List.of()), all);
            table.add(withReason(cells, row.field("line"), row.field("reason"), JsonText.texts(row.text(), "details")));
        }
        return response(header, table, layout);
    }

    private static List<String> cells(Exceptional row, List<String> own, Set<String> all) {
        List<String> cells = row.cells();
        List<String> placed = new ArrayList<>();
        for (String column : all) {
            int at = own.indexOf(column);
            placed.add(at >= 0 && at < cells.size() ? cells.get(at) : "");
        }
        return placed;
    }

    private static List<String> withReason(List<String> cells, String line, String reason, List<String> details) {
        List<String> row = new ArrayList<>(cells);
        row.add(line);
        row.add(reason);
        row.add(String.join("; ", details));
        return row;
    }

    static Response setAside(List<SetAsideSearch.Found> found) {
        List<List<String>> table = new ArrayList<>();
        for (SetAsideSearch.Found one : found) {
            List<String> row = new ArrayList<>(List.of(one.source(), one.activity(), one.track()));
            for (String field : List.of("date", "kind", "sku", "quantity", "amount")) {
                row.add(one.fields().getOrDefault(field, ""));
            }
            row.add(one.missing());
            table.add(withReason(row, "", one.reason(), List.of()));
        }
        return response(
                List.of("feed", "activity", "track", "date", "kind", "sku", "quantity", "amount", "missing"),
                table,
                Profile.Layout.FOUND);
    }

    private static Response response(List<String> header, List<List<String>> table, Profile.Layout layout) {
        StringWriter text = new StringWriter();
        char delimiter = layout.delimiter() == '\0' ? ',' : layout.delimiter();
        CsvWriter csv = CsvWriter.builder().fieldSeparator(delimiter).build(text);
        for (int line = 1; line < layout.headerLine(); line++) {
            csv.writeRecord("Rows that were not taken");
        }
        List<String> names = new ArrayList<>(header);
        names.addAll(ADDED);
        csv.writeRecord(names);
        table.forEach(csv::writeRecord);
        flush(csv);
        boolean named = !layout.charset().equals(Profile.AUTO);
        Charset charset = named ? Charset.forName(layout.charset()) : StandardCharsets.UTF_8;
        byte[] bytes = (named ? text.toString() : MARK + text).getBytes(charset);
        return new Response(
                        200, "text/csv; charset=" + charset.name().toLowerCase(java.util.Locale.ROOT), List.of(), bytes)
                .with("content-disposition", "attachment; filename=\"not-taken.csv\"");
    }

    private static void flush(CsvWriter csv) {
        try {
            csv.flush();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
