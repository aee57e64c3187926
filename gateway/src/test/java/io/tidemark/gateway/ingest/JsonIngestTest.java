package io.tidemark.gateway.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** JSON in every shape that is sent. */
class JsonIngestTest {
    private static final String BASKETS = """
            profile: baskets
            format: json
            fields:
              id: basket.id
              line: lines[].number
              date: basket.date
              location: store
              sku: lines[].item.sku
              quantity: lines[].quantity
              amount: lines[].amount
            """;

    private static final String BASKET = """
            {"store": "s1", "basket": {"id": "b1", "date": "2020-05-01"},
             "lines": [ {"number": 1, "item": {"sku": "0042"}, "quantity": 2, "amount": 10.50},
                        {"number": 2, "item": {"sku": "43"}, "quantity": 1, "amount": "3"} ]}
            """;

    private static final List<String> TABLE =
            List.of("b1/1 sale 2020-05-01 2 10.5 {location=s1} {}", "b1/2 sale 2020-05-01 1 3 {location=s1} {}");

    @Test
    void shouldReadAnArrayWithoutAProfile() {
        Run run = Run.of(Profile.plain(), """
                [ {"id": "a", "date": "2020-05-01", "rep": 282, "quantity": 2, "amount": 57.68, "channel": "web"},
                  {"id": "b", "date": "2020-05-02", "rep": "282", "quantity": 1, "amount": 1.5e2, "channel": null} ]""");

        assertThat(run.table())
                .containsExactly(
                        "a sale 2020-05-01 2 57.68 {rep=282} {channel=web}", "b sale 2020-05-02 1 150 {rep=282} {}");
        assertThat(run.report.layout()).startsWith("json, a row for each object");
    }

    @Test
    void shouldReadLinesOfObjects() {
        assertThat(Run.of(
                                Profile.plain(),
                                "{\"id\":\"a\",\"date\":\"2020-05-01\"}\n{\"id\":\"b\",\"date\":\"2020-05-02\"}\n")
                        .lines)
                .containsExactly(1L, 2L);
    }

    @Test
    void shouldReadTheLinesOfABasket() {
        Run run = Run.of(Run.profile(BASKETS), BASKET);

        assertThat(run.table()).isEqualTo(TABLE);
        assertThat(run.activities.get(0).sku()).isEqualTo("0042");
    }

    @Test
    void shouldGiveTheLinesWhatStandsAfterThem() {
        String turned = """
                [{"lines": [ {"number": 1, "item": {"sku": "0042"}, "quantity": 2, "amount": 10.50},
                             {"number": 2, "item": {"sku": "43"}, "quantity": 1, "amount": 3} ],
                  "basket": {"id": "b1", "date": "2020-05-01"}, "store": "s1"}]""";

        assertThat(Run.of(Run.profile(BASKETS), turned).table()).isEqualTo(TABLE);
    }

    @Test
    void shouldHoldTheRowsOfOneBasketAloneHoweverManyThereAre() {
        String yaml = "profile: p\nfields: { id: \"b[].id\", date: \"b[].date\", sku: \"b[].lines[].sku\" }\n";
        String basket = "{\"lines\":[{\"sku\":\"a\"}],\"id\":\"x\",\"date\":\"2020-05-01\"}";
        String document = "{\"b\":[" + (basket + ",").repeat(IngestLimits.HELD_ROWS + 1) + basket + "]}";

        assertThat(Run.of(Run.profile(yaml), document).activities).hasSize(IngestLimits.HELD_ROWS + 2);
        String endless = document.replace("}],\"id\":\"x\",\"date\":\"2020-05-01\"},{\"lines\":[", "},");
        assertThat(Run.refusal(Run.profile(yaml), endless)).contains("a record has more than 100000 rows in it");
    }

    @Test
    void shouldReadOneDocumentAroundAllRecords() {
        String yaml = BASKETS.replace("basket.", "baskets[].").replace("lines[]", "baskets[].lines[]");
        String document = """
                {"store": "s1", "baskets": [
                  {"id": "b1", "date": "2020-05-01", "lines": [{"number": 1, "item": {"sku": "x"}, "quantity": 1, "amount": 2}]},
                  {"id": "b2", "date": "2020-05-02", "lines": [{"number": 1, "item": {"sku": "y"}, "quantity": 1, "amount": 3}]}]}""";

        assertThat(Run.of(Run.profile(yaml), document).ids()).containsExactly("b1", "b2");
    }

    @Test
    void shouldRefuseARecordAloneThatIsAtFault() {
        Run run = Run.of(
                Run.profile(BASKETS),
                BASKET + "{\"store\":\"s1\",\"basket\":{\"id\":\"b2\",\"date\":\"2020-05-01\"},\"lines\":[]}\n[1]\n"
                        + BASKET.replace("b1", "b3")
                                .replace("\"43\"", "{}")
                                .replace("\"quantity\": 2", "\"quantity\": 2, \"quantity\": 3"));

        assertThat(run.ids()).containsExactly("b1", "b1");
        assertThat(run.refused())
                .containsExactly(
                        "4:1: missing: there is no element in lines[] — at least one in each record",
                        "5:2: field: 1 is no object — every row is an object { … }",
                        "7:13: field: column lines[].quantity: lines[].quantity stands twice — name every value once",
                        "8:13: field: column lines[].item.sku: lines[].item.sku is an object — a text or a number; name what is"
                                + " in it, e.g. lines[].item.sku.id");
        assertThat(run.report.conservation().differences()).isEmpty();
    }

    @Test
    void shouldRefuseTheWholeFileThatIsCutOff() {
        for (int length = 1; length < BASKET.strip().length(); length++) {
            assertThat(Run.refusal(Run.profile(BASKETS), BASKET.substring(0, length)))
                    .contains(" — ");
        }
    }

    @Test
    void shouldSayWhichPathIsAbsent() {
        assertThat(Run.refusal(Run.profile(BASKETS.replace("item.sku", "item.sk")), BASKET))
                .startsWith("pos.csv: no object has a value at lines[].item.sk (the profile's sku) — ")
                .contains("lines[].item.sku");
        assertThat(Run.refusal(Profile.plain(), "[{\"id\":\"a\"}]")).contains("the header has no column date");
        assertThat(Run.refusal(Profile.plain(), BASKET)).contains("lines[] is a list");
    }

    @Test
    void shouldRefuseWhatIsTooDeepOrTooLong() {
        assertThat(Run.refusal(Profile.plain(), "[".repeat(100_000))).contains("pos.csv");
        assertThat(Run.refusal(Profile.plain(), "{\"a\":".repeat(100_000))).contains("pos.csv");
        assertThat(Run.refusal(Profile.plain(), "{\"id\":\"" + "x".repeat(70_000) + "\"}"))
                .contains("pos.csv:1: id is a text of more than 65536 characters");
    }

    @Test
    void shouldRefuseAllWhereOneIsAtFaultAndTheProfileSaysSo() {
        String text = "id,date\na,2020-05-01\nb,2020-05-41\n";
        Profile profile = Run.profile("profile: p\nall-or-nothing: true\nfields: { id: id, date: date }\n");

        assertThat(Run.refusal(profile, text))
                .contains("pos.csv:3: date: column date: 2020-05-41 is not a date")
                .endsWith("pos.csv: nothing was read: 1 row is at fault — the profile says all-or-nothing: true");
        assertThat(Run.of(profile, text.replace("41", "02")).ids()).containsExactly("a", "b");
    }
}
