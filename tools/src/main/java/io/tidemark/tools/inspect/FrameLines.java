package io.tidemark.tools.inspect;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.FrameClock;
import io.tidemark.engine.activity.Activity;
import io.tidemark.engine.activity.Report;
import io.tidemark.engine.desk.DeskCollection;
import io.tidemark.engine.directory.ParticipantRow;
import io.tidemark.engine.directory.ProductRow;
import io.tidemark.engine.sbe.ActivityFrameDecoder;
import io.tidemark.engine.sbe.CrossReferenceFrameDecoder;
import io.tidemark.engine.sbe.DeskCommandDecoder;
import io.tidemark.engine.sbe.MessageHeaderDecoder;
import io.tidemark.engine.sbe.ParticipantFrameDecoder;
import io.tidemark.engine.sbe.ProductFrameDecoder;
import io.tidemark.engine.sbe.PublishPartDecoder;
import io.tidemark.engine.sbe.ReferenceFrameDecoder;
import io.tidemark.engine.sbe.ReportFrameDecoder;
import io.tidemark.engine.sbe.TickDecoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.agrona.DirectBuffer;

/** The commands of a frame, a line each, as people write them. */
final class FrameLines {
    private static final MessageHeaderDecoder HEADER = new MessageHeaderDecoder();

    private FrameLines() {}

    static int template(DirectBuffer frame, int offset) {
        return HEADER.wrap(frame, offset).templateId();
    }

    /** One line per command; one for all where the frame cannot be read. */
    static List<String> of(DirectBuffer frame, int offset, int length) {
        HEADER.wrap(frame, offset);
        if (HEADER.schemaId() != TickDecoder.SCHEMA_ID || HEADER.version() > TickDecoder.SCHEMA_VERSION) {
            return List.of(FrameClock.commands(frame, offset) + " commands of schema " + HEADER.schemaId() + " version "
                    + HEADER.version() + "; this version of Tidemark reads up to " + TickDecoder.SCHEMA_VERSION);
        }
        return switch (HEADER.templateId()) {
            case ActivityFrameDecoder.TEMPLATE_ID ->
                FrameRows.activities(frame, offset).stream()
                        .map(FrameLines::activity)
                        .toList();
            case ParticipantFrameDecoder.TEMPLATE_ID ->
                FrameRows.participants(frame, offset).stream()
                        .map(FrameLines::participant)
                        .toList();
            case ProductFrameDecoder.TEMPLATE_ID ->
                FrameRows.products(frame, offset).stream()
                        .map(FrameLines::product)
                        .toList();
            case PublishPartDecoder.TEMPLATE_ID -> List.of(publish(frame, offset));
            case DeskCommandDecoder.TEMPLATE_ID -> List.of(desk(frame, offset));
            case CrossReferenceFrameDecoder.TEMPLATE_ID ->
                java.util.Collections.nCopies(FrameClock.commands(frame, offset), "cross-reference");
            case ReferenceFrameDecoder.TEMPLATE_ID -> ReferenceLines.of(frame, offset);
            case ReportFrameDecoder.TEMPLATE_ID -> List.of(report(frame, offset));
            default -> List.of("tick");
        };
    }

    private static String activity(Activity activity) {
        StringBuilder line = new StringBuilder(activity.kind()).append(' ');
        line.append(activity.source()).append(':').append(activity.reference());
        if (activity.function() != Activity.Function.ORIGINAL) {
            line.append(' ').append(activity.function().name().toLowerCase(java.util.Locale.ROOT));
        }
        if (activity.revision() != Activity.NO_REVISION) {
            line.append(" revision ").append(activity.revision());
        }
        line.append(" of ").append(LocalDate.ofEpochDay(activity.date()));
        add(line, "sku", activity.sku());
        add(line, "quantity", number(activity.quantity()));
        add(line, "amount", number(activity.amount()));
        add(line, "currency", activity.currency());
        add(line, "original", activity.original());
        pairs(line, activity.roles());
        pairs(line, activity.fields());
        return line.toString();
    }

    private static String number(Long units) {
        return units == null ? "" : Fixed.format(units);
    }

    private static void add(StringBuilder line, String name, String text) {
        if (!text.isEmpty()) {
            line.append(' ').append(name).append('=').append(shown(text));
        }
    }

    private static void pairs(StringBuilder line, Map<String, String> pairs) {
        pairs.forEach((name, text) -> add(line, name, text));
    }

    /** On one line, whatever is in it. */
    static String shown(String text) {
        String one = text.chars()
                .mapToObj(c -> c < ' ' || c == 0x7F ? "?" : Character.toString(c))
                .collect(Collectors.joining());
        return one.indexOf(' ') < 0 ? one : '"' + one + '"';
    }

    static String day(int day) {
        return day == Integer.MIN_VALUE || day == Integer.MAX_VALUE
                ? ""
                : LocalDate.ofEpochDay(day).toString();
    }

    private static String participant(ParticipantRow row) {
        StringBuilder line =
                new StringBuilder("participant ").append(row.kind()).append(':').append(row.id());
        add(line, "from", day(row.from()));
        add(line, "name", row.name());
        add(line, "parent", row.parentKind().isEmpty() ? "" : row.parentKind() + ":" + row.parentId());
        add(line, "enrolled", day(row.enrolled()));
        add(line, "left", day(row.left()));
        pairs(line, row.attributes());
        return line.toString();
    }

    private static String product(ProductRow row) {
        StringBuilder line = new StringBuilder("product ").append(row.sku());
        add(line, "from", day(row.from()));
        pairs(line, row.attributes());
        return line.toString();
    }

    private static String publish(DirectBuffer frame, int offset) {
        PublishPartDecoder decoder = new PublishPartDecoder();
        decoder.wrapAndApplyHeader(frame, offset, new MessageHeaderDecoder());
        return "publish a program, part " + (decoder.part() + 1) + " of " + decoder.parts() + ", "
                + decoder.modelLength() + " bytes";
    }

    private static String report(DirectBuffer frame, int offset) {
        ReportFrameDecoder decoder = new ReportFrameDecoder();
        decoder.wrapAndApplyHeader(frame, offset, new MessageHeaderDecoder());
        String function =
                Report.Function.values()[decoder.function() & 3].name().toLowerCase(java.util.Locale.ROOT);
        int spans = decoder.spans().count();
        return "report " + Long.toHexString(decoder.report()) + " to " + function
                + (decoder.whole() == 0 ? " begins" : ", " + spans + " spans")
                + (decoder.number() == Report.NO_NUMBER ? "" : ", number " + decoder.number());
    }

    private static String desk(DirectBuffer frame, int offset) {
        DeskCommandDecoder decoder = new DeskCommandDecoder();
        decoder.wrapAndApplyHeader(frame, offset, new MessageHeaderDecoder());
        int collection = decoder.deskCollection();
        String name = collection < DeskCollection.values().length
                ? DeskCollection.values()[collection].name().toLowerCase(java.util.Locale.ROOT)
                : "collection " + collection;
        byte[] id = new byte[decoder.idLength()];
        decoder.getId(id, 0, id.length);
        // what is kept may be secret: tokens are kept as hashes, but nothing of a text is shown
        return (decoder.operation() == 0 ? "put into " : "take from ") + name + " "
                + shown(new String(id, StandardCharsets.UTF_8)) + ", part " + (decoder.part() + 1) + " of "
                + decoder.parts() + ", " + decoder.textLength() + " bytes";
    }
}
