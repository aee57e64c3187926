package io.tidemark.engine.naive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.activity.Activity;
import io.tidemark.engine.directory.ProductRow;
import io.tidemark.engine.program.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Three years of real sales by seventeen reps, against figures that were computed elsewhere. */
class ExampleTest {
    private static final Path SHARED = Path.of(System.getProperty("tidemark.shared", "../../shared/data"));
    private static final Path DATA = SHARED.resolve("adventureworks");
    private static final List<String> RULES = List.of("base", "step-up", "bikes", "gear", "margin");

    private static final String PROGRAM = """
            program bike-reps quarter
            group bikes category=Bikes
            group gear category=Clothing|Accessories
            measure volume sum amount
            measure units sum quantity
            measure gear-units sum quantity of=gear
            measure bike-volume sum amount of=bikes
            measure cost sum cost
            track reps rep
            rule base rate by=volume points=1 per=100
            rule step-up bands by=volume base=base steps=200000*1.2,500000*1.5
            rule bikes bands by=bike-volume steps=0:0.001,250000:0.002
            rule gear milestone by=gear-units steps=100:250,400:1000
            rule margin bonus points=500 when=cost/volume<=1
            tier bronze
            tier silver volume>=250000
            tier gold volume>=600000,gear-units>=100
            board reps reps points ties=units
            """;

    @Test
    void shouldAgreeWithEveryRowOfTheExample() throws IOException {
        assumeDataIsThere();
        NaiveModel model = new NaiveModel();
        Program program = ProgramText.parse(PROGRAM);
        model.publish(program);
        products().forEach(model::receive);
        sales().forEach(sale -> assertThat(model.receive(sale, sale.date())).isEqualTo(Verdict.ACCEPTED));
        model.today(Dates.day("2020-06-30"));

        List<String> expected = Csv.rows(DATA.resolve("example-expected.csv")).stream()
                .map(row -> row.values().toString())
                .toList();
        assertThat(actual(model, program)).containsExactlyElementsOf(expected).hasSize(163);
    }

    static void assumeDataIsThere() {
        boolean there = Files.isDirectory(DATA);
        if (!there) {
            System.out.println("The example's data is not at " + DATA + "; its comparison is left out.");
        }
        assumeTrue(there, "the example's data is not there: its expected values are NOT checked by this run");
    }

    private static List<String> actual(NaiveModel model, Program program) {
        List<String> rows = new ArrayList<>();
        model.standings(program.id()).stream()
                .map(standing -> standing.place().period())
                .distinct()
                .sorted()
                .forEach(period -> model.board(program.id(), "reps", period)
                        .get("")
                        .forEach(row -> rows.add(row(model, row, new Place(program.id(), "reps", row.who(), period)))));
        return rows;
    }

    private static String row(NaiveModel model, BoardRow row, Place place) {
        Standing standing = model.standing(place);
        List<String> cells = new ArrayList<>(List.of(
                place.period(),
                "" + row.rank(),
                row.who().id(),
                Numbers.shown(standing.points()),
                standing.tier(),
                Numbers.shown(standing.measures().get("volume")),
                Numbers.shown(standing.measures().get("units"))));
        RULES.forEach(rule -> cells.add(Numbers.shown(standing.rules().get(rule))));
        return cells.toString();
    }

    static List<ProductRow> products() throws IOException {
        return Csv.rows(DATA.resolve("Product.csv")).stream()
                .map(row -> new ProductRow(
                        row.get("ProductKey"),
                        Integer.MIN_VALUE,
                        new TreeMap<>(Map.of("name", row.get("Product"), "category", row.get("Category")))))
                .toList();
    }

    static List<Activity> sales() throws IOException {
        return Csv.rows(DATA.resolve("Sales.csv")).stream()
                .map(ExampleTest::sale)
                .toList();
    }

    private static Activity sale(Map<String, String> row) {
        String[] date = row.get("OrderDate").split("-");
        int day = (int) LocalDate.of(Integer.parseInt(date[2]), Integer.parseInt(date[1]), Integer.parseInt(date[0]))
                .toEpochDay();
        return new Activity(
                "pos",
                row.get("SalesOrderNumber"),
                row.get("ProductKey"),
                Activity.Function.ORIGINAL,
                Activity.NO_REVISION,
                Activity.SALE,
                day,
                new TreeMap<>(Map.of("rep", row.get("EmployeeKey"))),
                row.get("ProductKey"),
                Fixed.parse(row.get("Quantity")),
                Fixed.parse(money(row.get("Sales"))),
                "USD",
                "",
                new TreeMap<>(Map.of("cost", money(row.get("Cost")))));
    }

    private static String money(String text) {
        return text.replace("$", "").replace(",", "");
    }
}
