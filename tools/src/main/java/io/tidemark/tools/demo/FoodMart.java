package io.tidemark.tools.demo;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The grocer: 86,837 sale lines of one year in 13 shops. The tables lie in the library as one JSON object per line; small
 * ones are held, the sales are streamed. Eight lines repeat every key of another, so a line's id is its place in the file.
 */
final class FoodMart {
    private static final LocalDate LAST_DAY = LocalDate.of(1997, 12, 30);
    private static final String PACKAGED = "/";

    private final JsonFactory factory = new JsonFactory();
    private final long shift;
    private final Map<String, LocalDate> days = new HashMap<>();
    private final Map<String, Map<String, String>> stores = new TreeMap<>();
    private final Map<String, Map<String, String>> regions = new TreeMap<>();
    private final Map<String, Map<String, String>> classes = new HashMap<>();
    private final Map<String, Map<String, String>> products = new TreeMap<>();

    /** @param today the day on which the data is to end */
    FoodMart(LocalDate today) throws IOException {
        this.shift = ChronoUnit.DAYS.between(LAST_DAY, today);
        read(
                "time_by_day",
                row -> days.put(
                        row.get("time_id"), LocalDate.parse(row.get("the_date").substring(0, 10))));
        read("store", row -> stores.put(row.get("store_id"), Map.copyOf(row)));
        read("region", row -> regions.put(row.get("region_id"), Map.copyOf(row)));
        read("product_class", row -> classes.put(row.get("product_class_id"), Map.copyOf(row)));
        read("product", row -> products.put(row.get("product_id"), Map.copyOf(row)));
    }

    /** Hands on each object of a table as texts, the same map every time; nulls are left out. */
    private void read(String table, Consumer<Map<String, String>> sink) throws IOException {
        try (InputStream in = FoodMart.class.getResourceAsStream(PACKAGED + table + ".json")) {
            if (in == null) {
                throw new FileNotFoundException("the library foodmart-data-json without its table " + table);
            }
            Map<String, String> row = new HashMap<>();
            try (JsonParser json = factory.createParser(in)) {
                while (json.nextToken() != null) {
                    row.clear();
                    while (json.nextToken() != JsonToken.END_OBJECT) {
                        String name = json.currentName();
                        if (json.nextToken() != JsonToken.VALUE_NULL) {
                            row.put(name, json.getText());
                        }
                    }
                    sink.accept(row);
                }
            }
        }
    }

    /** Every sale line in the order of the table. */
    void lines(Consumer<SaleLine> sink) throws IOException {
        long[] ordinal = {0};
        read("sales_fact_1997", row -> {
            Map<String, String> region =
                    regions.get(stores.get(row.get("store_id")).get("region_id"));
            sink.accept(new SaleLine(
                    "",
                    Long.toString(++ordinal[0]),
                    days.get(row.get("time_id")).plusDays(shift),
                    district(region),
                    "store-" + row.get("store_id"),
                    "",
                    "",
                    products.get(row.get("product_id")).get("SKU"),
                    whole(row.get("unit_sales")),
                    row.get("store_sales"),
                    row.get("store_cost"),
                    "",
                    region.get("sales_region")));
        });
    }

    private static String district(Map<String, String> region) {
        return "district-" + region.get("sales_district_id");
    }

    /** {@code 3.0000} as {@code 3}. */
    private static String whole(String number) {
        return new java.math.BigDecimal(number).stripTrailingZeros().toPlainString();
    }

    /** Regions, districts and shops of the country whose sales are in the data, as lines of a participants file. */
    void participants(Delimited out) {
        Map<String, String> regionNames = new TreeMap<>();
        Map<String, Map<String, String>> districts = new TreeMap<>();
        Map<String, Map<String, String>> shops = new TreeMap<>(java.util.Comparator.comparing(Integer::valueOf));
        stores.forEach((id, store) -> {
            Map<String, String> region = regions.get(store.get("region_id"));
            if ("USA".equals(region.get("sales_country"))) {
                regionNames.put(region.get("sales_region"), region.get("sales_region"));
                districts.put(district(region), region);
                shops.put(id, store);
            }
        });
        regionNames.forEach((id, name) -> Participants.line(out, "region", id, name, "", "", "", ""));
        districts.forEach((id, region) -> Participants.line(
                out,
                "distributor",
                id,
                region.get("sales_district"),
                "region:" + region.get("sales_region"),
                region.get("sales_region"),
                "",
                ""));
        shops.forEach((id, store) -> {
            Map<String, String> region = regions.get(store.get("region_id"));
            Participants.line(
                    out,
                    "location",
                    "store-" + id,
                    store.get("store_name") + ", " + store.get("store_city"),
                    "distributor:" + district(region),
                    region.get("sales_region"),
                    store.getOrDefault("store_manager", ""),
                    store.get("store_type"));
        });
    }

    /** The catalogue, as lines of a products file. */
    void products(Delimited out) {
        products.values().forEach(product -> {
            Map<String, String> kind = classes.get(product.get("product_class_id"));
            out.line(
                    product.get("SKU"),
                    product.get("product_name"),
                    product.get("brand_name"),
                    kind.get("product_category"),
                    kind.get("product_family"),
                    product.get("SRP"));
        });
    }
}
