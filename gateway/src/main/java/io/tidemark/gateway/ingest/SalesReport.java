package io.tidemark.gateway.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * SLSRPT, sales data: items (LIN) below places (LOC), or places below items, whichever comes first in the message. QTY 153 is
 * sold, 61 returned.
 */
final class SalesReport extends EdiReport {
    private static final Map<String, String> PURPOSES = Map.of(
            "", "original", "9", "original", "7", "original", "2", "add", "5", "replace", "1", "cancel", "3", "cancel");
    private static final List<String> DATES = List.of("356", "35", "91", "90");
    private static final List<EdiPath> SKU = EdiView.paths("LIN03.1", "PIA[SA]", "PIA[MF]", "PIA[SRV]", "PIA[IN]");
    private static final List<EdiPath> DISTRIBUTOR =
            EdiView.paths("NAD[SE]02", "NAD[FR]02", "NAD[DS]02", "NAD[MS]02", "NAD[BY]02", "UNB02");
    private static final List<EdiPath> LOCATION = EdiView.paths("LOC[162]02", "LOC[1]02", "LOC[7]02", "NAD[LO]02");
    private static final List<EdiPath> CUSTOMER = EdiView.paths("NAD[UC]02", "NAD[UD]02");
    private static final EdiPath REPORT = EdiPath.of("BGM02");
    private static final EdiPath CURRENCY = EdiPath.of("CUX01.2");
    private static final EdiPath SERIAL = EdiPath.of("RFF[SE]01.2");
    private static final EdiPath INVOICE = EdiPath.of("RFF[IV]01.2");
    private String leader = "";

    SalesReport(List<EdiSegment> envelope, Consumer<EdiItem> sink) {
        super(envelope, sink);
    }

    @Override
    protected boolean ends(EdiSegment segment) {
        return segment.is("UNS") || segment.is("CNT");
    }

    @Override
    protected boolean startsGroup(EdiSegment segment) {
        if (segment.is("LOC") || segment.is("LIN")) {
            leader = leader.isEmpty() ? segment.tag() : leader;
        }
        return segment.is("LOC") && leader.equals("LOC");
    }

    @Override
    protected boolean startsItem(EdiSegment segment) {
        return segment.is("LIN");
    }

    @Override
    protected void items() {
        List<EdiSegment> prefix = new ArrayList<>();
        List<EdiSegment> place = new ArrayList<>();
        List<EdiSegment> own = new ArrayList<>();
        boolean any = false;
        for (EdiSegment segment : item) {
            if (segment.is("QTY") || segment.is("LOC")) {
                any |= quantity(own, place, prefix);
                own = new ArrayList<>();
                if (segment.is("LOC")) {
                    place = new ArrayList<>();
                    place.add(segment);
                } else {
                    own.add(segment);
                }
            } else {
                (!own.isEmpty() ? own : !place.isEmpty() ? place : prefix).add(segment);
            }
        }
        any |= quantity(own, place, prefix);
        if (!any) {
            emit(new EdiView(List.of(prefix, List.of(), List.copyOf(group), List.copyOf(heading))), "sale", "", "");
        }
    }

    private boolean quantity(List<EdiSegment> own, List<EdiSegment> place, List<EdiSegment> prefix) {
        if (own.isEmpty()) {
            return false;
        }
        List<EdiSegment> around = new ArrayList<>(place);
        around.addAll(prefix);
        EdiSegment quantity = own.get(0);
        String code = quantity.text(1);
        String kind = code.equals("153") ? "sale" : code.equals("61") ? "return" : "quantity " + code;
        emit(
                new EdiView(List.of(own, around, List.copyOf(group), List.copyOf(heading))),
                kind,
                quantity.text(1, 2),
                "");
        return true;
    }

    @Override
    String field(String name, EdiItem item) {
        EdiView view = item.view();
        return switch (name) {
            case "id" -> view.text(REPORT);
            case "line" -> Long.toString(item.ordinal());
            case "date" -> date(view);
            case "kind" -> item.told();
            case "sku" -> view.first(SKU);
            case "quantity" -> item.units();
            case "amount" -> amount(item);
            case "currency" -> view.text(CURRENCY);
            case "distributor" -> view.first(DISTRIBUTOR);
            case "location" -> view.first(LOCATION);
            case "end-customer" -> view.first(CUSTOMER);
            case "serial" -> view.text(SERIAL);
            case "invoice" -> view.text(INVOICE);
            default -> "";
        };
    }

    private static String date(EdiView view) {
        EdiSegment date = null;
        for (int depth = 1; date == null && depth <= view.depth(); depth++) {
            date = EdiItem.preferred(view.nearest("DTM", depth), DATES, false);
        }
        if (date == null) {
            return "";
        }
        String text = date.text(1, 2);
        // a period counts on its last day
        boolean period = date.text(1, 3).equals("718") && text.replace("-", "").length() == 16;
        return EdiItem.day(period ? text.replace("-", "").substring(8) : text);
    }

    private static String amount(EdiItem item) {
        List<EdiSegment> amounts = item.view().nearest("MOA", 2);
        String amount;
        if (amounts.isEmpty()) {
            List<EdiSegment> prices = item.view().nearest("PRI", 2);
            EdiSegment price = EdiItem.preferred(prices, List.of("AAA", "NTP", "AAB", "GRP"), true);
            amount = price == null
                    ? ""
                    : item.times(
                            price.text(1, 2).replace(',', '.'), price.text(1, 5).replace(',', '.'));
        } else {
            amount = EdiItem.preferred(amounts, List.of("203", "79", "128"), true)
                    .text(1, 2)
                    .replace(',', '.');
        }
        return item.isSale() ? EdiItem.unsigned(amount) : amount;
    }

    @Override
    String purpose() {
        for (EdiSegment segment : heading) {
            if (segment.is("BGM")) {
                return PURPOSES.getOrDefault(segment.text(3), segment.text(3));
            }
        }
        return "original";
    }
}
