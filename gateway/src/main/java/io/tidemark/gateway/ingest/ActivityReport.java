package io.tidemark.gateway.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * 852, product activity: ZA says what was done with an item, SDQ at which stores. QS is sold, QU returned by consumers; Q1 is
 * sold less returned, so an item that has it counts by it alone.
 */
final class ActivityReport extends X12Report {
    private static final EdiPath REPORT = EdiPath.of("XQ04");
    private static final EdiPath END = EdiPath.of("XQ03");
    private static final EdiPath START = EdiPath.of("XQ02");
    private static final List<EdiPath> LOCATIONS = EdiView.paths("N1[ST]04", "N1[BY]04", "N1[SN]04");

    ActivityReport(List<EdiSegment> envelope, Consumer<EdiItem> sink) {
        super(envelope, sink);
    }

    @Override
    protected boolean startsGroup(EdiSegment segment) {
        return false;
    }

    @Override
    protected boolean startsItem(EdiSegment segment) {
        return segment.is("LIN");
    }

    @Override
    protected void items() {
        List<EdiSegment> prefix = before("ZA");
        List<List<EdiSegment>> activities = new ArrayList<>();
        for (EdiSegment segment : item.subList(prefix.size(), item.size())) {
            if (segment.is("ZA")) {
                activities.add(new ArrayList<>());
            }
            activities.get(activities.size() - 1).add(segment);
        }
        boolean net = activities.stream().anyMatch(own -> own.get(0).is("ZA", "Q1"));
        for (List<EdiSegment> own : activities) {
            activity(own, kind(own.get(0).text(1), net), prefix);
        }
    }

    private static String kind(String code, boolean net) {
        boolean sold = code.equals("Q1") || code.equals("QS") && !net;
        return sold ? "sale" : code.equals("QU") && !net ? "return" : "activity " + code;
    }

    private void activity(List<EdiSegment> own, String kind, List<EdiSegment> prefix) {
        EdiView view = new EdiView(List.of(List.copyOf(own), prefix, List.copyOf(heading)));
        boolean stores = false;
        for (EdiSegment segment : own) {
            if (segment.is("SDQ")) {
                for (int i = 3; i <= segment.elements().size(); i += 2) {
                    if (!segment.text(i).isEmpty()) {
                        emit(view, kind, segment.text(i + 1), segment.text(i));
                        stores = true;
                    }
                }
            }
        }
        if (!stores) {
            emit(view, kind, own.get(0).text(2), "");
        }
    }

    /** The activity's own date, else the last day of the report. */
    @Override
    protected String date(EdiItem item) {
        EdiView view = item.view();
        List<EdiSegment> own = view.nearest("ZA", 1);
        String date = own.isEmpty() ? "" : own.get(0).text(5);
        List<EdiSegment> near = view.nearest("DTM", view.depth() - 1);
        date = date.isEmpty() && !near.isEmpty() ? near.get(0).text(2) : date;
        date = date.isEmpty() ? view.text(END) : date;
        return EdiItem.day(date.isEmpty() ? view.text(START) : date);
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
        return List.of();
    }

    @Override
    String purpose() {
        for (EdiSegment segment : heading) {
            if (segment.is("XQ")) {
                return purpose(segment.text(5));
            }
        }
        return "original";
    }
}
