package io.tidemark.gateway.ingest;

import io.tidemark.gateway.language.Nearest;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A transmission of X12 (867, 852) or EDIFACT (SLSRPT). All of it is checked before the first row is handed on: one that is
 * cut off, damaged or foreign is refused as a whole. Columns are the fields that the report gives by itself, and paths.
 */
final class EdiFile implements RowFile {
    /** What a report gives by itself, under the names of the fields of activities. */
    static final List<String> FIELDS = List.of(
            "id",
            "line",
            "date",
            "kind",
            "sku",
            "quantity",
            "amount",
            "currency",
            "distributor",
            "location",
            "end-customer",
            "serial",
            "invoice");

    private static final List<String> PURPOSES = List.of("original", "add", "replace", "cancel");

    private final FileProbe text;
    private final boolean x12;
    private final Header header;
    private final boolean all;
    private String purpose = "original";
    private String types = "";
    private EdiEnvelope envelope;
    private boolean foreignDates;
    private final EdiRefusals refusals = new EdiRefusals();

    private EdiFile(FileProbe text, boolean x12, List<String> columns, boolean all) {
        this.text = text;
        this.x12 = x12;
        this.header = new Header(0, columns);
        this.all = all;
    }

    static EdiFile of(SourceFile source, Profile profile, boolean x12) throws IngestException {
        FileProbe text = FileProbe.ofText(source, profile.layout().charset());
        List<String> columns = profile.isPlain() ? FIELDS : List.copyOf(profile.columns());
        refuseNoPaths(source.name(), profile, columns);
        boolean all = columns.stream().anyMatch(column -> column.matches("(PTD|ZA|QTY).*"));
        EdiFile file = new EdiFile(text, x12, columns, all);
        file.survey();
        return file;
    }

    private static void refuseNoPaths(String file, Profile profile, List<String> columns) throws IngestException {
        List<String> problems = new ArrayList<>();
        for (String column : columns) {
            if (!FIELDS.contains(column) && EdiPath.of(column) == null) {
                problems.add(IngestException.problem(
                        file,
                        column + new HeaderFinder(profile).used(column) + " is no place in a transmission",
                        Nearest.hint(column, FIELDS) + ", or a path such as REF[SE]02, LIN[UP] or QTY[153]01.2"));
            }
        }
        if (!problems.isEmpty()) {
            throw new IngestException(problems);
        }
    }

    /** Reads the whole transmission: its envelopes, what it is for, and whether it reports sales at all. */
    private void survey() throws IngestException {
        envelope = x12 ? new X12Envelope(name()) : new EdifactEnvelope(name());
        Map<String, Long> others = new LinkedHashMap<>();
        long[] sales = {0};
        EdiRows[] reading = new EdiRows[1];
        try (EdiRows rows = new EdiRows(new EdiReader(text.open()), envelope, header, true, item -> {
            if (item.isSale()) {
                sales[0]++;
                foreignDates |= !EdiItem.isDay(reading[0].date(item));
            } else if (others.size() < IngestLimits.PROBLEMS) {
                others.merge(item.kind(), 1L, Long::sum);
            }
        })) {
            reading[0] = rows;
            rows.toEnd();
            purpose = rows.purpose();
            types = rows.types();
        } catch (IOException failed) {
            envelope.unreadable();
            throw unreadable(failed).withReply(rejection());
        } catch (IngestException refused) {
            throw refused.withReply(rejection());
        }
        refuseWithoutSales(sales[0], others);
        refuseUnknownPurpose();
    }

    private void refuseWithoutSales(long sales, Map<String, Long> others) throws IngestException {
        if (sales == 0 && !all && !others.isEmpty()) {
            throw new IngestException(
                            name(),
                            "this reports no sales: " + String.join(", ", others.keySet()),
                            "a profile can say what counts, by PTD01, QTY01 or ZA01 under kinds:")
                    .withReply(rejection());
        }
    }

    private void refuseUnknownPurpose() throws IngestException {
        if (!PURPOSES.contains(purpose)) {
            throw new IngestException(
                            name(),
                            "the purpose " + purpose + " is not known",
                            "original reports, additions, replacements and cancellations are read")
                    .withReply(rejection());
        }
    }

    @Override
    public IngestException unreadable(IOException failed) {
        return failed instanceof CharacterCodingException
                ? new IngestException(name(), "the text is not " + text.charset() + " throughout", "name its charset")
                : Damage.of(name(), failed);
    }

    @Override
    public String name() {
        return text.name();
    }

    @Override
    public Header header() {
        return header;
    }

    @Override
    public String layout() {
        return (x12 ? "x12 " : "edifact ") + types + ", " + purpose;
    }

    @Override
    public String purpose() {
        return purpose;
    }

    @Override
    public List<String> dates() {
        return List.of("yyyy-MM-dd");
    }

    @Override
    public boolean hasOwnDates(String column) {
        return column.equals(FieldNames.DATE) && !foreignDates;
    }

    @Override
    public String reply() {
        return envelope.reply(false, refusals);
    }

    @Override
    public String rejection() {
        return envelope.reply(true, refusals);
    }

    @Override
    public RowReader open() throws IOException {
        EdiEnvelope again = x12 ? new X12Envelope(name()) : new EdifactEnvelope(name());
        return new EdiRows(new EdiReader(text.open()), again, header, all, null).telling(refusals);
    }
}
