package io.tidemark.gateway.ingest;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What the reports of X12 have in common. */
abstract class X12Report extends EdiReport {
    private static final Map<String, String> PURPOSES = Map.of(
            "",
            "original",
            "00",
            "original",
            "07",
            "original",
            "02",
            "add",
            "05",
            "replace",
            "01",
            "cancel",
            "03",
            "cancel");
    private static final List<EdiPath> SKU = EdiView.paths(
            "LIN[VP]", "LIN[VN]", "LIN[MG]", "LIN[MF]", "LIN[UP]", "LIN[UK]", "LIN[EN]", "LIN[UI]", "LIN[ND]",
            "LIN[N4]", "LIN[BP]", "LIN[IN]", "LIN[SK]", "LIN[CB]");
    private static final List<EdiPath> DISTRIBUTOR =
            EdiView.paths("N1[DS]04", "N1[SE]04", "N1[FR]04", "N1[DS]02", "N1[SE]02", "N1[FR]02", "GS02");
    private static final List<EdiPath> SERIAL = EdiView.paths("REF[SE]02", "MAN[SE]02");
    private static final List<EdiPath> INVOICE = EdiView.paths("REF[IV]02", "REF[IN]02");
    private static final List<EdiPath> CURRENCY = EdiView.paths("CUR02");
    private static final List<EdiPath> PRICE = EdiView.paths("UIT02", "CTP03");

    X12Report(List<EdiSegment> envelope, Consumer<EdiItem> sink) {
        super(envelope, sink);
    }

    @Override
    protected boolean ends(EdiSegment segment) {
        return segment.is("CTT");
    }

    protected static String purpose(String code) {
        return PURPOSES.getOrDefault(code, code);
    }

    @Override
    String field(String name, EdiItem item) {
        EdiView view = item.view();
        return switch (name) {
            case "id" -> id(view);
            case "line" -> Long.toString(item.ordinal());
            case "date" -> date(item);
            case "kind" -> item.told();
            case "sku" -> view.first(SKU);
            case "quantity" -> item.units();
            case "amount" -> amount(item);
            case "currency" -> view.first(CURRENCY);
            case "distributor" -> view.first(DISTRIBUTOR);
            case "location" -> item.location().isEmpty() ? view.first(locations()) : item.location();
            case "end-customer" -> view.first(customers());
            case "serial" -> view.first(SERIAL);
            case "invoice" -> view.first(INVOICE);
            default -> "";
        };
    }

    private String id(EdiView view) {
        String report = view.text(reportId());
        return report.isEmpty() ? view.text(EdiPath.of("ISA13")) + "-" + view.text(EdiPath.of("ST02")) : report;
    }

    private static String amount(EdiItem item) {
        List<EdiSegment> amounts = item.view().nearest("AMT", 1);
        if (!amounts.isEmpty()) {
            return item.isSale()
                    ? EdiItem.unsigned(amounts.get(0).text(2))
                    : amounts.get(0).text(2);
        }
        String amount = item.times(item.view().first(PRICE), "");
        return item.isSale() ? EdiItem.unsigned(amount) : amount;
    }

    protected abstract EdiPath reportId();

    protected abstract String date(EdiItem item);

    protected abstract List<EdiPath> locations();

    protected abstract List<EdiPath> customers();
}
