package io.tidemark.bench;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.activity.Activity;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** Transactions as a file of one form, as a distributor's system would write it: one row, object or item each. */
abstract class R1Files implements AutoCloseable {
    private static final String[] COLUMNS = {
        "id", "kind", "date", "distributor", "rep", "sku", "quantity", "amount", "currency", "original"
    };

    abstract void add(Activity activity) throws IOException;

    @Override
    public abstract void close() throws IOException;

    void addUnchecked(Activity activity) {
        try {
            add(activity);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static String[] cells(Activity activity) {
        return new String[] {
            activity.id(),
            activity.kind(),
            LocalDate.ofEpochDay(activity.date()).toString(),
            activity.roles().get("distributor"),
            activity.roles().get("rep"),
            activity.sku(),
            Fixed.format(activity.quantity()),
            activity.amount() == null ? "" : Fixed.format(activity.amount()),
            activity.currency(),
            activity.original()
        };
    }

    private abstract static class Text extends R1Files {
        protected final Writer out;

        Text(Path file) throws IOException {
            out = new BufferedWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8), 1 << 16);
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }

    /** Its header names the fields, so that it needs no profile. */
    static final class Csv extends Text {
        Csv(Path file) throws IOException {
            super(file);
            out.write(String.join(",", COLUMNS) + "\n");
        }

        @Override
        void add(Activity activity) throws IOException {
            out.write(String.join(",", cells(activity)));
            out.write('\n');
        }
    }

    static final class Lines extends Text {
        Lines(Path file) throws IOException {
            super(file);
        }

        @Override
        void add(Activity activity) throws IOException {
            String[] cells = cells(activity);
            char before = '{';
            for (int k = 0; k < cells.length; k++) {
                if (!cells[k].isEmpty()) {
                    boolean number = COLUMNS[k].equals("quantity") || COLUMNS[k].equals("amount");
                    String quote = number ? "" : "\"";
                    out.write(before + "\"" + COLUMNS[k] + "\":" + quote + cells[k] + quote);
                    before = ',';
                }
            }
            out.write("}\n");
        }
    }

    /** Numbers and dates are cells of those kinds; texts are shared, as spreadsheets write them. */
    static final class Sheet extends R1Files {
        private final OutputStream out;
        private final Workbook book;
        private final Worksheet sheet;
        private int row = 1;

        Sheet(Path file) throws IOException {
            out = Files.newOutputStream(file);
            book = new Workbook(out, "Bench", "1.0");
            sheet = book.newWorksheet("Sales");
            for (int k = 0; k < COLUMNS.length; k++) {
                sheet.value(0, k, COLUMNS[k]);
            }
        }

        @Override
        void add(Activity activity) {
            String[] cells = cells(activity);
            for (int k = 0; k < cells.length; k++) {
                if (k == 2) {
                    sheet.value(row, k, LocalDate.ofEpochDay(activity.date()));
                    sheet.style(row, k).format("yyyy-mm-dd").set();
                } else if ((k == 6 || k == 7) && !cells[k].isEmpty()) {
                    sheet.value(row, k, Double.parseDouble(cells[k]));
                } else if (!cells[k].isEmpty()) {
                    sheet.value(row, k, cells[k]);
                }
            }
            row++;
        }

        @Override
        public void close() throws IOException {
            book.finish();
            out.close();
        }
    }

    /** An 867 of one transaction set, ten segments an item, each on a line. */
    static final class Resale extends Text {
        static final String PROFILE = """
                profile: resale
                fields: { id: "REF[IV]02", date: date, kind: kind, distributor: "N1[DS]04", rep: "N1[SR]04", sku: sku,
                          quantity: quantity, amount: amount, currency: "REF[CU]02", original: "REF[OI]02" }
                """;

        private int segments = 1;

        Resale(Path file) throws IOException {
            super(file);
            out.write("""
                    ISA*00*          *00*          *ZZ*A              *ZZ*B              *260331*1200*U*00401*000000001*0*P*>~
                    GS*PT*A*B*20260331*1200*1*X*004010~
                    ST*867*0001~
                    """);
            segment("BPT*00*R1*20260331");
        }

        private void segment(String text) throws IOException {
            out.write(text);
            out.write("~\n");
            segments++;
        }

        @Override
        void add(Activity activity) throws IOException {
            String[] cells = cells(activity);
            segment(activity.kind().equals(Activity.RETURN) ? "PTD*RB" : "PTD*SS");
            segment("DTM*003*" + cells[2].replace("-", ""));
            segment("REF*IV*" + cells[0]);
            segment("REF*CU*" + cells[8]);
            if (!cells[9].isEmpty()) {
                segment("REF*OI*" + cells[9]);
            }
            segment("N1*DS**92*" + cells[3]);
            segment("N1*SR**92*" + cells[4]);
            segment("QTY*32*" + cells[6] + "*EA");
            segment("LIN**VP*" + cells[5]);
            if (!cells[7].isEmpty()) {
                segment("AMT*1*" + cells[7]);
            }
        }

        @Override
        public void close() throws IOException {
            out.write("SE*" + (segments + 1) + "*0001~\nGE*1*1~\nIEA*1*000000001~\n");
            super.close();
        }
    }
}
