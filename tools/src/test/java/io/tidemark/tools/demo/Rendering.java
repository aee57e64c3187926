package io.tidemark.tools.demo;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** Writes sales as files of every format, with the profile that reads each. */
enum Rendering {
    CSV("csv", "") {
        @Override
        String text(List<Sale> sales) {
            StringBuilder text =
                    new StringBuilder("id,line,date,sku,quantity,amount,distributor,location,rep,territory,cost\n");
            for (Sale sale : sales) {
                text.append(String.join(
                                ",",
                                sale.id(),
                                sale.line(),
                                sale.date().toString(),
                                sale.sku(),
                                sale.quantity(),
                                sale.amount(),
                                sale.role("distributor"),
                                sale.role("location"),
                                sale.role("rep"),
                                sale.field("territory"),
                                sale.field("cost")))
                        .append('\n');
            }
            return text.toString();
        }
    },
    JSON("json", "") {
        @Override
        String text(List<Sale> sales) {
            StringBuilder text = new StringBuilder("[");
            for (Sale sale : sales) {
                text.append(text.length() == 1 ? "" : ",\n").append(object(sale));
            }
            return text.append("]").toString();
        }
    },
    LINES("ndjson", "") {
        @Override
        String text(List<Sale> sales) {
            StringBuilder text = new StringBuilder();
            sales.forEach(sale -> text.append(object(sale)).append('\n'));
            return text.toString();
        }
    },
    BASKETS("json", """
            profile: baskets
            format: json
            fields: { id: "sales[].id", line: "sales[].line", date: "sales[].when.date", sku: "sales[].lines[].sku",
                      quantity: "sales[].lines[].quantity", amount: "sales[].lines[].amount",
                      distributor: "sales[].who.distributor", location: "sales[].who.location", rep: "sales[].who.rep",
                      territory: "sales[].territory" }
            attributes: { cost: "sales[].cost" }
            """) {
        @Override
        String text(List<Sale> sales) {
            StringBuilder text = new StringBuilder("{\"sent\":\"today\",\"sales\":[");
            String comma = "";
            for (Sale sale : sales) {
                text.append(comma)
                        .append("{\"id\":")
                        .append(quoted(sale.id()))
                        .append(",\"line\":")
                        .append(quoted(sale.line()));
                text.append(",\"lines\":[{\"sku\":")
                        .append(quoted(sale.sku()))
                        .append(",\"quantity\":")
                        .append(sale.quantity());
                text.append(",\"amount\":")
                        .append(sale.amount())
                        .append("}],\"when\":{\"date\":\"")
                        .append(sale.date());
                text.append("\"},\"who\":{\"distributor\":").append(quoted(sale.role("distributor")));
                text.append(",\"location\":").append(quoted(sale.role("location")));
                text.append(",\"rep\":").append(quoted(sale.role("rep")));
                text.append("},\"territory\":").append(quoted(sale.field("territory")));
                text.append(",\"cost\":").append(quoted(sale.field("cost"))).append("}\n");
                comma = ",";
            }
            return text.append("]}").toString();
        }
    },
    XLSX("xlsx", "") {
        @Override
        void write(List<Sale> sales, OutputStream out) throws IOException {
            try (Workbook book = new Workbook(out, "Test", "1.0")) {
                Worksheet sheet = book.newWorksheet("Sales");
                sheet.value(0, 0, "Sales of everybody");
                sheet.range(0, 0, 0, 10).merge();
                String[] names = "id,line,date,sku,quantity,amount,distributor,location,rep,territory,cost".split(",");
                for (int i = 0; i < names.length; i++) {
                    sheet.value(2, i, names[i]);
                }
                int row = 3;
                for (Sale sale : sales) {
                    sheet.value(row, 0, sale.id());
                    sheet.value(row, 1, sale.line());
                    sheet.value(row, 2, sale.date());
                    sheet.style(row, 2).format("yyyy-mm-dd").set();
                    sheet.value(row, 3, sale.sku());
                    sheet.value(row, 4, Double.parseDouble(sale.quantity()));
                    sheet.value(row, 5, Double.parseDouble(sale.amount()));
                    sheet.value(row, 6, sale.role("distributor"));
                    sheet.value(row, 7, sale.role("location"));
                    sheet.value(row, 8, sale.role("rep"));
                    sheet.value(row, 9, sale.field("territory"));
                    sheet.value(row, 10, sale.field("cost"));
                    row++;
                }
            }
        }
    },
    X12_867("edi", edi("REF[IV]02", "REF[LI]02", "N1[%s]04", "REF[TE]02", "REF[CO]02")) {
        @Override
        String text(List<Sale> sales) {
            Interchange text = new Interchange("867", "PT");
            text.add("BPT*00*R1*20200601");
            for (Sale sale : sales) {
                text.add("PTD*SS")
                        .add("DTM*003*" + day(sale))
                        .add("REF*IV*" + sale.id())
                        .add("REF*LI*" + sale.line());
                text.facts(sale);
                text.add("QTY*32*" + sale.quantity() + "*EA")
                        .add("LIN**VP*" + sale.sku())
                        .add("AMT*1*" + sale.amount());
            }
            return text.close();
        }
    },
    X12_852("edi", edi("REF[IV]02", "REF[LI]02", "N1[%s]04", "REF[TE]02", "REF[CO]02")) {
        @Override
        String text(List<Sale> sales) {
            Interchange text = new Interchange("852", "PD");
            text.add("XQ*H*20200501*20200531*R1");
            for (Sale sale : sales) {
                text.add("LIN**VP*" + sale.sku()).add("REF*IV*" + sale.id()).add("REF*LI*" + sale.line());
                text.facts(sale);
                text.add("ZA*QS*" + sale.quantity() + "*EA*003*" + day(sale)).add("AMT*1*" + sale.amount());
            }
            return text.close();
        }
    },
    EDIFACT("edi", edi("RFF[IV]01.2", "RFF[LI]01.2", "NAD[%s]02", "RFF[TE]01.2", "RFF[CO]01.2")) {
        @Override
        String text(List<Sale> sales) {
            StringBuilder text =
                    new StringBuilder("UNB+UNOC:3+A:14+B:14+200601:1200+R1'\nUNH+1+SLSRPT:D:01B:UN'\nBGM+73E+R1+9'\n");
            int segments = 2;
            for (Sale sale : sales) {
                StringBuilder item = new StringBuilder("LIN+1++" + released(sale.sku()) + ":EN'\n");
                item.append("DTM+356:" + day(sale) + ":102'\nRFF+IV:" + released(sale.id()) + "'\nRFF+LI:" + sale.line()
                        + "'\n");
                sale.roles()
                        .forEach((role, id) -> item.append("NAD+" + CODES.get(role) + "+" + released(id) + "::92'\n"));
                sale.fields()
                        .forEach((field, is) -> item.append("RFF+" + CODES.get(field) + ":" + released(is) + "'\n"));
                item.append("QTY+153:" + sale.quantity() + "'\nMOA+203:" + sale.amount() + "'\n");
                segments += (int) item.chars().filter(c -> c == '\n').count();
                text.append(item);
            }
            return text + "UNT+" + (segments + 1) + "+1'\nUNZ+1+R1'\n";
        }
    },
    GZIP("csv.gz", "") {
        @Override
        void write(List<Sale> sales, OutputStream out) throws IOException {
            try (OutputStream packed = new GZIPOutputStream(out)) {
                CSV.write(sales, packed);
            }
        }
    },
    ZIP("zip", "") {
        @Override
        void write(List<Sale> sales, OutputStream out) throws IOException {
            try (ZipOutputStream packed = new ZipOutputStream(out)) {
                packed.putNextEntry(new ZipEntry("sales.ndjson"));
                LINES.write(sales, packed);
            }
        }
    };

    private static final java.util.Map<String, String> CODES =
            java.util.Map.of("distributor", "DS", "location", "SN", "rep", "SR", "territory", "TE", "cost", "CO");

    final String ending;
    final String profile;

    Rendering(String ending, String profile) {
        this.ending = ending;
        this.profile = profile;
    }

    private static String edi(String id, String line, String role, String territory, String cost) {
        return "profile: transmissions\nfields: { id: \"" + id + "\", line: \"" + line
                + "\", date: date, sku: sku, quantity: quantity, amount: amount, territory: \"" + territory + "\""
                + ", distributor: \"" + role.formatted("DS") + "\", location: \"" + role.formatted("SN") + "\", rep: \""
                + role.formatted("SR") + "\" }\nattributes: { cost: \"" + cost + "\" }\n";
    }

    String text(List<Sale> sales) {
        throw new UnsupportedOperationException("not a text");
    }

    void write(List<Sale> sales, OutputStream out) throws IOException {
        out.write(text(sales).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    Path file(Path folder, List<Sale> sales) throws IOException {
        Path file = folder.resolve(name().toLowerCase(java.util.Locale.ROOT) + "." + ending);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            write(sales, out);
        }
        return file;
    }

    private static String day(Sale sale) {
        return sale.date().toString().replace("-", "");
    }

    private static String released(String text) {
        return text.replaceAll("([?+:'])", "?$1");
    }

    private static String quoted(String text) {
        return text.isEmpty() ? "null" : '"' + text.replace("\"", "\\\"") + '"';
    }

    private static String object(Sale sale) {
        StringBuilder text = new StringBuilder("{\"id\":" + quoted(sale.id()) + ",\"line\":" + quoted(sale.line()));
        text.append(",\"date\":\"" + sale.date() + "\",\"sku\":" + quoted(sale.sku()));
        text.append(",\"quantity\":" + sale.quantity() + ",\"amount\":\"" + sale.amount() + "\"");
        sale.roles().forEach((role, id) -> text.append(",\"" + role + "\":" + quoted(id)));
        sale.fields().forEach((field, is) -> text.append(",\"" + field + "\":" + quoted(is)));
        return text.append('}').toString();
    }

    /** An X12 interchange with one transaction set. */
    private static final class Interchange {
        private final StringBuilder text = new StringBuilder();
        private int segments = 1;

        Interchange(String type, String group) {
            text.append(
                    "ISA*00*          *00*          *ZZ*A              *ZZ*B              *200601*1200*U*00401*000000001*0*P*>~\n");
            text.append("GS*" + group + "*A*B*20200601*1200*1*X*004010~\nST*" + type + "*0001~\n");
        }

        Interchange add(String segment) {
            text.append(segment).append("~\n");
            segments++;
            return this;
        }

        void facts(Sale sale) {
            sale.roles().forEach((role, id) -> add("N1*" + CODES.get(role) + "**92*" + id));
            sale.fields().forEach((field, is) -> add("REF*" + CODES.get(field) + "*" + is));
        }

        String close() {
            return text + "SE*" + (segments + 1) + "*0001~\nGE*1*1~\nIEA*1*000000001~\n";
        }
    }
}
