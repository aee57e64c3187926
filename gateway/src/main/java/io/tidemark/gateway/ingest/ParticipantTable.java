package io.tidemark.gateway.ingest;

import io.tidemark.engine.directory.ParticipantRow;

/** One participants file. Of one thread. */
final class ParticipantTable {
    private final ReferenceTable table;
    private final TextField kind;
    private final TextField id;
    private final TextField name;
    private final TextField parent;
    private final TextField from;
    private final TextField enrolled;
    private final TextField left;

    ParticipantTable(ReferenceTable table) {
        this.table = table;
        this.kind = table.field(FieldNames.KIND);
        this.id = table.field(FieldNames.ID);
        this.name = table.field("name");
        this.parent = table.field("parent");
        this.from = table.field("from");
        this.enrolled = table.field("enrolled");
        this.left = table.field("left");
    }

    /** First pass: the ids of parents without a kind. */
    void collectBareParents(ParentKinds parents) throws IngestException {
        if (!parent.isMapped()) {
            return;
        }
        table.read(
                (row, faults) -> {
                    String text = parent.text(row, table.cache());
                    if (!text.isEmpty() && text.indexOf(':') < 0) {
                        parents.ask(text);
                    }
                    return text;
                },
                null);
    }

    /** Second pass: under which kinds those ids are listed. */
    void collectKinds(ParentKinds parents) throws IngestException {
        table.read(
                (row, faults) -> {
                    String rowId = id.text(row, table.cache());
                    parents.listed(kindOf(row), rowId);
                    return rowId;
                },
                null);
    }

    private String kindOf(Row row) {
        return ParticipantRow.kindOfRole(kind.text(row, table.cache()));
    }

    ReferenceReport read(ParentKinds parents, ReferenceSink<ParticipantRow> sink) throws IngestException {
        return table.read((row, faults) -> map(row, parents, faults), sink);
    }

    private ParticipantRow map(Row row, ParentKinds parents, Faults faults) {
        String rowKind = ParticipantRow.kindOfRole(table.required(kind, row, faults));
        checkKind(rowKind, kind.label(), faults);
        String rowId = table.required(id, row, faults);
        String rowName = name.text(row, table.cache());
        name.checkText(rowName, faults);
        String rowParent = parent.key(row, table.cache(), faults);
        int colon = rowParent.indexOf(':');
        String parentId = rowParent.substring(colon + 1).strip();
        String parentKind = parentKind(rowKind, rowParent, colon, parents, faults);
        int rowFrom = table.day(from, row, Integer.MIN_VALUE, faults);
        int rowEnrolled = table.day(enrolled, row, Integer.MIN_VALUE, faults);
        int rowLeft = table.day(left, row, Integer.MAX_VALUE, faults);
        if (rowLeft < rowEnrolled && faults.isEmpty()) {
            faults.add(
                    Reason.DATE,
                    left.label(),
                    left.text(row, table.cache()),
                    "left before enrolled",
                    "both days count, so left is the day of " + enrolled.label() + " or later");
        }
        var attributes = table.attributes(row, faults);
        return faults.isEmpty()
                ? new ParticipantRow(
                        rowKind, rowId, rowFrom, rowName, parentKind, parentId, rowEnrolled, rowLeft, attributes)
                : null;
    }

    private String parentKind(String rowKind, String rowParent, int colon, ParentKinds parents, Faults faults) {
        if (rowParent.isEmpty()) {
            return "";
        }
        if (colon < 0) {
            return parents.kind(rowKind, rowParent, parent.label(), faults);
        }
        String written = ParticipantRow.kindOfRole(rowParent.substring(0, colon).strip());
        if (written.isEmpty() || rowParent.substring(colon + 1).isBlank()) {
            faults.add(
                    Reason.PARENT, parent.label(), rowParent, rowParent + " is no parent", "kind:id, e.g. location:17");
        }
        checkKind(written, parent.label(), faults);
        return written;
    }

    private static void checkKind(String text, String column, Faults faults) {
        if (!FieldNames.isKind(text)) {
            faults.add(
                    Reason.KIND,
                    column,
                    text,
                    text + " is no kind of participant",
                    "small letters, digits and hyphens, e.g. distributor-rep, location, distributor, contractor");
        }
    }
}
