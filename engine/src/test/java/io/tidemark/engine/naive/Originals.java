package io.tidemark.engine.naive;

import io.tidemark.engine.activity.Activity;
import io.tidemark.engine.activity.Activity.Function;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** Which sale a return's {@code original} names. */
final class Originals {
    private final SortedMap<Identity, Activity> highest;

    /** The sale found, or none; {@code ambiguous} where several lines fit. */
    record Match(Identity sale, boolean ambiguous) {
        static final Match NONE = new Match(null, false);
    }

    Originals(SortedMap<Identity, Activity> highest) {
        this.highest = highest;
    }

    /** The first reading of the text that names a recorded sale decides, even where none of its lines fits. */
    Match of(Activity goodsBack) {
        if (goodsBack.original().isEmpty()) {
            return Match.NONE;
        }
        for (List<Identity> lines : readings(goodsBack)) {
            if (!lines.isEmpty()) {
                return among(lines, goodsBack.sku());
            }
        }
        return Match.NONE;
    }

    private List<List<Identity>> readings(Activity goodsBack) {
        List<List<Identity>> readings = new ArrayList<>();
        String text = goodsBack.original();
        addReadings(readings, goodsBack.source(), text);
        int colon = text.indexOf(':');
        if (colon >= 0) {
            addReadings(readings, text.substring(0, colon), text.substring(colon + 1));
        }
        return readings;
    }

    private void addReadings(List<List<Identity>> readings, String source, String text) {
        readings.add(anyLine(source, text));
        int slash = text.lastIndexOf('/');
        if (slash >= 0) {
            readings.add(exactly(new Identity(source, text.substring(0, slash), text.substring(slash + 1))));
        }
    }

    private List<Identity> anyLine(String source, String id) {
        return highest.keySet().stream()
                .filter(known -> known.source().equals(source) && known.id().equals(id) && canBeReturned(known))
                .toList();
    }

    private List<Identity> exactly(Identity identity) {
        return highest.containsKey(identity) && canBeReturned(identity) ? List.of(identity) : List.of();
    }

    private boolean canBeReturned(Identity identity) {
        Activity version = highest.get(identity);
        return version.function() == Function.VOID || version.kind().equals(Activity.SALE);
    }

    private Match among(List<Identity> lines, String sku) {
        if (lines.size() == 1) {
            return new Match(lines.get(0), false);
        }
        List<Identity> sameSku = lines.stream()
                .filter(line -> highest.get(line).sku().equals(sku))
                .toList();
        if (sameSku.size() > 1) {
            return new Match(null, true);
        }
        return sameSku.isEmpty() ? Match.NONE : new Match(sameSku.get(0), false);
    }
}
