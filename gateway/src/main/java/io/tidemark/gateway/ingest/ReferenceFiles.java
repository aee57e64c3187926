package io.tidemark.gateway.ingest;

import io.tidemark.engine.directory.CrossReferenceRow;
import io.tidemark.engine.directory.ParticipantRow;
import io.tidemark.engine.directory.ProductRow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads reference files into rows: {@code participants.csv} (kind, id, name, parent, from, enrolled, left) and {@code
 * products.csv} (sku, from), any further column an attribute. Without a profile the header names the columns, upper or
 * lower case; with one, its {@code fields} and {@code attributes} do. Dates are ISO unless the profile says otherwise. A bad
 * row is refused and the rest stands. Stateless.
 */
public final class ReferenceFiles {
    private ReferenceFiles() {}

    /** The profile of participants files whose header names the columns. */
    public static Profile plainParticipants() {
        return Profile.plain(Profile.Target.PARTICIPANTS);
    }

    /** The profile of products files whose header names the columns. */
    public static Profile plainProducts() {
        return Profile.plain(Profile.Target.PRODUCTS);
    }

    /** The profile of files of cross-references whose header names the columns. */
    public static Profile plainXref() {
        return Profile.plain(Profile.Target.XREF);
    }

    /**
     * Reads what distributors call products: distributor, their-sku, sku, units-per (a whole number, 1 where blank), from.
     *
     * @throws IngestException where the file as a whole cannot be read or does not fit the profile
     */
    public static ReferenceReport xref(Path path, Profile profile, ReferenceSink<CrossReferenceRow> sink)
            throws IngestException {
        expect(path, profile, Profile.Target.XREF, "xref");
        ReferenceTable table = ReferenceTable.open(path, profile);
        TextField distributor = table.field("distributor");
        TextField theirs = table.field("their-sku");
        TextField sku = table.field(FieldNames.SKU);
        TextField units = table.field("units-per");
        TextField from = table.field("from");
        return table.read(
                (row, faults) -> {
                    String rowDistributor = table.required(distributor, row, faults);
                    String rowTheirs = table.required(theirs, row, faults);
                    String rowSku = table.required(sku, row, faults);
                    int rowUnits = table.whole(units, row, 1, CrossReferenceRow.MOST_UNITS, faults);
                    int rowFrom = table.day(from, row, Integer.MIN_VALUE, faults);
                    return faults.isEmpty()
                            ? new CrossReferenceRow(rowDistributor, rowTheirs, rowSku, rowUnits, rowFrom)
                            : null;
                },
                sink);
    }

    /**
     * Reads products.
     *
     * @throws IngestException where the file as a whole cannot be read or does not fit the profile
     */
    public static ReferenceReport products(Path path, Profile profile, ReferenceSink<ProductRow> sink)
            throws IngestException {
        expect(path, profile, Profile.Target.PRODUCTS, "products");
        ReferenceTable table = ReferenceTable.open(path, profile);
        TextField sku = table.field(FieldNames.SKU);
        TextField from = table.field("from");
        return table.read(
                (row, faults) -> {
                    String rowSku = table.required(sku, row, faults);
                    int rowFrom = table.day(from, row, Integer.MIN_VALUE, faults);
                    var attributes = table.attributes(row, faults);
                    return faults.isEmpty() ? new ProductRow(rowSku, rowFrom, attributes) : null;
                },
                sink);
    }

    /**
     * Reads participants of one or several files. A parent is {@code kind:id}; a bare id means the one kind under which
     * these files list that id, else the usual parent of a distributor-rep, a location or a distributor. Files whose parents
     * are bare are read three times; memory grows with the number of parents, not of participants.
     *
     * @throws IngestException where a file as a whole cannot be read or does not fit the profile
     */
    public static ReferenceReport participants(List<Path> paths, Profile profile, ReferenceSink<ParticipantRow> sink)
            throws IngestException {
        List<ParticipantTable> tables = new ArrayList<>();
        for (Path path : paths) {
            expect(path, profile, Profile.Target.PARTICIPANTS, "participants");
            tables.add(new ParticipantTable(ReferenceTable.open(path, profile)));
        }
        ParentKinds parents = new ParentKinds();
        for (ParticipantTable table : tables) {
            table.collectBareParents(parents);
        }
        for (ParticipantTable table : parents.isEmpty() ? List.<ParticipantTable>of() : tables) {
            table.collectKinds(parents);
        }
        ReferenceReport report = new ReferenceReport(0, 0, 0, 0);
        for (ParticipantTable table : tables) {
            report = report.plus(table.read(parents, sink));
        }
        return report;
    }

    static void expect(Path path, Profile profile, Profile.Target target, String word) throws IngestException {
        if (profile.target() != target) {
            throw new IngestException(
                    path.toString(),
                    "the profile " + profile.name() + " is not one of " + word,
                    "a profile for this file has the line reference: " + word);
        }
    }
}
