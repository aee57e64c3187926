package io.tidemark.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import de.siegmar.fastcsv.reader.CsvReader;
import io.xlate.edi.stream.EDIInputFactory;
import io.xlate.edi.stream.EDIStreamEvent;
import io.xlate.edi.stream.EDIStreamReader;
import java.io.BufferedInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;

/** What a parser's library alone does with a file: every text of it as a string, and nothing else. Each answers the file's rows. */
final class FileLibraries {
    private FileLibraries() {}

    static long fastcsv(Path file) throws Exception {
        long texts = 0;
        long rows = 0;
        try (var records = CsvReader.builder().ofCsvRecord(file)) {
            for (var record : records) {
                for (int k = 0; k < record.getFieldCount(); k++) {
                    texts += record.getField(k).length();
                }
                rows++;
            }
        }
        return texts == 0 ? 0 : rows - 1;
    }

    static long jackson(Path file) throws Exception {
        long texts = 0;
        long rows = 0;
        try (JsonParser parser = new JsonFactory().createParser(file.toFile())) {
            while (parser.nextToken() != null) {
                texts +=
                        parser.currentToken().isScalarValue() ? parser.getText().length() : 0;
                rows += parser.currentToken().isStructEnd() ? 1 : 0;
            }
        }
        return texts == 0 ? 0 : rows;
    }

    static long fastexcel(Path file) throws Exception {
        try (ReadableWorkbook book = new ReadableWorkbook(file.toFile());
                Stream<Row> rows = book.getFirstSheet().openStream()) {
            return rows.filter(row -> row.getCellCount() > 0).count() - 1;
        }
    }

    static long staedi(Path file) throws Exception {
        long texts = 0;
        long rows = 0;
        EDIInputFactory factory = EDIInputFactory.newFactory();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
                EDIStreamReader reader = factory.createEDIStreamReader(in)) {
            while (reader.hasNext()) {
                EDIStreamEvent event = reader.next();
                if (event == EDIStreamEvent.ELEMENT_DATA) {
                    texts += reader.getText().length();
                } else if (event == EDIStreamEvent.START_SEGMENT
                        && reader.getText().equals("PTD")) {
                    rows++;
                }
            }
        }
        return texts == 0 ? 0 : rows;
    }
}
