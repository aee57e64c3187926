package io.tidemark.gateway.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * 867, product transfer and resale: PTD says what happened to the goods, QTY and LIN (in either order) how many of what. Of
 * the quantities sold (32), shipped (39) and ordered (38), which describe the same goods, the first counts.
 */
final class ResaleReport extends X12Report {
    private static final Set<String> SALES = Set.of("SS", "SD", "DS", "CS", "SH", "BF", "OF");
    private static final Set<String> RETURNS = Set.of("BN", "RB", "RP", "RU");
    private static final List<String> SOLD = List.of("32", "39", "38");
    private static final Set<String> RETURNED = Set.of("76");
    private static final List<String> DATES = List.of("003", "011", "007", "370", "194", "091");
    private static final EdiPath REPORT = EdiPath.of("BPT02");
    private static final List<EdiPath> LOCATIONS = EdiView.paths("N1[DB]04", "N1[BR]04", "N1[SF]04");
    private static final List<EdiPath> CUSTOMERS = EdiView.paths(
            "N1[EN]04", "N1[UC]04", "N1[ST]04", "N1[BY]04", "N1[EN]02", "N1[UC]02", "N1[ST]02", "N1[BY]02");
    private String leader = "";

    ResaleReport(List<EdiSegment> envelope, Consumer<EdiItem> sink) {
        super(envelope, sink);
    }

    @Override
    protected boolean startsGroup(EdiSegment segment) {
        return segment.is("PTD");
    }

    /** The first LIN or QTY of a report leads its items; quantities without their product yet belong together. */
    @Override
    protected boolean startsItem(EdiSegment segment) {
        if (!segment.is("QTY") && !segment.is("LIN")) {
            return false;
        }
        leader = leader.isEmpty() ? segment.tag() : leader;
        if (item.isEmpty()) {
            return true;
        }
        return segment.is(leader) && (leader.equals("LIN") || item.stream().anyMatch(one -> one.is("LIN")));
    }

    @Override
    protected void items() {
        EdiView view = new EdiView(List.of(List.copyOf(item), List.copyOf(group), List.copyOf(heading)));
        List<EdiSegment> quantities = item.stream().filter(one -> one.is("QTY")).toList();
        EdiSegment sold = EdiItem.preferred(quantities, SOLD, false);
        for (EdiSegment quantity : quantities) {
            String code = quantity.text(1);
            if (quantity == sold || RETURNED.contains(code)) {
                emit(view, kind(RETURNED.contains(code)), quantity.text(2), "");
            } else if (!SOLD.contains(code)) {
                emit(view, "quantity " + code, quantity.text(2), "");
            }
        }
        if (quantities.isEmpty()) {
            emit(view, kind(false), "", "");
        }
    }

    private String kind(boolean returned) {
        String code = group.isEmpty() ? "" : group.get(0).text(1);
        if (RETURNS.contains(code) || code.isEmpty() && returned) {
            return "return";
        }
        boolean sale = code.isEmpty() || SALES.contains(code);
        return sale ? returned ? "return" : "sale" : "transfer " + code;
    }

    @Override
    protected String date(EdiItem item) {
        EdiView view = item.view();
        EdiSegment date = EdiItem.preferred(view.nearest("DTM", view.depth() - 1), DATES, true);
        date = date == null ? EdiItem.preferred(view.nearest("DTM", view.depth()), DATES, false) : date;
        return date == null ? "" : EdiItem.day(date.text(2));
    }

    @Override
    protected EdiPath reportId() {
        return REPORT;
    }

    @Override
    protected List<EdiPath> locations() {
        return LOCATIONS;
    }

    @Override
    protected List<EdiPath> customers() {
        return CUSTOMERS;
    }

    @Override
    String purpose() {
        List<EdiSegment> begins = new ArrayList<>(heading);
        begins.removeIf(segment -> !segment.is("BPT"));
        return begins.isEmpty() ? "original" : purpose(begins.get(0).text(1));
    }
}
