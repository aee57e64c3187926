package io.tidemark.gateway.ingest;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;

/**
 * The rows of a CSV text, one at a time. Up to the first quote a line is a row; from there on it reads RFC 4180 strictly; where that fails on a row (a quote in the middle of a
 * quoted field, one that is never closed, a field that runs over a limit), that one physical line is read again
 * without trusting its quotes and reading goes on with the next line, so that damage costs the damaged line alone. Every
 * character is read at most a few times. Constant memory. Of one thread.
 */
final class CsvRows implements Closeable {
    private final Reader in;
    private final char delimiter;
    private final Row row = new Row();
    private final Row probe = new Row();
    /** Reads as long as no quote was met; then there is a tape. */
    private final PlainLines plain;

    private LineTape tape;
    private CloseableIterator<Row> rows;
    private int expected;
    private String loosened = "";

    CsvRows(Reader in, char delimiter) {
        this.in = in;
        this.delimiter = delimiter;
        this.plain = new PlainLines(in, delimiter);
    }

    private void open(long linesBefore) {
        rows = CsvReader.builder()
                .fieldSeparator(delimiter)
                .quoteCharacter('"')
                .skipEmptyLines(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .detectBomHeader(false)
                .maxBufferSize(IngestLimits.FIELD_CHARS)
                .build(new RowHandler(row, linesBefore), tape)
                .iterator();
    }

    /** From now on rows have this many fields; one that has not and runs over line breaks may be a stray quote. */
    void expect(int columns) {
        expected = columns;
    }

    /** The next row, which the call after this one overwrites, or null at the end. */
    Row next() throws IOException {
        if (tape == null) {
            if (plain.next(row)) {
                return row;
            }
            if (!plain.isOdd()) {
                return null;
            }
            tape = new LineTape(plain.rest(), plain.line() + 1);
            open(plain.line());
        }
        return nextQuoted();
    }

    private Row nextQuoted() throws IOException {
        try {
            if (!rows.hasNext()) {
                return null;
            }
            rows.next();
        } catch (CsvParseException damaged) {
            return readLoosely(damaged.getCause());
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
        tape.release(row.line());
        return row.multiline() && expected > 0 && swallowedNeighbours() ? readLoosely(null) : row;
    }

    private boolean swallowedNeighbours() {
        return !fits(row) && fits(split(probe, row.line() + 1));
    }

    private boolean fits(Row candidate) {
        return candidate.count() == expected || (candidate.count() > expected && candidate.isBlankFrom(expected));
    }

    private Row split(Row target, long line) {
        target.begin(line);
        LooseLine.split(tape.line(line, IngestLimits.ROW_CHARS + 1), delimiter, target);
        return target;
    }

    private Row readLoosely(Throwable cause) throws IOException {
        long line = row.line();
        String text = tape.wholeLine(line, IngestLimits.ROW_CHARS + 1);
        row.begin(line);
        row.markRepaired();
        if (cause instanceof RowHandler.LimitExceeded exceeded) {
            row.markLimit(exceeded.getMessage());
        } else if (text.length() > IngestLimits.FIELD_CHARS) {
            row.markLimit(
                    "more than " + IngestLimits.FIELD_CHARS + " characters in one field, or beside a stray quote");
        } else {
            LooseLine.split(text, delimiter, row);
        }
        tape.restartAfter(line);
        loosened = text;
        open(line);
        return row;
    }

    /** The row in work as it was sent, its first line and at most {@link IngestLimits#RAW_CHARS} characters of it. */
    String raw() {
        if (tape == null) {
            return plain.text(IngestLimits.RAW_CHARS);
        }
        String text = row.repaired() ? loosened : tape.line(row.line(), IngestLimits.RAW_CHARS);
        return text.length() > IngestLimits.RAW_CHARS ? text.substring(0, IngestLimits.RAW_CHARS) : text;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
