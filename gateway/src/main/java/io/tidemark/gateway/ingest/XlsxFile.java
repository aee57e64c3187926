package io.tidemark.gateway.ingest;

import io.tidemark.gateway.ingest.HeaderFinder.Candidate;
import io.tidemark.gateway.language.Nearest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A sheet of a workbook whose header row is known. The sheet is read to its end once before the first row is handed on, so
 * that a damaged one is refused as a whole; what it holds is spooled meanwhile, so that it is parsed once.
 */
final class XlsxFile implements RowFile {
    private static final List<String> DATES = List.of("yyyy-MM-dd", "yyyy-MM-dd HH:mm:ss");

    private record Found(XlsxBook.Sheet sheet, Candidate header, boolean whole) {}

    private final String name;
    private final XlsxBook book;
    private final Path copy;
    private final Found found;

    private final RowSpool spool;

    private XlsxFile(String name, XlsxBook book, Path copy, Found found, RowSpool spool) {
        this.name = name;
        this.book = book;
        this.copy = copy;
        this.found = found;
        this.spool = spool;
    }

    static XlsxFile of(SourceFile source, Profile profile) throws IngestException {
        Path copy = null;
        XlsxBook book = null;
        RowSpool spool = null;
        try {
            copy = source.isPacked() ? unpack(source) : null;
            book = XlsxBook.open(copy == null ? source.path() : copy);
            Found found = find(source.name(), book, profile);
            spool = new RowSpool(IngestLimits.SPOOLED_BYTES);
            verify(book, found, spool);
            return new XlsxFile(source.name(), book, copy, found, spool);
        } catch (IngestException | RuntimeException refused) {
            release(book, copy, spool);
            throw refused;
        } catch (IOException failed) {
            release(book, copy, spool);
            throw Damage.of(source.name(), failed);
        }
    }

    private static Path unpack(SourceFile source) throws IOException {
        Path copy = Files.createTempFile("tidemark-", ".xlsx");
        try (InputStream in = source.open()) {
            Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
            return copy;
        } catch (IOException failed) {
            Files.deleteIfExists(copy);
            throw failed;
        }
    }

    private static void release(XlsxBook book, Path copy, RowSpool spool) {
        try {
            if (book != null) {
                book.close();
            }
            if (copy != null) {
                Files.deleteIfExists(copy);
            }
            if (spool != null) {
                spool.close();
            }
        } catch (IOException left) {
            // the system's temporary folder is emptied by others
        }
    }

    private static Found find(String name, XlsxBook book, Profile profile) throws IngestException, IOException {
        List<XlsxBook.Sheet> sheets = sheets(name, book, profile.layout().sheet());
        HeaderFinder headers = new HeaderFinder(profile);
        List<Found> found = new ArrayList<>();
        for (XlsxBook.Sheet sheet : sheets) {
            Candidate candidate = candidate(book, sheet, profile, headers);
            if (candidate != null) {
                found.add(new Found(sheet, candidate, headers.isWhole(candidate)));
            }
        }
        List<Found> whole = found.stream().filter(Found::whole).toList();
        if (whole.size() > 1) {
            throw new IngestException(
                    name,
                    "the sheets " + whole.get(0).sheet.name() + " and "
                            + whole.get(1).sheet.name() + " both have the columns",
                    "say which in the profile, e.g. sheet: "
                            + whole.get(0).sheet.name());
        }
        Found best = whole.isEmpty() ? nearest(found) : whole.get(0);
        if (best == null) {
            throw headers.noHeader(name);
        }
        headers.check(
                best.header.header(),
                name + ":" + best.sheet.name() + "!" + best.header.header().line());
        return best;
    }

    private static Found nearest(List<Found> found) {
        Found best = null;
        for (Found next : found) {
            best = best == null || Candidate.better(best.header, next.header) != best.header ? next : best;
        }
        return best;
    }

    private static List<XlsxBook.Sheet> sheets(String name, XlsxBook book, String wanted) throws IngestException {
        if (wanted.isEmpty()) {
            List<XlsxBook.Sheet> visible =
                    book.sheets().stream().filter(sheet -> !sheet.hidden()).toList();
            return visible.isEmpty() ? book.sheets() : visible;
        }
        List<XlsxBook.Sheet> named = book.sheets().stream()
                .filter(sheet -> sheet.name().strip().equals(wanted))
                .toList();
        if (named.isEmpty()) {
            List<String> names =
                    book.sheets().stream().map(XlsxBook.Sheet::name).toList();
            throw new IngestException(name, "the workbook has no sheet " + wanted, Nearest.hint(wanted, names));
        }
        return named.subList(0, 1);
    }

    private static Candidate candidate(XlsxBook book, XlsxBook.Sheet sheet, Profile profile, HeaderFinder headers)
            throws IOException {
        int fixed = profile.layout().headerLine();
        Candidate best = null;
        try (XlsxRows rows = new XlsxRows(book, sheet, 0)) {
            int seen = 0;
            for (Row row = rows.next();
                    row != null && (fixed > 0 ? row.line() <= fixed : seen++ < IngestLimits.HEADER_ROWS);
                    row = rows.next()) {
                if ((fixed == 0 || row.line() == fixed) && !row.isBlank() && !row.isDamaged()) {
                    Candidate next = headers.candidate(Header.of(row));
                    if (headers.isWhole(next)) {
                        return next;
                    }
                    best = Candidate.better(best, next);
                }
            }
        }
        return best;
    }

    /** Damage anywhere is damage to the whole. */
    private static void verify(XlsxBook book, Found found, RowSpool spool) throws IOException {
        Header header = found.header.header();
        try (XlsxRows rows = new XlsxRows(book, found.sheet, header.width())) {
            for (Row row = rows.next(); row != null; row = rows.next()) {
                if (row.line() > header.line()) {
                    spool.add(row);
                }
            }
        }
        spool.finish();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Header header() {
        return found.header.header();
    }

    @Override
    public String layout() {
        return "xlsx, sheet " + found.sheet.name() + ", header in row " + header().line();
    }

    @Override
    public List<String> dates() {
        return DATES;
    }

    @Override
    public RowReader open() throws IOException {
        if (spool.isWhole()) {
            return new SpooledRows(spool.open(), found.sheet.name());
        }
        XlsxRows rows = new XlsxRows(book, found.sheet, header().width());
        for (Row row = rows.next(); row != null && row.line() < header().line(); row = rows.next()) {
            // titles above the header
        }
        return rows;
    }

    @Override
    public void close() {
        release(book, copy, spool);
    }
}
