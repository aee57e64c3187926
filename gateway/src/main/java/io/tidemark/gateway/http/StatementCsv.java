package io.tidemark.gateway.http;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.tidemark.engine.Fixed;
import io.tidemark.engine.closing.LineKind;
import io.tidemark.engine.closing.Statement;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Statements as tables: a row a participant for whoever pays, a row a line for whoever asks why. */
public final class StatementCsv {
    /** By which spreadsheets know UTF-8. */
    private static final String MARK = "\uFEFF";

    private static final List<String> WHOSE = List.of("program", "period", "version", "participant", "name");
    private static final List<LineKind> SUMS = List.of(
            LineKind.RULE,
            LineKind.CAP,
            LineKind.BUDGET,
            LineKind.PRIZE,
            LineKind.ROUNDING,
            LineKind.CORRECTION,
            LineKind.CARRIED);

    private StatementCsv() {}

    /** A row for each statement; its numbers add up to {@code paid}. */
    static Response totals(List<StatementRoutes.Named> statements) {
        return response(totalsText(statements));
    }

    /** The same as a text. */
    public static String totalsText(List<StatementRoutes.Named> statements) {
        List<List<String>> table = new ArrayList<>();
        List<String> header = new ArrayList<>(WHOSE);
        header.add("tier");
        SUMS.forEach(kind -> header.add(kind.text()));
        header.add("paid");
        table.add(header);
        for (StatementRoutes.Named named : statements) {
            List<String> row = whose(named);
            row.add(tier(named.statement()));
            for (LineKind kind : SUMS) {
                BigInteger sum = BigInteger.ZERO;
                for (Statement.Line line : named.statement().lines()) {
                    sum = line.kind() == kind ? sum.add(line.value()) : sum;
                }
                row.add(Fixed.format(sum));
            }
            row.add(Fixed.format(named.statement().paid()));
            table.add(row);
        }
        return text(table);
    }

    /** A row for each line of the statements. */
    static Response lines(List<StatementRoutes.Named> statements) {
        List<List<String>> table = new ArrayList<>();
        List<String> header = new ArrayList<>(WHOSE);
        header.addAll(List.of("line", "of", "what", "value", "pays"));
        table.add(header);
        for (StatementRoutes.Named named : statements) {
            for (Statement.Line line : named.statement().lines()) {
                boolean counts = line.kind() == LineKind.RANK || line.kind() == LineKind.TIER;
                List<String> row = whose(named);
                row.addAll(List.of(
                        line.kind().text(),
                        line.of(),
                        line.what(),
                        counts ? line.value().toString() : Fixed.format(line.value()),
                        line.kind().pays() ? "yes" : "no"));
                table.add(row);
            }
        }
        return response(text(table));
    }

    private static List<String> whose(StatementRoutes.Named named) {
        Statement statement = named.statement();
        return new ArrayList<>(List.of(
                statement.program(),
                statement.period(),
                Integer.toString(statement.version()),
                statement.participant(),
                named.name()));
    }

    private static String tier(Statement statement) {
        return statement.lines().stream()
                .filter(line -> line.kind() == LineKind.TIER)
                .map(Statement.Line::what)
                .findFirst()
                .orElse("");
    }

    private static String text(List<List<String>> table) {
        StringWriter text = new StringWriter();
        CsvWriter csv = CsvWriter.builder().build(text);
        table.forEach(csv::writeRecord);
        try {
            csv.flush();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return MARK + text;
    }

    private static Response response(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Response(200, "text/csv; charset=utf-8", List.of(), bytes)
                .with("content-disposition", "attachment; filename=\"statements.csv\"");
    }
}
