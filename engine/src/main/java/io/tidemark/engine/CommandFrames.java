package io.tidemark.engine;

import io.tidemark.engine.activity.Report;
import io.tidemark.engine.desk.DeskCollection;
import io.tidemark.engine.desk.DeskCommands;
import io.tidemark.engine.directory.CrossReferenceRow;
import io.tidemark.engine.directory.ParticipantRow;
import io.tidemark.engine.directory.ProductRow;
import io.tidemark.engine.directory.ReferenceRow;
import io.tidemark.engine.program.Program;
import io.tidemark.engine.program.ProgramCodec;
import io.tidemark.engine.sbe.CrossReferenceFrameEncoder;
import io.tidemark.engine.sbe.DeskCommandEncoder;
import io.tidemark.engine.sbe.MessageHeaderEncoder;
import io.tidemark.engine.sbe.ParticipantFrameEncoder;
import io.tidemark.engine.sbe.ProductFrameEncoder;
import io.tidemark.engine.sbe.PublishPartEncoder;
import io.tidemark.engine.sbe.ReferenceFrameEncoder;
import io.tidemark.engine.sbe.ReportFrameEncoder;
import io.tidemark.engine.sbe.TickEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.agrona.MutableDirectBuffer;

/**
 * Writes frames of reference rows, programs, desk texts and ticks. A list that is too long for one frame becomes several; each is
 * handed on, as its length in the buffer from 0, before the next overwrites it. One thread.
 */
public final class CommandFrames {
    private static final int MAX_TEXT_BYTES = 56 * 1024;
    /** Spans of a frame: their texts surely fit. */
    private static final int MAX_SPANS = 64;

    private static final int MAX_PART = 48 * 1024;
    /** A row's texts surely fit a frame: a row with more is refused where it is read. */
    public static final int MAX_ATTRIBUTES = 128;

    private final MutableDirectBuffer buffer;
    private final IntConsumer frames;
    private final TextBlob blob = new TextBlob(EngineLimits.MAX_FRAME * 8);
    private final int[] offsets = new int[EngineLimits.MAX_COMMANDS];
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();

    /**
     * @param buffer receives each frame, from 0
     * @param frames told the length of each frame in turn, which it stamps ({@link FrameClock#stamp}) before use
     */
    public CommandFrames(MutableDirectBuffer buffer, IntConsumer frames) {
        this.buffer = buffer;
        this.frames = frames;
    }

    public void participants(List<ParticipantRow> rows) {
        inFrames(rows.size(), k -> append(rows.get(k)), (from, until) -> {
            ParticipantFrameEncoder encoder = new ParticipantFrameEncoder();
            encoder.wrapAndApplyHeader(buffer, 0, header)
                    .sequence(0)
                    .timestampMs(0)
                    .today(0);
            ParticipantFrameEncoder.RowsEncoder out = encoder.rowsCount(until - from);
            for (int k = from; k < until; k++) {
                ParticipantRow row = rows.get(k);
                out.next()
                        .from(row.from())
                        .enrolled(row.enrolled())
                        .left(row.left())
                        .textOffset(offsets[k - from])
                        .attributeCount(row.attributes().size());
            }
            encoder.putText(blob.buffer(), 0, blob.length());
            return encoder.encodedLength();
        });
    }

    public void products(List<ProductRow> rows) {
        inFrames(rows.size(), k -> append(rows.get(k)), (from, until) -> {
            ProductFrameEncoder encoder = new ProductFrameEncoder();
            encoder.wrapAndApplyHeader(buffer, 0, header)
                    .sequence(0)
                    .timestampMs(0)
                    .today(0);
            ProductFrameEncoder.RowsEncoder out = encoder.rowsCount(until - from);
            for (int k = from; k < until; k++) {
                ProductRow row = rows.get(k);
                out.next()
                        .from(row.from())
                        .textOffset(offsets[k - from])
                        .attributeCount(row.attributes().size());
            }
            encoder.putText(blob.buffer(), 0, blob.length());
            return encoder.encodedLength();
        });
    }

    public void crossReferences(List<CrossReferenceRow> rows) {
        inFrames(rows.size(), k -> append(rows.get(k)), (from, until) -> {
            CrossReferenceFrameEncoder encoder = new CrossReferenceFrameEncoder();
            encoder.wrapAndApplyHeader(buffer, 0, header)
                    .sequence(0)
                    .timestampMs(0)
                    .today(0);
            CrossReferenceFrameEncoder.RowsEncoder out = encoder.rowsCount(until - from);
            for (int k = from; k < until; k++) {
                CrossReferenceRow row = rows.get(k);
                out.next().from(row.from()).unitsPer(row.unitsPer()).textOffset(offsets[k - from]);
            }
            encoder.putText(blob.buffer(), 0, blob.length());
            return encoder.encodedLength();
        });
    }

    /** Rows of one table. */
    public void rows(List<? extends ReferenceRow> rows) {
        inFrames(rows.size(), k -> rows.get(k).texts().forEach(blob::appendWithLength), (from, until) -> {
            ReferenceFrameEncoder encoder = new ReferenceFrameEncoder();
            encoder.wrapAndApplyHeader(buffer, 0, header)
                    .sequence(0)
                    .timestampMs(0)
                    .today(0)
                    .table((short) rows.get(from).table().ordinal());
            ReferenceFrameEncoder.RowsEncoder out = encoder.rowsCount(until - from);
            for (int k = from; k < until; k++) {
                out.next().value(rows.get(k).value()).from(rows.get(k).from()).textOffset(offsets[k - from]);
            }
            encoder.putText(blob.buffer(), 0, blob.length());
            return encoder.encodedLength();
        });
    }

    private interface Encode {
        int rows(int from, int until);
    }

    /** Cuts rows into frames: {@code append} adds a row's texts. */
    private void inFrames(int size, IntConsumer append, Encode encode) {
        int from = 0;
        while (from < size) {
            blob.clear();
            int until = from;
            while (until < size && until - from < EngineLimits.MAX_COMMANDS) {
                int before = blob.length();
                append.accept(until);
                if (blob.length() > MAX_TEXT_BYTES && until > from) {
                    blob.truncate(before);
                    break;
                }
                if (blob.length() > MAX_TEXT_BYTES) {
                    throw new IllegalArgumentException(
                            "a reference row of more than " + MAX_TEXT_BYTES + " bytes of text");
                }
                offsets[until++ - from] = before;
            }
            frames.accept(MessageHeaderEncoder.ENCODED_LENGTH + encode.rows(from, until));
            from = until;
        }
    }

    private void append(ParticipantRow row) {
        blob.appendWithLength(row.kind());
        blob.appendWithLength(row.id());
        blob.appendWithLength(row.name());
        blob.appendWithLength(row.parentKind());
        blob.appendWithLength(row.parentId());
        append(row.attributes());
    }

    private void append(CrossReferenceRow row) {
        blob.appendWithLength(row.distributor());
        blob.appendWithLength(row.theirSku());
        blob.appendWithLength(row.sku());
    }

    private void append(ProductRow row) {
        blob.appendWithLength(row.sku());
        append(row.attributes());
    }

    private void append(Map<String, String> attributes) {
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            blob.appendWithLength(attribute.getKey());
            blob.appendWithLength(attribute.getValue());
        }
    }

    /** Publishes a program, in as many parts as it takes. */
    public void publish(Program program) {
        byte[] model = ProgramCodec.encode(program);
        int parts = (model.length + MAX_PART - 1) / MAX_PART;
        for (int part = 0; part < parts; part++) {
            int from = part * MAX_PART;
            int length = Math.min(MAX_PART, model.length - from);
            PublishPartEncoder encoder = new PublishPartEncoder();
            encoder.wrapAndApplyHeader(buffer, 0, header)
                    .sequence(0)
                    .timestampMs(0)
                    .today(0)
                    .part(part)
                    .parts(parts)
                    .putModel(model, from, length);
            frames.accept(MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength());
        }
    }

    /** Puts a text at the desk, in as many parts as it takes. */
    public void put(DeskCollection collection, String id, String text) {
        desk(collection, DeskCommands.PUT, id, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Takes a text from the desk. */
    public void remove(DeskCollection collection, String id) {
        desk(collection, DeskCommands.REMOVE, id, new byte[0]);
    }

    /** @throws IllegalArgumentException where the id or the text is longer than a command carries */
    private void desk(DeskCollection collection, int operation, String id, byte[] text) {
        byte[] name = id.getBytes(StandardCharsets.UTF_8);
        int parts = Math.max(1, (text.length + MAX_PART - 1) / MAX_PART);
        if (name.length > DeskCommands.MAX_ID || parts > EngineLimits.MAX_PARTS) {
            throw new IllegalArgumentException("a text of " + text.length + " bytes under an id of " + name.length);
        }
        for (int part = 0; part < parts; part++) {
            int from = part * MAX_PART;
            DeskCommandEncoder encoder = new DeskCommandEncoder();
            encoder.wrapAndApplyHeader(buffer, 0, header)
                    .sequence(0)
                    .timestampMs(0)
                    .today(0)
                    .part(part)
                    .parts(parts)
                    .deskCollection((short) collection.ordinal())
                    .operation((short) operation)
                    .putId(name, 0, name.length)
                    .putText(text, from, Math.min(MAX_PART, text.length - from));
            frames.accept(MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength());
        }
    }

    /** A report begins: what is sent under its key from now on are its lines. */
    public void reportBegins(Report report) {
        report(report, ReportCommands.BEGINS, List.of());
    }

    /** All lines of a report were sent: what it says comes into force, for its spans. */
    public void reportIsWhole(Report report) {
        List<Report.Span> spans = report.spans();
        int from = 0;
        do {
            int until = Math.min(spans.size(), from + MAX_SPANS);
            int state = until == spans.size() ? ReportCommands.WHOLE : ReportCommands.SPANS;
            report(report, state, spans.subList(from, until));
            from = until;
        } while (from < spans.size());
    }

    private void report(Report report, int state, List<Report.Span> spans) {
        blob.clear();
        for (int k = 0; k < spans.size(); k++) {
            Report.Span span = spans.get(k);
            offsets[k] = span.kind() == null ? ReportCommands.EVERY_PLACE : blob.length();
            if (span.kind() != null) {
                blob.appendWithLength(span.kind());
                blob.appendWithLength(span.id());
            }
        }
        ReportFrameEncoder encoder = new ReportFrameEncoder();
        encoder.wrapAndApplyHeader(buffer, 0, header)
                .sequence(0)
                .timestampMs(0)
                .today(0)
                .function((short) report.function().ordinal())
                .whole((short) state)
                .report(report.key())
                .number(report.number());
        ReportFrameEncoder.SpansEncoder out = encoder.spansCount(spans.size());
        for (int k = 0; k < spans.size(); k++) {
            out.next().from(spans.get(k).from()).until(spans.get(k).until()).textOffset(offsets[k]);
        }
        byte[] source = report.source().getBytes(StandardCharsets.UTF_8);
        encoder.putSource(source, 0, source.length);
        encoder.putText(blob.buffer(), 0, blob.length());
        frames.accept(MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength());
    }

    /** Lets time pass and one slice of pending work be done. */
    public void tick() {
        TickEncoder encoder = new TickEncoder();
        encoder.wrapAndApplyHeader(buffer, 0, header).sequence(0).timestampMs(0).today(0);
        frames.accept(MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength());
    }
}
