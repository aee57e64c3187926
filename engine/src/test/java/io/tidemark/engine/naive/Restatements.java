package io.tidemark.engine.naive;

import io.tidemark.engine.activity.Activity;
import io.tidemark.engine.activity.Activity.Function;
import io.tidemark.engine.activity.Report;
import io.tidemark.engine.directory.ParticipantRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What reports leave standing: within the span of a replace exactly its lines, and those of later reports of the feed. Reports are
 * ordered by number, else by receipt; what came without a report, by receipt.
 */
final class Restatements {
    private final List<Known> reports = new ArrayList<>();

    /** A report that began. */
    static final class Known {
        final Report report;
        final long receipt;
        boolean whole;

        Known(Report report, long receipt) {
            this.report = report;
            this.receipt = receipt;
        }

        boolean isInForce() {
            return whole || !report.function().restates();
        }
    }

    /** That a version was sent: in a report, or by itself. */
    record Appearance(Known report, long receipt) {
        boolean isBefore(Known other) {
            if (report == null) {
                return receipt < other.receipt;
            }
            long own = report.report.number();
            long others = other.report.number();
            boolean numbered = own != Report.NO_NUMBER && others != Report.NO_NUMBER && own != others;
            return numbered ? own < others : report.receipt < other.receipt;
        }
    }

    /** A recorded version: what it is, the number it has, and where it appeared. */
    record Version(Activity activity, int revision, List<Appearance> appearances) {
        boolean is(Function function) {
            return activity.function() == function;
        }

        long firstReceipt() {
            return appearances.stream()
                    .mapToLong(one -> one.report() == null ? one.receipt() : one.report().receipt)
                    .min()
                    .orElseThrow();
        }
    }

    Known begin(Report report, long receipt) {
        return reports.stream()
                .filter(known -> known.report.key() == report.key())
                .findFirst()
                .orElseGet(() -> {
                    Known known = new Known(report, receipt);
                    reports.add(known);
                    return known;
                });
    }

    /** Whether reports have a say in what stands of a source. */
    boolean concern(String source) {
        return reports.stream().anyMatch(known -> known.report.source().equals(source));
    }

    /** The version that stands; none where all are restated away. */
    Optional<Version> standing(List<Version> versions, Comparator<Activity> equalRevisions) {
        List<Version> candidates = new ArrayList<>(versions.stream()
                .filter(version -> !version.is(Function.ORIGINAL) && stands(version, versions))
                .toList());
        original(versions).ifPresent(candidates::add);
        Comparator<Version> highest = Comparator.comparingInt(version -> -version.revision());
        return candidates.stream().min(highest.thenComparing(Version::activity, equalRevisions));
    }

    /** Of the originals that stand the one that counts: that of a replace, else the first. */
    Optional<Version> original(List<Version> versions) {
        Comparator<Version> restatedFirst = Comparator.comparing(version -> !standsByReplace(version, versions));
        return versions.stream()
                .filter(version -> version.is(Function.ORIGINAL) && stands(version, versions))
                .min(restatedFirst.thenComparingLong(Version::firstReceipt));
    }

    boolean stands(Version version, List<Version> versions) {
        return version.appearances().stream().anyMatch(one -> stands(one, version, versions));
    }

    private boolean standsByReplace(Version version, List<Version> versions) {
        return version.appearances().stream()
                .anyMatch(one -> one.report() != null
                        && one.report().report.function().restates()
                        && stands(one, version, versions));
    }

    private boolean stands(Appearance one, Version version, List<Version> versions) {
        boolean inForce = one.report() == null || one.report().isInForce();
        return inForce
                && reports.stream()
                        .noneMatch(known -> known != one.report()
                                && known.whole
                                && known.report.function().restates()
                                && speaksFor(known, version, versions)
                                && one.isBefore(known));
    }

    private static boolean speaksFor(Known known, Version version, List<Version> versions) {
        boolean lists =
                versions.stream().flatMap(any -> any.appearances().stream()).anyMatch(one -> one.report() == known);
        boolean sameSource = known.report.source().equals(version.activity().source());
        return sameSource
                && (lists || known.report.spans().stream().anyMatch(span -> covers(span, version.activity())));
    }

    private static boolean covers(Report.Span span, Activity activity) {
        if (activity.date() < span.from() || activity.date() >= span.until()) {
            return false;
        }
        if (span.kind() == null) {
            return true;
        }
        for (String role : List.of("location", "distributor")) {
            String id = activity.roles().getOrDefault(role, "");
            if (!id.isEmpty()) {
                return span.kind().equals(ParticipantRow.kindOfRole(role))
                        && span.id().equals(id);
            }
        }
        return span.kind().isEmpty();
    }
}
