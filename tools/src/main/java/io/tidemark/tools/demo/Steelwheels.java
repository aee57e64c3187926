package io.tidemark.tools.demo;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;

/**
 * The model-car maker: 2,996 order lines of 17 sales people in 7 offices. The date is TIME_ID (ORDERDATE holds later
 * corrections), the amount TOTALPRICE (PRICEEACH is cut off at 100).
 */
final class Steelwheels {
    private static final LocalDate LAST_DAY = LocalDate.of(2005, 5, 31);

    private final long shift;

    /** @param today the day on which the data is to end */
    Steelwheels(LocalDate today) {
        this.shift = ChronoUnit.DAYS.between(LAST_DAY, today);
    }

    private interface Row {
        void accept(ResultSet row) throws SQLException;
    }

    private static void query(String sql, Row row) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:hsqldb:res:steelwheels;readonly=true", "SA", "");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                row.accept(rows);
            }
        }
    }

    /** Every order line, by date. */
    void lines(Consumer<SaleLine> sink) throws SQLException {
        query(
                """
                select l.ordernumber, l.orderlinenumber, l.time_id, l.productcode, l.quantityordered,
                       cast(l.totalprice as decimal(18,2)) as amount, l.status,
                       c.customernumber, e.employeenumber, o.officecode, o.territory
                from "steelwheels"."orderfact" l
                join "steelwheels"."customers" c on c.customernumber = l.customernumber
                join "steelwheels"."employees" e on e.employeenumber = c.salesrepemployeenumber
                join "steelwheels"."offices" o on o.officecode = e.officecode
                order by l.time_id, l.ordernumber, l.orderlinenumber""",
                row -> sink.accept(new SaleLine(
                        row.getString("ordernumber"),
                        row.getString("orderlinenumber"),
                        LocalDate.parse(row.getString("time_id")).plusDays(shift),
                        office(row.getString("officecode")),
                        "",
                        row.getString("employeenumber"),
                        row.getString("customernumber"),
                        row.getString("productcode"),
                        row.getString("quantityordered"),
                        row.getBigDecimal("amount").toPlainString(),
                        "",
                        row.getString("status"),
                        row.getString("territory"))));
    }

    private static String office(String code) {
        return "office-" + code;
    }

    /** Territories, offices, sales people with their manager, and dealers, as lines of a participants file. */
    void participants(Delimited out) throws SQLException {
        query(
                "select distinct territory from \"steelwheels\".\"offices\" order by territory",
                row -> Participants.line(out, "region", row.getString(1), row.getString(1), "", "", "", ""));
        query(
                "select officecode, city, territory from \"steelwheels\".\"offices\" order by officecode",
                row -> Participants.line(
                        out,
                        "distributor",
                        office(row.getString(1)),
                        row.getString(2),
                        "region:" + row.getString(3),
                        row.getString(3),
                        "",
                        ""));
        query(
                """
                select e.employeenumber, e.firstname, e.lastname, e.officecode, o.territory,
                       m.firstname as managerfirst, m.lastname as managerlast
                from "steelwheels"."employees" e
                join "steelwheels"."offices" o on o.officecode = e.officecode
                left join "steelwheels"."employees" m on m.employeenumber = e.reportsto
                where e.jobtitle = 'Sales Rep' order by e.employeenumber""",
                row -> Participants.line(
                        out,
                        "rep",
                        row.getString("employeenumber"),
                        row.getString("firstname") + " " + row.getString("lastname"),
                        "distributor:" + office(row.getString("officecode")),
                        row.getString("territory"),
                        row.getString("managerfirst") + " " + row.getString("managerlast"),
                        ""));
        query(
                "select customernumber, customername from \"steelwheels\".\"customers\" order by customernumber",
                row -> Participants.line(out, "dealer", row.getString(1), row.getString(2), "", "", "", ""));
    }

    /** The catalogue, as lines of a products file. */
    void products(Delimited out) throws SQLException {
        query(
                "select productcode, productname, productvendor, productline, msrp from \"steelwheels\".\"products\" order by productcode",
                row -> out.line(
                        row.getString("productcode"),
                        row.getString("productname"),
                        row.getString("productvendor"),
                        row.getString("productline"),
                        "Models",
                        row.getString("msrp")));
    }
}
