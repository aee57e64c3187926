package io.tidemark.engine.naive;

import io.tidemark.engine.directory.CrossReferenceRow;
import io.tidemark.engine.directory.ParticipantRow;
import io.tidemark.engine.directory.ProductRow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;

/** Effective-dated rows: the one with the greatest {@code from} not after the date is in force, as a whole. */
final class Directory {
    private static final SortedMap<String, String> NOTHING = java.util.Collections.emptySortedMap();

    private final Map<Who, NavigableMap<Integer, ParticipantRow>> participants = new HashMap<>();
    private final Map<List<String>, NavigableMap<Integer, CrossReferenceRow>> crossReferences = new HashMap<>();
    private final Map<String, NavigableMap<Integer, ProductRow>> products = new HashMap<>();

    final Given given = new Given();

    void receive(ParticipantRow row) {
        participants
                .computeIfAbsent(new Who(row.kind(), row.id()), any -> new TreeMap<>())
                .put(row.from(), row);
    }

    void receive(ProductRow row) {
        products.computeIfAbsent(row.sku(), any -> new TreeMap<>()).put(row.from(), row);
    }

    void receive(CrossReferenceRow row) {
        crossReferences
                .computeIfAbsent(List.of(row.distributor(), row.theirSku()), any -> new TreeMap<>())
                .put(row.from(), row);
    }

    /** The effect about the product that its distributor means. */
    Effect crossReferred(Effect effect) {
        String distributor = meant(effect, "distributor");
        NavigableMap<Integer, CrossReferenceRow> rows = crossReferences.get(List.of(distributor, effect.sku()));
        Map.Entry<Integer, CrossReferenceRow> inForce = rows == null ? null : rows.floorEntry(effect.date());
        return inForce == null
                ? effect
                : effect.of(inForce.getValue().sku(), inForce.getValue().unitsPer());
    }

    /** Whom an effect means in a role, empty where it names nobody: who is known by the id, else whom its feed means by it. */
    String meant(Effect effect, String role) {
        String id = effect.roles().getOrDefault(role, "");
        String kind = ParticipantRow.kindOfRole(role);
        return id.isEmpty() || knows(new Who(kind, id)) ? id : given.meant(effect.source(), kind, id);
    }

    boolean knows(Who who) {
        return participants.containsKey(who);
    }

    boolean knowsProduct(String sku) {
        return products.containsKey(sku);
    }

    /** The participant's row in force; before the first one, a row that says nothing. */
    ParticipantRow row(Who who, int date) {
        NavigableMap<Integer, ParticipantRow> rows = participants.get(who);
        Map.Entry<Integer, ParticipantRow> inForce = rows == null ? null : rows.floorEntry(date);
        return inForce != null ? inForce.getValue() : silent(who);
    }

    private static ParticipantRow silent(Who who) {
        return new ParticipantRow(
                who.kind(), who.id(), Integer.MIN_VALUE, "", "", "", Integer.MIN_VALUE, Integer.MAX_VALUE, NOTHING);
    }

    /** The product's attributes in force on the date. */
    SortedMap<String, String> product(String sku, int date) {
        NavigableMap<Integer, ProductRow> rows = products.get(sku);
        Map.Entry<Integer, ProductRow> inForce = rows == null ? null : rows.floorEntry(date);
        return inForce == null ? NOTHING : inForce.getValue().attributes();
    }

    /** The nearest ancestor of the kind on the date, or null. */
    Who ancestor(Who who, String kind, int date) {
        java.util.Set<Who> seen = new java.util.HashSet<>();
        for (Who at = parent(who, date); at != null && seen.add(at); at = parent(at, date)) {
            if (at.kind().equals(kind)) {
                return at;
            }
        }
        return null;
    }

    private Who parent(Who who, int date) {
        ParticipantRow row = row(who, date);
        return row.parentId().isEmpty() ? null : new Who(row.parentKind(), row.parentId());
    }
}
