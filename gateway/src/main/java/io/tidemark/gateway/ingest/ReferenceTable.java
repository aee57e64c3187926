package io.tidemark.gateway.ingest;

import io.tidemark.engine.Fixed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** One reference file with its layout found and its columns bound; may be read any number of times. Of one thread. */
final class ReferenceTable {
    private static final String ISO = "yyyy-MM-dd";

    /** Makes something of a row. */
    interface Mapper<R> {
        /** The row's meaning, or null with at least one fault. */
        R map(Row row, Faults faults);
    }

    private final RowFile file;
    private final Header header;
    private final Profile profile;
    private final TextCache cache = new TextCache();
    private final NumberText numbers;
    private final AttributeText attributeText;
    private final DateReader dates;
    private final Conditions conditions;
    private final TextField[] attributes;
    private final String[] attributeValues;
    private final SortedTexts.Shape attributeShape;

    private ReferenceTable(RowFile file, Profile profile) {
        this.file = file;
        this.header = file.header();
        this.profile = profile;
        this.numbers = new NumberText(profile.numbers());
        this.attributeText = new AttributeText(numbers, cache);
        List<String> patterns = profile.dates().isEmpty() ? List.of(ISO) : profile.dates();
        this.dates = new DateReader(patterns, profile.timezone());
        this.conditions = new Conditions(profile, header, numbers);
        List<TextField> fields = new ArrayList<>();
        Map<String, Profile.Source> sorted = new TreeMap<>(profile.attributes());
        sorted.forEach((name, source) -> fields.add(new TextField(name, source, "", header)));
        this.attributes = fields.toArray(new TextField[0]);
        this.attributeValues = new String[attributes.length];
        this.attributeShape = new SortedTexts.Shape(sorted.keySet().toArray(new String[0]));
    }

    static ReferenceTable open(Path path, Profile profile) throws IngestException {
        RowFile file = Formats.open(path, profile);
        Profile bound = profile.isPlain() ? PlainHeader.resolve(profile, file.header(), file.name()) : profile;
        if (bound.attributes().size() > IngestLimits.FIELDS) {
            throw new IngestException(
                    file.name(),
                    bound.attributes().size() + " attributes",
                    "at most " + IngestLimits.FIELDS + "; name those that matter in a profile, under attributes:");
        }
        List<String> tooLong =
                FieldNames.tooLong(file.name(), bound.attributes().keySet());
        if (!tooLong.isEmpty()) {
            throw new IngestException(tooLong);
        }
        return new ReferenceTable(file, bound);
    }

    String name() {
        return file.name();
    }

    TextField field(String name) {
        return new TextField(
                name, profile.fields().get(name), profile.defaults().get(name), header);
    }

    TextCache cache() {
        return cache;
    }

    /** Reads the file from its first row to its last; {@code sink} may be null where only the mapper's effect counts. */
    <R> ReferenceReport read(Mapper<R> mapper, ReferenceSink<R> sink) throws IngestException {
        Faults faults = new Faults();
        long total = 0;
        long refused = 0;
        long skipped = 0;
        try (RowReader rows = file.open()) {
            for (Row row = rows.next(); row != null; row = rows.next()) {
                total++;
                faults.clear();
                if (!row.isDamaged() && (row.isBlank() || conditions.isSkipped(row))) {
                    skipped++;
                } else if (!row(row, mapper, faults, sink)) {
                    refused++;
                    refuse(row, rows, faults, sink);
                }
            }
        } catch (IOException failed) {
            throw file.unreadable(failed);
        }
        return new ReferenceReport(total, total - refused - skipped, refused, skipped);
    }

    private <R> boolean row(Row row, Mapper<R> mapper, Faults faults, ReferenceSink<R> sink) {
        R made = header.isWhole(row) ? mapper.map(row, faults) : null;
        if (made != null && sink != null) {
            sink.row(file.name(), row.line(), made);
        }
        return made != null;
    }

    private void refuse(Row row, RowReader rows, Faults faults, ReferenceSink<?> sink) {
        if (sink != null) {
            if (!header.isWhole(row)) {
                header.damage(row, faults);
            }
            sink.refused(new Refusal(
                    file.name(), row.line(), rows.place(), rows.raw(), row.texts(), Understood.NOTHING, faults.all()));
        }
    }

    /** A key that must be there. */
    String required(TextField field, Row row, Faults faults) {
        String text = field.key(row, cache, faults);
        if (text.isEmpty()) {
            faults.add(Reason.MISSING, field.label(), "", "the row has no " + field.name(), "every row needs one");
        }
        return text;
    }

    /** Epoch day, or {@code absent} where the cell is blank. */
    int day(TextField field, Row row, int absent, Faults faults) {
        String text = field.text(row, cache);
        if (text.isEmpty()) {
            return absent;
        }
        int day = dates.day(text.toCharArray(), 0, text.length());
        if (day == DatePattern.NONE) {
            dates.fault(text.toCharArray(), 0, text.length(), field.label(), "write it as " + dates.wanted(), faults);
        }
        return day;
    }

    /** A whole number from 1 to {@code most}, or {@code absent} where the cell is blank. */
    int whole(TextField field, Row row, int absent, int most, Faults faults) {
        String text = field.text(row, cache);
        if (text.isEmpty()) {
            return absent;
        }
        boolean digits = text.length() <= 9 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        int number = digits ? Integer.parseInt(text) : 0;
        if (number < 1 || number > most) {
            faults.add(
                    Reason.NUMBER,
                    field.label(),
                    text,
                    text + " is not a whole number from 1 to " + most,
                    "write digits only, e.g. 12");
        }
        return number;
    }

    /** A number that must be there, units. */
    long number(TextField field, Row row, Faults faults) {
        String text = required(field, row, faults);
        long units = text.isEmpty() ? 0 : numbers.parse(text.toCharArray(), 0, text.length());
        if (units == Fixed.NONE) {
            faults.add(Reason.NUMBER, field.label(), text, text + " is not a number", numbers.wanted());
        } else if (units > Fixed.MAX_ACTIVITY || units < -Fixed.MAX_ACTIVITY) {
            faults.add(
                    Reason.OUT_OF_RANGE, field.label(), text, text + " is out of range", "at most 1,000,000,000,000");
        }
        return units;
    }

    SortedMap<String, String> attributes(Row row, Faults faults) {
        for (int i = 0; i < attributes.length; i++) {
            TextField field = attributes[i];
            String text = field.place() >= 0 ? attributeText.text(row, field.place(), false) : field.text(row, cache);
            field.checkText(text, faults);
            attributeValues[i] = text;
        }
        return attributeShape.map(attributeValues);
    }
}
