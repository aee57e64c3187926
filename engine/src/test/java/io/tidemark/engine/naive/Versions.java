package io.tidemark.engine.naive;

import io.tidemark.engine.activity.Activity;
import io.tidemark.engine.activity.Activity.Function;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What was received about each identity, and which version of it stands. */
final class Versions {
    private final SortedMap<Identity, List<Recorded>> recorded = new TreeMap<>();
    private final Comparator<Activity> equalRevisions;

    /**
     * One receipt that was not a duplicate.
     *
     * @param revision the number it stands under
     * @param effective false for a conflicting original, which is kept and shown only
     */
    private record Recorded(Activity activity, int revision, boolean effective) {
        boolean isOriginal() {
            return activity.function() == Function.ORIGINAL;
        }
    }

    /** @param equalRevisions which of two different versions with the same number stands: the smaller */
    Versions(Comparator<Activity> equalRevisions) {
        this.equalRevisions = equalRevisions;
    }

    Verdict receive(Activity activity) {
        List<Recorded> history = recorded.computeIfAbsent(Identity.of(activity), any -> new ArrayList<>());
        if (history.stream().anyMatch(known -> known.activity().equals(activity))) {
            return Verdict.DUPLICATE;
        }
        if (contradictsOriginal(activity, history)) {
            history.add(new Recorded(activity, revisionOf(activity, history), false));
            return Verdict.CONFLICT;
        }
        int revision = revisionOf(activity, history);
        boolean taken = history.stream().anyMatch(known -> known.effective() && known.revision() == revision);
        history.add(new Recorded(activity, revision, true));
        return taken ? Verdict.CONFLICT : Verdict.ACCEPTED;
    }

    private static boolean contradictsOriginal(Activity activity, List<Recorded> history) {
        return activity.function() == Function.ORIGINAL
                && history.stream()
                        .anyMatch(known -> known.isOriginal()
                                && known.effective()
                                && !content(known.activity()).equals(content(activity)));
    }

    private static int revisionOf(Activity activity, List<Recorded> history) {
        if (activity.revision() != Activity.NO_REVISION) {
            return activity.revision();
        }
        if (activity.function() == Function.ORIGINAL) {
            return 0;
        }
        return 1
                + history.stream()
                        .filter(Recorded::effective)
                        .mapToInt(Recorded::revision)
                        .max()
                        .orElse(0);
    }

    /** Everything but the function and the number. */
    private static Activity content(Activity version) {
        return new Activity(
                version.source(),
                version.id(),
                version.line(),
                Function.ORIGINAL,
                Activity.NO_REVISION,
                version.kind(),
                version.date(),
                version.roles(),
                version.sku(),
                version.quantity(),
                version.amount(),
                version.currency(),
                version.original(),
                version.fields());
    }

    /** The highest version of every identity, voided ones among them, in identity order. */
    SortedMap<Identity, Activity> highest() {
        SortedMap<Identity, Activity> highest = new TreeMap<>();
        recorded.forEach((identity, history) -> {
            List<Recorded> effective =
                    history.stream().filter(Recorded::effective).toList();
            if (!effective.isEmpty()) {
                highest.put(identity, highestOf(effective));
            }
        });
        return Collections.unmodifiableSortedMap(highest);
    }

    private Activity highestOf(List<Recorded> history) {
        int top = history.stream().mapToInt(Recorded::revision).max().orElseThrow();
        return history.stream()
                .filter(known -> known.revision() == top)
                .map(Recorded::activity)
                .min(equalRevisions)
                .orElseThrow();
    }
}
