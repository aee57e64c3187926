package io.tidemark.tools.inspect;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.directory.ReferenceRow.Table;
import io.tidemark.engine.sbe.MessageHeaderDecoder;
import io.tidemark.engine.sbe.ReferenceFrameDecoder;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Rows of tables of reference data, a line each. */
final class ReferenceLines {
    private ReferenceLines() {}

    static List<String> of(DirectBuffer frame, int offset) {
        ReferenceFrameDecoder decoder = new ReferenceFrameDecoder();
        decoder.wrapAndApplyHeader(frame, offset, new MessageHeaderDecoder());
        List<long[]> rows = new ArrayList<>();
        int number = decoder.table();
        decoder.rows().forEach(row -> rows.add(new long[] {row.value(), row.from(), row.textOffset()}));
        byte[] text = new byte[decoder.textLength()];
        decoder.getText(text, 0, text.length);
        if (number >= Table.values().length) {
            return List.of(rows.size() + " rows of a table that is not known");
        }
        return rows.stream().map(row -> line(Table.values()[number], row, text)).toList();
    }

    private static String line(Table table, long[] row, byte[] text) {
        StringBuilder line = new StringBuilder(table.name().toLowerCase(Locale.ROOT));
        int at = (int) row[2];
        UnsafeBuffer buffer = new UnsafeBuffer(text);
        for (int t = 0; t < table.texts(); t++) {
            int length = buffer.getShort(at, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
            String one = new String(text, at + 2, length, StandardCharsets.UTF_8);
            line.append(' ').append(one.isEmpty() ? "-" : FrameLines.shown(one));
            at += 2 + length;
        }
        String day = FrameLines.day((int) row[1]);
        line.append(day.isEmpty() ? "" : " from=" + day);
        return line.append(table == Table.TARGETS ? " value=" + Fixed.format(row[0]) : "")
                .toString();
    }
}
