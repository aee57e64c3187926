package io.tidemark.tools.demo;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * How one distributor writes its POS file. Every layout is written by hand here and read back by the profile of the same
 * name; nothing is shared between the two, so that the one checks the other.
 */
enum Layout {
    /** Tidemark's own names: read without a profile. A cancelled line is followed by its void. */
    NORTH_AMERICA("NA", "north-america.csv", StandardCharsets.UTF_8, ',', false) {
        @Override
        void begin(Delimited out) {
            out.line(
                    "id",
                    "line",
                    "date",
                    "distributor",
                    "rep",
                    "dealer",
                    "sku",
                    "quantity",
                    "amount",
                    "status",
                    "function");
        }

        @Override
        void line(SaleLine sale, Delimited out) {
            for (String function : functions(sale)) {
                out.line(
                        sale.order(),
                        sale.number(),
                        sale.date().toString(),
                        sale.distributor(),
                        sale.rep(),
                        sale.dealer(),
                        sale.sku(),
                        sale.quantity(),
                        sale.amount(),
                        sale.status(),
                        function);
            }
        }
    },
    EMEA("EMEA", "emea.csv", Charset.forName("windows-1252"), ';', false) {
        @Override
        void begin(Delimited out) {
            out.line(
                    "Auftrag",
                    "Position",
                    "Auftragsdatum",
                    "Büro",
                    "Verkäufer",
                    "Händler",
                    "Artikel",
                    "Stück",
                    "Umsatz",
                    "Status",
                    "Vorgang");
        }

        @Override
        void line(SaleLine sale, Delimited out) {
            for (String function : functions(sale)) {
                out.line(
                        sale.order(),
                        sale.number(),
                        format("dd.MM.yyyy", sale),
                        sale.distributor(),
                        sale.rep(),
                        sale.dealer(),
                        sale.sku(),
                        sale.quantity(),
                        grouped(sale.amount(), '.', ','),
                        sale.status(),
                        function);
            }
        }
    },
    /** A cancelled line comes back as a negative one. */
    APAC("APAC", "apac.txt", StandardCharsets.UTF_8, '\t', false) {
        @Override
        void begin(Delimited out) {
            out.line("Txn", "Day", "Seller", "Customer", "Item", "Qty", "Value", "State", "Reverses");
        }

        @Override
        void line(SaleLine sale, Delimited out) {
            String transaction = sale.order() + "-" + sale.number();
            String value = "$" + grouped(sale.amount(), ',', '.');
            row(sale, out, transaction, sale.quantity(), value, "");
            if (sale.isCancelled()) {
                row(sale, out, transaction + "R", "-" + sale.quantity(), "-" + value, transaction);
            }
        }

        private void row(
                SaleLine sale, Delimited out, String transaction, String quantity, String value, String reverses) {
            out.line(
                    transaction,
                    format("M/d/yyyy", sale),
                    sale.rep(),
                    sale.dealer(),
                    sale.sku(),
                    quantity,
                    value,
                    sale.status(),
                    reverses);
        }
    },
    /** Titles above the header, totals below the last line. */
    JAPAN("Japan", "japan.psv", StandardCharsets.UTF_8, '|', false) {
        private long pieces;
        private java.math.BigDecimal total = java.math.BigDecimal.ZERO;

        @Override
        void begin(Delimited out) {
            pieces = 0;
            total = java.math.BigDecimal.ZERO;
            out.line("TOKYO OFFICE");
            out.line("SALES LINES, ALL ORDERS");
            out.line("ORDER", "LINE", "DATE", "REP", "DEALER", "CODE", "PIECES", "TOTAL", "STATUS");
        }

        @Override
        void line(SaleLine sale, Delimited out) {
            pieces += Long.parseLong(sale.quantity());
            total = total.add(new java.math.BigDecimal(sale.amount()));
            out.line(
                    sale.order(),
                    sale.number(),
                    format("yyyyMMdd", sale),
                    sale.rep(),
                    sale.dealer(),
                    sale.sku(),
                    sale.quantity(),
                    sale.amount(),
                    sale.status());
        }

        @Override
        void end(Delimited out) {
            out.line("TOTAL", "", "", "", "", "", Long.toString(pieces), total.toPlainString(), "");
        }
    },
    NORTH_WEST("North West", "north-west.csv", StandardCharsets.UTF_8, ',', true) {
        @Override
        void begin(Delimited out) {
            out.line("Receipt", "Sold on", "District", "Shop", "UPC", "Qty", "Net sales", "Cost");
        }

        @Override
        void line(SaleLine sale, Delimited out) {
            out.line(
                    sale.number(),
                    format("dd-MMM-yyyy", sale),
                    sale.distributor(),
                    sale.location(),
                    sale.sku(),
                    sale.quantity(),
                    sale.amount(),
                    sale.cost());
        }
    },
    SOUTH_WEST("South West", "south-west.csv", StandardCharsets.UTF_8, ';', false) {
        @Override
        void begin(Delimited out) {
            out.line("day", "store", "dist", "txn", "barcode", "pieces", "purchase", "net");
        }

        @Override
        void line(SaleLine sale, Delimited out) {
            out.line(
                    format("yyyy/MM/dd", sale),
                    sale.location(),
                    sale.distributor(),
                    sale.number(),
                    sale.sku(),
                    sale.quantity(),
                    sale.cost(),
                    sale.amount());
        }
    },
    /** No ids at all. */
    CENTRAL_WEST("Central West", "central-west.csv", StandardCharsets.UTF_8, ',', false) {
        @Override
        void begin(Delimited out) {
            out.line("Date", "District", "Shop", "Barcode", "Units", "Sales", "Cost");
        }

        @Override
        void line(SaleLine sale, Delimited out) {
            out.line(
                    sale.date().toString(),
                    sale.distributor(),
                    sale.location(),
                    sale.sku(),
                    sale.quantity(),
                    sale.amount(),
                    sale.cost());
        }
    };

    private final String region;
    private final String file;
    private final Charset charset;
    private final char delimiter;
    private final boolean quoteAll;

    Layout(String region, String file, Charset charset, char delimiter, boolean quoteAll) {
        this.region = region;
        this.file = file;
        this.charset = charset;
        this.delimiter = delimiter;
        this.quoteAll = quoteAll;
    }

    abstract void begin(Delimited out);

    abstract void line(SaleLine sale, Delimited out);

    void end(Delimited out) {
        // most files just stop
    }

    /** Which lines stand in this file. */
    String region() {
        return region;
    }

    String file() {
        return file;
    }

    /** The name of the feed, and of its profile. */
    String feed() {
        return file.substring(0, file.lastIndexOf('.'));
    }

    /** The profile's file, or null where the header says it all. */
    String profile() {
        return this == NORTH_AMERICA ? null : feed() + "-profile.yaml";
    }

    Delimited open(java.nio.file.Path folder) throws java.io.IOException {
        return new Delimited(folder.resolve(file), charset, delimiter, quoteAll);
    }

    private static List<String> functions(SaleLine sale) {
        return sale.isCancelled() ? List.of("original", "void") : List.of("original");
    }

    private static String format(String pattern, SaleLine sale) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(sale.date());
    }

    /** A plain number with separators: {@code 1.234,56}. */
    private static String grouped(String plain, char group, char point) {
        String[] parts = plain.split("\\.");
        StringBuilder text = new StringBuilder(parts[0]);
        for (int at = parts[0].length() - 3; at > 0; at -= 3) {
            text.insert(at, group);
        }
        return parts.length == 1
                ? text.toString()
                : text.append(point).append(parts[1]).toString();
    }
}
