package io.tidemark.tools.demo;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.activity.Activity;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;

/** A sale as every format of files must be able to say it. */
record Sale(
        String id,
        String line,
        LocalDate date,
        String sku,
        String quantity,
        String amount,
        Map<String, String> roles,
        Map<String, String> fields) {

    static Sale of(SaleLine line) {
        Map<String, String> roles = new TreeMap<>();
        put(roles, "distributor", line.distributor());
        put(roles, "location", line.location());
        put(roles, "rep", line.rep());
        Map<String, String> fields = new TreeMap<>();
        put(fields, "cost", line.cost());
        put(fields, "territory", line.region());
        String id = line.order().isEmpty() ? "line" : line.order();
        return new Sale(id, line.number(), line.date(), line.sku(), line.quantity(), line.amount(), roles, fields);
    }

    static Sale of(Activity sale) {
        return new Sale(
                sale.id(),
                sale.line(),
                LocalDate.ofEpochDay(sale.date()),
                sale.sku(),
                Fixed.format(sale.quantity()),
                Fixed.format(sale.amount()),
                new TreeMap<>(sale.roles()),
                new TreeMap<>(sale.fields()));
    }

    private static void put(Map<String, String> map, String name, String text) {
        if (!text.isEmpty()) {
            map.put(name, text);
        }
    }

    String role(String name) {
        return roles.getOrDefault(name, "");
    }

    String field(String name) {
        return fields.getOrDefault(name, "");
    }
}
