package io.tidemark.gateway.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.engine.activity.Activity;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files that do not fit the heap, read by a process of its own: {@code -Dtidemark.file-bytes=2147483648} makes them so
 * large. And small ones that pretend to be, or unpack to, what nobody can read.
 */
class HugeFilesTest {
    private static final long BYTES = Long.getLong("tidemark.file-bytes", 24L << 20);
    private static final String HEAP = "-Xmx24m";
    private static final Profile PROFILE = Profile.plain();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"csv", "ndjson", "json", "xlsx", "x12", "edifact"})
    void shouldReadWhatDoesNotFitTheHeap(String format) throws Exception {
        Path file = folder.resolve("huge." + format);
        long rows = write(format, file);
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), HEAP, "-XX:+UseSerialGC"));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> flag.startsWith("--add"))
                .forEach(command::add);
        command.addAll(List.of("-cp", classPath(), HugeFilesTest.class.getName(), file.toString()));
        Path log = folder.resolve("log");
        Process reading = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(reading.waitFor()).as(() -> text(log)).isZero();
        assertThat(text(log)).contains("read " + rows + " rows, all accepted");
    }

    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    private static String text(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }

    /** Reads one file and says how many rows it had. */
    public static void main(String[] args) throws IngestException {
        Path file = Path.of(args[0]);
        IngestReport report = new IngestReport(file.toString());
        new FileIngest(PROFILE, "pos", Run.TODAY).read(file, report, new ActivitySink() {
            @Override
            public void activity(long line, Activity activity, long quantity, long amount) {
                report.verdict(Verdict.ACCEPTED, quantity, amount);
            }

            @Override
            public void row(long line, MappedRow row, long quantity, long amount) {
                report.verdict(Verdict.ACCEPTED, quantity, amount);
            }

            @Override
            public void refused(Refusal refusal) {
                throw new IllegalStateException(refusal.messages().toString());
            }
        });
        Conservation found = report.conservation();
        boolean all = found.differences().isEmpty()
                && found.read().rows() == found.of(Verdict.ACCEPTED).rows();
        System.out.println("read " + found.read().rows() + " rows, " + (all ? "all accepted" : "not all accepted"));
    }

    /** What stands around rows of a format, and a row. */
    private interface Shape {
        String row(long number, String noise);
    }

    private static long write(String format, Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            return switch (format) {
                case "csv" ->
                    rows(
                            out,
                            "id,date,rep,quantity,amount,note\n",
                            "",
                            (n, noise) -> "s" + n + ",2020-05-01,r" + n % 997 + ",1,2.5," + noise + "\n");
                case "ndjson" -> rows(out, "", "", (n, noise) -> json(n, noise) + "\n");
                case "json" -> rows(out, "[" + json(0, "first"), "]", (n, noise) -> "," + json(n, noise)) + 1;
                case "x12" -> x12(out);
                case "edifact" -> edifact(out);
                default -> workbook(out);
            };
        }
    }

    private static String json(long n, String noise) {
        return "{\"id\":\"s" + n + "\",\"date\":\"2020-05-01\",\"rep\":\"r" + n % 997 + "\",\"quantity\":1,\"note\":\""
                + noise + "\"}";
    }

    private static long rows(OutputStream out, String before, String after, Shape shape) throws IOException {
        Random random = new Random(1);
        out.write(before.getBytes(StandardCharsets.UTF_8));
        long bytes = 0;
        long rows = 0;
        for (; bytes < BYTES; rows++) {
            byte[] row = shape.row(rows + 1, Long.toString(random.nextLong() >>> 1, 36))
                    .getBytes(StandardCharsets.UTF_8);
            out.write(row);
            bytes += row.length;
        }
        out.write(after.getBytes(StandardCharsets.UTF_8));
        return rows;
    }

    private static long x12(OutputStream out) throws IOException {
        String head = EdiIngestTest.ISA + "\nGS*PT*ACME*MAKER*20200601*1200*7*X*004010~\nST*867*0001~\n"
                + "BPT*00*R1*20200601*01~\nPTD*SS~\nDTM*003*20200501~\n";
        long[] items = {0};
        long rows = rows(out, head, "", (n, noise) -> {
            items[0] = n;
            return "QTY*32*1*EA~\nLIN**VP*" + noise + "~\n";
        });
        out.write(("SE*" + (2 * items[0] + 5) + "*0001~\nGE*1*7~\nIEA*1*000000007~\n")
                .getBytes(StandardCharsets.US_ASCII));
        return rows;
    }

    private static long edifact(OutputStream out) throws IOException {
        String head = "UNB+UNOC:3+DIST:14+MAKER:14+200601:1200+REF7'\nUNH+1+SLSRPT:D:96A:UN'\nBGM+73E+R1+9'\n"
                + "DTM+356:20200531:102'\n";
        long rows = rows(out, head, "", (n, noise) -> "LIN+" + n % 99_999 + "++" + noise + ":EN'\nQTY+153:1'\n");
        out.write(("UNT+" + (2 * rows + 4) + "+1'\nUNZ+1+REF7'\n").getBytes(StandardCharsets.US_ASCII));
        return rows;
    }

    /** A workbook has at most a million rows: the more bytes there are to be, the more there are in a row. */
    private static long workbook(OutputStream out) throws IOException {
        Workbook frame = new Workbook().sheet("S", "");
        frame.bytes();
        ZipOutputStream zip = new ZipOutputStream(out);
        for (String part : frame.parts.keySet()) {
            if (!part.contains("sheet1")) {
                zip.putNextEntry(new ZipEntry(part));
                zip.write(frame.parts.get(part).getBytes(StandardCharsets.UTF_8));
            }
        }
        zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
        String sheet = frame.parts.get("xl/worksheets/sheet1.xml");
        int middle = sheet.indexOf("</sheetData>");
        int notes = (int) (BYTES >> 27) + 1;
        String[] columns = new String[4 + notes];
        System.arraycopy(new String[] {"id", "date", "rep", "quantity"}, 0, columns, 0, 4);
        for (int k = 0; k < notes; k++) {
            columns[4 + k] = "note" + k;
        }
        long rows = rows(
                zip, sheet.substring(0, middle) + Workbook.row(1, columns), sheet.substring(middle), (n, noise) -> {
                    String[] cells = new String[4 + notes];
                    System.arraycopy(new String[] {"s" + n, "2020-05-01", "r" + n % 997, "1"}, 0, cells, 0, 4);
                    for (int k = 0; k < notes; k++) {
                        cells[4 + k] = "x" + noise + k;
                    }
                    return Workbook.row((int) n + 1, cells);
                });
        zip.finish();
        return rows;
    }

    private static final String HEADER = Workbook.row(1, "id", "date");

    @Test
    void shouldRefuseASheetOfMoreRowsThanThereAre() {
        String rows = "<row/>".repeat(1_100_000);
        assertThat(Run.refusal(PROFILE, new Workbook().sheet("S", HEADER + rows).bytes()))
                .contains("1048576");
        assertThat(Run.refusal(
                        PROFILE,
                        new Workbook()
                                .sheet("S", HEADER + Workbook.row(1_000_000_000, "a", "2020-05-01"))
                                .bytes()))
                .contains(" — ");
    }

    @Test
    void shouldNotBelieveADimension() {
        Workbook book = new Workbook().sheet("S", HEADER + Workbook.row(2, "a", "2020-05-01"));
        String part = "xl/worksheets/sheet1.xml";
        book.parts.put(
                part, book.parts.get(part).replace("<sheetData>", "<dimension ref=\"A1:XFD1048576\"/><sheetData>"));
        assertThat(Run.of(PROFILE, book.bytes()).ids()).containsExactly("a");
    }

    @Test
    void shouldNotUnfoldEntities() {
        Workbook book = new Workbook().sheet("S", HEADER + Workbook.row(2, "&lol;", "2020-05-01"));
        String part = "xl/worksheets/sheet1.xml";
        String laughs = "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY lol \"&b;&b;&b;&b;\">]>";
        book.parts.put(
                part,
                book.parts
                        .get(part)
                        .replace("<worksheet", laughs + "<worksheet")
                        .replace("&amp;lol;", "&lol;"));
        assertThat(Run.refusal(PROFILE, book.bytes())).contains(" — ");
    }
}
