package io.tidemark.tools.cli;

import java.nio.file.Path;
import java.util.List;

/**
 * The files of one run.
 *
 * @param profile how the POS files are laid out, or null where their headers name the fields
 * @param participantsProfiles how the participants files are laid out: none, one for all, or one for each
 * @param productsProfiles how the products files are laid out: none, one for all, or one for each
 * @param xref what distributors call products
 * @param given files of numbers that are given, of statuses, of assignments and of decisions
 * @param feed the name space of ids in rows that name none
 * @param receivedMs epoch milliseconds stamped on everything
 * @param referencesLast whether reference files are read after the POS files; the standings are the same
 */
public record Facts(
        List<Path> programs,
        Path profile,
        List<Path> participants,
        List<Path> participantsProfiles,
        List<Path> products,
        List<Path> productsProfiles,
        List<Path> xref,
        Given given,
        List<Path> files,
        String feed,
        long receivedMs,
        boolean referencesLast) {

    /** What is given of participants: numbers by period, statuses by day, who fills roles where; and what was decided about claims. */
    public record Given(List<Path> targets, List<Path> statuses, List<Path> assignments, List<Path> decisions) {
        public static final Given NOTHING = new Given(List.of(), List.of(), List.of());

        /** Without decisions. */
        public Given(List<Path> targets, List<Path> statuses, List<Path> assignments) {
            this(targets, statuses, assignments, List.of());
        }
    }

    /** Without cross-references. */
    public Facts(
            List<Path> programs,
            Path profile,
            List<Path> participants,
            List<Path> participantsProfiles,
            List<Path> products,
            List<Path> productsProfiles,
            List<Path> files,
            String feed,
            long receivedMs,
            boolean referencesLast) {
        this(
                programs,
                profile,
                participants,
                participantsProfiles,
                products,
                productsProfiles,
                List.of(),
                Given.NOTHING,
                files,
                feed,
                receivedMs,
                referencesLast);
    }
}
