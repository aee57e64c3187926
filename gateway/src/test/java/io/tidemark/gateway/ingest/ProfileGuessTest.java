package io.tidemark.gateway.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is proposed for files that nobody has described. */
class ProfileGuessTest {
    @TempDir
    private Path folder;

    private String guess(String name, String text) throws IOException, IngestException {
        return ProfileGuess.of(Files.writeString(folder.resolve(name), text));
    }

    private static int activities(String guess) {
        assertThat(Run.profile(guess)).isNotNull();
        return (int) guess.lines()
                .filter(line -> line.matches("#   \\S+ (sale|return) .*"))
                .count();
    }

    @Test
    void shouldProposeAProfileForASemicolonFileWithTitles() throws IOException, IngestException {
        String guess = guess(
                "Umsatz 2020.csv",
                "Sales;;;\n\nOrder No;Order Date;Product Code;Qty;Total\n" + "7;31/12/2019;0042;2;$1,200.50\n"
                        + "7;01/02/2020;43;-1;$-3.00\n8;05/02/2020;43;1;$3.00\n");

        assertThat(guess)
                .contains("profile: umsatz-2020", "delimiter: semicolon", "dates: [d/M/yyyy]", "symbol: \"$\"")
                .contains("id: [Order No, Product Code]  # different in all 3 rows")
                .contains("kinds: [ { kind: return, when: { Qty: negative }, negate: [Qty, Total] } ]")
                .contains("Of 3 rows 3 are activities");
        assertThat(activities(guess)).isEqualTo(3);
    }

    @Test
    void shouldAskWhereTheWholeColumnDoesNotSay() throws IOException, IngestException {
        assertThat(guess("a.csv", "order id,date,sku,qty\n1,05/07/2020,x,1\n2,06/07/2020,x,1\n"))
                .contains(
                        "# A question that the file does not answer:",
                        "5 July 2020 (d/M/yyyy) or 7 May 2020 (M/d/yyyy)?");
    }

    @Test
    void shouldProposeForEveryFormat() throws IOException, IngestException {
        assertThat(activities(guess("r.edi", EdiIngestTest.RESALE))).isEqualTo(5);
        assertThat(
                        guess(
                                "b.json",
                                "{\"order\":{\"id\":\"1\",\"date\":\"2020-05-01\"},\"lines\":[{\"sku\":\"a\",\"qty\":1},{\"sku\":\"b\",\"qty\":2}]}"))
                .contains("id: [\"order.id\", \"lines[].sku\"]", "Of 2 rows 2 are activities");
        byte[] book = new Workbook()
                .format("14")
                .sheet("About", Workbook.row(1, "hello"))
                .sheet(
                        "My Orders",
                        Workbook.row(2, "Order ID", "Day", "SKU", "Units")
                                + Workbook.row(3, "a", "1@43952", "x", "2")
                                + Workbook.row(4, "b", "1@43953", "x", "3"))
                .bytes();
        assertThat(ProfileGuess.of(Files.write(folder.resolve("w.xlsx"), book)))
                .contains("sheet: My Orders", "id: [Order ID]", "Of 2 rows 2 are activities");
    }

    @Test
    void shouldProposeForTheBicycleMaker() throws IngestException {
        assertThat(ProfileGuess.of(AdventureWorksTest.shared("Sales.csv")))
                .contains("id: [SalesOrderNumber, ProductKey]", "date: OrderDate", "rep: EmployeeKey", "amount: Sales")
                .contains("Of 57851 rows 57851 are activities, 0 are refused");
    }
}
