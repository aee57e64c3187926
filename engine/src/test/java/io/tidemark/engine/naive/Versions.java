package io.tidemark.engine.naive;

import io.tidemark.engine.activity.Activity;
import io.tidemark.engine.activity.Activity.Function;
import io.tidemark.engine.activity.Report;
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

    private final Restatements restatements = new Restatements();
    private long receipts;

    /**
     * One receipt that was not a duplicate.
     *
     * @param revision the number it stands under
     * @param effective false for a conflicting original, which is kept and shown only
     * @param appearances grows as it is sent again
     */
    private record Recorded(
            Activity activity, int revision, boolean effective, List<Restatements.Appearance> appearances) {
        boolean isOriginal() {
            return activity.function() == Function.ORIGINAL;
        }
    }

    /** @param equalRevisions which of two different versions with the same number stands: the smaller */
    Versions(Comparator<Activity> equalRevisions) {
        this.equalRevisions = equalRevisions;
    }

    Restatements.Known begin(Report report) {
        return restatements.begin(report, ++receipts);
    }

    Verdict receive(Activity activity) {
        return receive(activity, null);
    }

    /** @param of the report whose line it is, or null */
    Verdict receive(Activity activity, Restatements.Known of) {
        receipts++;
        boolean ofReport = of != null && of.report.source().equals(activity.source());
        Restatements.Appearance appearance = new Restatements.Appearance(ofReport ? of : null, receipts);
        if (!restatements.concern(activity.source())) {
            return receivePlain(activity, appearance);
        }
        boolean restates = ofReport && of.report.function().restates();
        List<Recorded> history = recorded.computeIfAbsent(Identity.of(activity), any -> new ArrayList<>());
        for (Recorded known : history) {
            if (known.activity().equals(activity)) {
                if (ofReport) {
                    known.appearances().add(appearance);
                }
                return Verdict.DUPLICATE;
            }
        }
        int revision = revisionOf(activity, history);
        boolean taken = history.stream().anyMatch(known -> known.effective() && known.revision() == revision);
        boolean effective = restates || !contradictsOriginal(activity, history);
        history.add(new Recorded(activity, revision, effective, new ArrayList<>(List.of(appearance))));
        if (activity.function() != Function.ORIGINAL) {
            return taken ? Verdict.CONFLICT : Verdict.ACCEPTED;
        }
        List<Restatements.Version> versions = versions(history);
        Restatements.Version own = versions.get(versions.size() - 1);
        boolean counts = restatements.original(versions).filter(own::equals).isPresent();
        return restatements.stands(own, versions) && !counts ? Verdict.CONFLICT : Verdict.ACCEPTED;
    }

    private static List<Restatements.Version> versions(List<Recorded> history) {
        return history.stream()
                .map(known -> new Restatements.Version(known.activity(), known.revision(), known.appearances()))
                .toList();
    }

    private Verdict receivePlain(Activity activity, Restatements.Appearance appearance) {
        List<Recorded> history = recorded.computeIfAbsent(Identity.of(activity), any -> new ArrayList<>());
        if (history.stream().anyMatch(known -> known.activity().equals(activity))) {
            return Verdict.DUPLICATE;
        }
        if (contradictsOriginal(activity, history)) {
            history.add(
                    new Recorded(activity, revisionOf(activity, history), false, new ArrayList<>(List.of(appearance))));
            return Verdict.CONFLICT;
        }
        int revision = revisionOf(activity, history);
        boolean taken = history.stream().anyMatch(known -> known.effective() && known.revision() == revision);
        history.add(new Recorded(activity, revision, true, new ArrayList<>(List.of(appearance))));
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
            if (restatements.concern(identity.source())) {
                highest.put(
                        identity,
                        restatements
                                .standing(versions(history), equalRevisions)
                                .map(Restatements.Version::activity)
                                .orElseGet(() -> restatedAway(history)));
                return;
            }
            List<Recorded> effective =
                    history.stream().filter(Recorded::effective).toList();
            if (!effective.isEmpty()) {
                highest.put(identity, highestOf(effective));
            }
        });
        return Collections.unmodifiableSortedMap(highest);
    }

    /** None stands: a void, of what the least of them is about. */
    private Activity restatedAway(List<Recorded> history) {
        Activity least =
                history.stream().map(Recorded::activity).min(equalRevisions).orElseThrow();
        return new Activity(
                least.source(),
                least.id(),
                least.line(),
                Function.VOID,
                Activity.NO_REVISION,
                least.kind(),
                least.date(),
                least.roles(),
                least.sku(),
                least.quantity(),
                least.amount(),
                least.currency(),
                least.original(),
                least.fields());
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
