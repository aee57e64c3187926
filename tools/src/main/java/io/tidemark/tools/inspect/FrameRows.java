package io.tidemark.tools.inspect;

import io.tidemark.engine.activity.Activity;
import io.tidemark.engine.directory.ParticipantRow;
import io.tidemark.engine.directory.ProductRow;
import io.tidemark.engine.sbe.MessageHeaderDecoder;
import io.tidemark.engine.sbe.ParticipantFrameDecoder;
import io.tidemark.engine.sbe.ProductFrameDecoder;
import io.tidemark.gateway.ingest.FrameActivities;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.agrona.DirectBuffer;

/** Frames back into the facts they were made of. */
final class FrameRows {
    private static final int ROW_TEXTS_OF_PARTICIPANT = 5;

    private FrameRows() {}

    static List<Activity> activities(DirectBuffer frame, int offset) {
        return FrameActivities.of(frame, offset);
    }

    static List<ParticipantRow> participants(DirectBuffer frame, int offset) {
        ParticipantFrameDecoder decoder = new ParticipantFrameDecoder();
        decoder.wrapAndApplyHeader(frame, offset, new MessageHeaderDecoder());
        List<int[]> rows = new ArrayList<>();
        decoder.rows()
                .forEach(row -> rows.add(
                        new int[] {row.textOffset(), row.attributeCount(), row.from(), row.enrolled(), row.left()}));
        byte[] text = new byte[decoder.textLength()];
        decoder.getText(text, 0, text.length);
        List<ParticipantRow> all = new ArrayList<>();
        for (int[] row : rows) {
            List<String> texts = texts(text, row[0], ROW_TEXTS_OF_PARTICIPANT + 2 * row[1]);
            all.add(new ParticipantRow(
                    texts.get(0),
                    texts.get(1),
                    row[2],
                    texts.get(2),
                    texts.get(3),
                    texts.get(4),
                    row[3],
                    row[4],
                    pairs(texts, ROW_TEXTS_OF_PARTICIPANT)));
        }
        return all;
    }

    static List<ProductRow> products(DirectBuffer frame, int offset) {
        ProductFrameDecoder decoder = new ProductFrameDecoder();
        decoder.wrapAndApplyHeader(frame, offset, new MessageHeaderDecoder());
        List<int[]> rows = new ArrayList<>();
        decoder.rows().forEach(row -> rows.add(new int[] {row.textOffset(), row.attributeCount(), row.from()}));
        byte[] text = new byte[decoder.textLength()];
        decoder.getText(text, 0, text.length);
        List<ProductRow> all = new ArrayList<>();
        for (int[] row : rows) {
            List<String> texts = texts(text, row[0], 1 + 2 * row[1]);
            all.add(new ProductRow(texts.get(0), row[2], pairs(texts, 1)));
        }
        return all;
    }

    /** Texts one behind the other, each behind its length. */
    private static List<String> texts(byte[] blob, int offset, int count) {
        List<String> texts = new ArrayList<>();
        java.nio.ByteBuffer bytes = java.nio.ByteBuffer.wrap(blob).order(ByteOrder.LITTLE_ENDIAN);
        int at = offset;
        for (int k = 0; k < count; k++) {
            int length = bytes.getShort(at) & 0xFFFF;
            texts.add(new String(blob, at + 2, length, StandardCharsets.UTF_8));
            at += 2 + length;
        }
        return texts;
    }

    private static SortedMap<String, String> pairs(List<String> texts, int from) {
        TreeMap<String, String> pairs = new TreeMap<>();
        for (int k = from; k < texts.size(); k += 2) {
            pairs.put(texts.get(k), texts.get(k + 1));
        }
        return pairs;
    }
}
