package io.tidemark.gateway.ingest;

import io.tidemark.gateway.language.Problems;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.agrona.collections.LongHashSet;

/**
 * Proposes a profile for a file that nobody has described yet, with what speaks for each line as comments, and the first
 * activities it would make. A person confirms it once; nothing is guessed when files are read. Looks at every row of the
 * file; holds 8 bytes a row while it looks for an id. One thread.
 */
public final class ProfileGuess {
    private static final int SHOWN = 10;
    private static final Map<String, List<String>> WORDS = new LinkedHashMap<>();

    static {
        words(
                "date",
                "orderdate",
                "saledate",
                "salesdate",
                "invoicedate",
                "transactiondate",
                "shipdate",
                "date",
                "day",
                "datum");
        words(
                "id",
                "salesordernumber",
                "ordernumber",
                "orderno",
                "orderid",
                "transactionid",
                "transaction",
                "receipt",
                "invoicenumber",
                "invoiceno",
                "id",
                "number",
                "belegnummer");
        words("line", "orderlinenumber", "linenumber", "lineno", "line", "position");
        words(
                "sku",
                "sku",
                "productcode",
                "productkey",
                "productid",
                "product",
                "itemnumber",
                "itemno",
                "item",
                "partnumber",
                "upc",
                "ean",
                "gtin",
                "artikel");
        words("quantity", "quantity", "qty", "quantityordered", "units", "unitssold", "pieces", "menge");
        words(
                "amount",
                "amount",
                "salesamount",
                "sales",
                "extendedamount",
                "netamount",
                "totalprice",
                "total",
                "revenue",
                "umsatz",
                "betrag");
        words("distributor", "distributor", "distributorid", "resellerkey", "reseller", "wholesaler");
        words("rep", "rep", "salesrep", "salesperson", "employeekey", "employee", "seller");
        words("location", "location", "store", "storeid", "storenumber", "branch", "shop");
        words("territory", "territory", "salesterritorykey", "salesterritory", "region");
        words("currency", "currency", "currencycode");
        words("postal-code", "postalcode", "zip", "zipcode", "plz");
        words("invoice", "invoice");
        words("serial", "serial", "serialnumber");
    }

    private final List<String> yaml = new ArrayList<>();
    private final Map<String, ColumnFacts> fields = new LinkedHashMap<>();
    private final List<ColumnFacts> columns = new ArrayList<>();
    private long rows;

    private ProfileGuess() {}

    private static void words(String field, String... names) {
        WORDS.put(field, List.of(names));
    }

    /**
     * The profile as YAML, comments and the first activities included.
     *
     * @throws IngestException where the file cannot be read, or nothing in it looks like a table
     */
    public static String of(Path path) throws IngestException {
        return of(path, path.getFileName().toString());
    }

    /**
     * As {@link #of(Path)}, of a file that lies under another name than its own.
     *
     * @param fileName its own name, by which the profile is called
     */
    public static String of(Path path, String fileName) throws IngestException {
        SourceFile source = SourceFile.of(path);
        try {
            Format format = FileForm.format(source.head(1_024));
            ProfileGuess guess = new ProfileGuess();
            guess.yaml.add("profile: " + name(fileName));
            if (format == Format.X12 || format == Format.EDIFACT) {
                guess.transmission(format);
            } else {
                GuessedTable table = GuessedTable.of(source, format);
                try (RowFile file = table.file()) {
                    guess.table(table, file);
                }
            }
            return guess.text(path);
        } catch (IOException failed) {
            throw Damage.of(source.name(), failed);
        }
    }

    private static String name(String fileName) {
        String bare = fileName.toLowerCase(Locale.ROOT).replaceAll("\\..*$", "");
        String id = bare.replaceAll("[^a-z0-9]+", "-").replaceAll("^[-0-9]+|-+$", "");
        return id.isEmpty() ? "proposed" : id;
    }

    private void transmission(Format format) {
        yaml.add("format: " + format.word() + "  # by its first bytes; reports say by themselves what most fields are");
        yaml.add("fields:");
        EdiFile.FIELDS.forEach(field -> yaml.add("  " + field + ": " + field));
    }

    private void table(GuessedTable table, RowFile file) throws IngestException, IOException {
        yaml.addAll(table.yaml());
        yaml.add("# " + file.layout());
        for (int i = 0; i < file.header().width(); i++) {
            String column = file.header().name(i);
            if (!column.isEmpty() && file.header().place(column) == i) {
                columns.add(new ColumnFacts(column, i));
            }
        }
        look(file);
        assign();
        dates();
        numbers();
        List<String> id = id(file);
        write(id);
    }

    private void look(RowFile file) throws IngestException, IOException {
        try (RowReader reader = file.open()) {
            for (Row row = reader.next(); row != null; row = reader.next()) {
                if (!row.isBlank() && !row.isDamaged()) {
                    rows++;
                    columns.forEach(new Looker(row)::look);
                }
            }
        }
        columns.forEach(column -> column.finish(file.name()));
    }

    private record Looker(Row row) {
        void look(ColumnFacts column) {
            column.look(row);
        }
    }

    private void assign() {
        WORDS.forEach((field, words) -> {
            ColumnFacts best = null;
            int rank = Integer.MAX_VALUE;
            for (ColumnFacts column : columns) {
                int at = words.indexOf(word(column.name));
                if (at >= 0 && at < rank && fits(field, column) && !fields.containsValue(column)) {
                    best = column;
                    rank = at;
                }
            }
            if (best != null) {
                fields.put(field, best);
            }
        });
        for (ColumnFacts column : columns) {
            if (!fields.containsKey("date") && fits("date", column)) {
                fields.put("date", column);
            }
        }
    }

    /** The last part of a path, letters and digits alone. */
    private static String word(String column) {
        String last = column.substring(column.lastIndexOf('.') + 1);
        return last.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    private static boolean fits(String field, ColumnFacts column) {
        return switch (field) {
            case "date" -> !column.datePattern().isEmpty() || !column.question().isEmpty();
            case "quantity", "amount" -> column.notation() != null;
            default -> column.filled > 0;
        };
    }

    private void dates() {
        ColumnFacts date = fields.get("date");
        if (date == null) {
            yaml.add("# no column holds dates: name the one that does under fields");
        } else if (date.question().isEmpty()) {
            yaml.add("dates: [" + quoted(date.datePattern()) + "]  # all " + date.filled + " values of " + date.name
                    + " are dates in this way");
        } else {
            yaml.add("# A question that the file does not answer: " + date.question());
            yaml.add("# dates: [ … ]");
        }
    }

    private void numbers() {
        for (String field : List.of("amount", "quantity")) {
            ColumnFacts column = fields.get(field);
            Profile.Numbers notation = column == null ? null : column.notation();
            if (notation != null && !notation.equals(Profile.Numbers.PLAIN)) {
                yaml.add("numbers: { symbol: " + quoted(notation.symbol()) + ", group: " + quoted(notation.group())
                        + ", point: " + quoted(notation.point()) + " }  # all values of " + column.name);
                return;
            }
        }
    }

    /** The columns that tell every row from every other: the id alone, or with the line or the product. */
    private List<String> id(RowFile file) throws IngestException, IOException {
        List<List<String>> candidates = new ArrayList<>();
        for (String with : List.of("", "line", "sku")) {
            if (fields.containsKey("id") && (with.isEmpty() || fields.containsKey(with))) {
                candidates.add(with.isEmpty() ? List.of("id") : List.of("id", with));
            }
        }
        for (List<String> candidate : candidates) {
            if (isUnique(file, candidate)) {
                return candidate;
            }
        }
        return List.of();
    }

    private boolean isUnique(RowFile file, List<String> candidate) throws IngestException, IOException {
        LongHashSet seen = new LongHashSet();
        try (RowReader reader = file.open()) {
            for (Row row = reader.next(); row != null; row = reader.next()) {
                long hash = 1;
                for (String field : candidate) {
                    hash = hash * 0x9E3779B97F4A7C15L + mixed(row, fields.get(field).place);
                }
                if (!row.isBlank() && !row.isDamaged() && !seen.add(hash)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static long mixed(Row row, int place) {
        long hash = 17;
        for (int i = row.from(place); i < row.to(place); i++) {
            hash = (hash ^ row.chars()[i]) * 0x100000001B3L;
        }
        return hash ^ hash >>> 29;
    }

    private void write(List<String> id) {
        yaml.add("fields:");
        if (id.isEmpty()) {
            yaml.add("  # no columns found that tell every row from every other");
        } else {
            String names = String.join(
                    ", ", id.stream().map(part -> quoted(fields.get(part).name)).toList());
            yaml.add("  id: [" + names + "]  # different in all " + rows + " rows");
        }
        fields.forEach((field, column) -> {
            if (!field.equals("id") && !(field.equals("line") && id.contains("line"))) {
                String blank = column.blank == 0 ? "" : ", blank in " + column.blank;
                yaml.add("  " + field + ": " + quoted(column.name) + "  # by its name" + blank);
            }
        });
        rest();
        ColumnFacts quantity = fields.get("quantity");
        if (quantity != null && quantity.negative > 0) {
            String negated = quoted(quantity.name)
                    + (fields.containsKey("amount") && fields.get("amount").negative > 0
                            ? ", " + quoted(fields.get("amount").name)
                            : "");
            yaml.add("# " + quantity.negative + " rows have a quantity below zero");
            yaml.add("kinds: [ { kind: return, when: { " + quoted(quantity.name) + ": negative }, negate: [" + negated
                    + "] } ]");
        }
        if (id.isEmpty()) {
            yaml.add("on-missing-id: hash  # then the file is the unit and must not be split");
        }
    }

    private void rest() {
        List<String> rest = new ArrayList<>();
        for (ColumnFacts column : columns) {
            String attribute = column.name
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^a-z0-9]+", "-")
                    .replaceAll("^-|-$", "");
            if (!fields.containsValue(column) && !attribute.isEmpty() && rest.size() < IngestLimits.FIELDS) {
                rest.add("#   " + attribute + ": " + quoted(column.name));
            }
        }
        if (!rest.isEmpty()) {
            yaml.add("# attributes:  # columns that nothing is made of; take out what a program needs");
            yaml.addAll(rest);
        }
    }

    static String quoted(String text) {
        return text.matches("[A-Za-z][A-Za-z0-9_ /-]*[A-Za-z0-9]|[A-Za-z]")
                ? text
                : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private String text(Path path) {
        String proposed = String.join("\n", yaml) + "\n";
        Problems problems = new Problems();
        Profile profile = ProfileReader.read("the proposed profile", proposed, problems);
        List<String> made = new ArrayList<>();
        if (profile == null) {
            made.add("Not yet a profile:");
            problems.all().forEach(problem -> made.add("  " + problem));
        } else {
            FirstActivities.read(path, profile, SHOWN, made);
        }
        StringBuilder text = new StringBuilder(proposed).append("\n");
        made.forEach(line -> text.append("# ").append(Fault.printable(line)).append('\n'));
        return text.toString();
    }
}
