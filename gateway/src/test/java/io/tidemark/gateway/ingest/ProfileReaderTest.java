package io.tidemark.gateway.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.gateway.language.Problems;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProfileReaderTest {
    private static String problems(String yaml) {
        Problems problems = new Problems();
        assertThat(ProfileReader.read("p.yaml", yaml, problems)).isNull();
        return problems.toString();
    }

    @Test
    void shouldReadEveryKey() {
        Profile profile = Run.profile("""
                profile: bike-reseller
                format: csv
                charset: ibm850
                delimiter: semicolon
                header: 3
                timezone: America/Chicago
                dates: [dd-MM-yyyy, yyyy-MM-dd]
                numbers: { symbol: $, group: ",", point: "." }
                rounding: half-up
                fields:
                  id: [SalesOrderNumber, ProductKey]
                  date: OrderDate
                  rep: EmployeeKey
                  amount: { multiply: [Quantity, UnitPrice] }
                roles: { architect: Arch }
                attributes: { cost: Cost, sales: Sales }
                defaults: { currency: USD, distributor: "7" }
                kinds:
                  - { kind: return, when: { Quantity: negative, Type: [R, blank] }, negate: [Quantity, Sales] }
                skip: [ { when: { SalesOrderNumber: blank } } ]
                on-missing-id: hash
                """);

        assertThat(profile.layout()).isEqualTo(new Profile.Layout(Format.CSV, "ibm850", ';', 3, "", false));
        assertThat(profile.timezone()).isEqualTo(ZoneId.of("America/Chicago"));
        assertThat(profile.dates()).containsExactly("dd-MM-yyyy", "yyyy-MM-dd");
        assertThat(profile.numbers()).isEqualTo(new Profile.Numbers("$", ",", ".", DecimalRounding.HALF_UP));
        assertThat(profile.fields().get("id").columns()).containsExactly("SalesOrderNumber", "ProductKey");
        assertThat(profile.fields().get("amount"))
                .isEqualTo(new Profile.Source(List.of("Quantity", "UnitPrice"), true));
        assertThat(profile.roles().keySet()).containsExactly("rep", "architect");
        assertThat(profile.attributes())
                .isEqualTo(Map.of("cost", Profile.Source.of("Cost"), "sales", Profile.Source.of("Sales")));
        assertThat(profile.defaults()).isEqualTo(Map.of("currency", "USD", "distributor", "7"));
        assertThat(profile.kinds()).singleElement().satisfies(rule -> {
            assertThat(rule.negate()).isEqualTo(Set.of("Quantity", "Sales"));
            assertThat(rule.when().tests().get("Type").values()).containsExactly("R", "blank");
        });
        assertThat(profile.onMissingId()).isEqualTo(Profile.OnMissingId.HASH);
        assertThat(profile.columns())
                .containsExactly(
                        "SalesOrderNumber",
                        "ProductKey",
                        "OrderDate",
                        "Quantity",
                        "UnitPrice",
                        "EmployeeKey",
                        "Arch",
                        "Cost",
                        "Sales",
                        "Type");
    }

    @Test
    void shouldTellEveryProblemAtOnceWithItsPlace() {
        assertThat(problems("""
                        profile: p
                        format: xls
                        sheet: Orders
                        charset: utf-9
                        delimiter: ";"
                        timezone: America/Chigaco
                        dates: [DD-MM-YYYY]
                        numbers: { group: ".", point: "." }
                        fields: { id: No, dat: Day, quantity: { multiply: [A, B] } }
                        defaults: { curency: USD }
                        kinds: [ { kind: return } ]
                        on-mising-id: hash
                        """).lines().map(line -> line.replaceFirst(" — .*", "")))
                .containsExactly(
                        "p.yaml:2:9: format cannot be xls",
                        "p.yaml:4:10: there is no charset utf-9",
                        "p.yaml:5:12: delimiter cannot be ;",
                        "p.yaml:6:11: there is no time zone America/Chigaco",
                        "p.yaml:7:8: 'DD' in the pattern 'DD-MM-YYYY' is not known; write yyyy for the year, MM for the month and dd for the day",
                        "p.yaml:8:12: group and point are both .",
                        "p.yaml:9:19: dat is no field",
                        "p.yaml:9:39: quantity is a mapping",
                        "p.yaml:10:13: curency cannot have a default",
                        "p.yaml:11:10: a rule under kinds has no when",
                        "p.yaml:12:1: the profile has no key on-mising-id");
    }

    @Test
    void shouldHintAtTheNearestName() {
        assertThat(problems("profile: p\nfields: { id: No, date: Day, distributer: D }\n"))
                .contains("distributer is no field — did you mean distributor?; further roles stand under roles:");
    }

    @Test
    void shouldWantTheFieldsThatEveryActivityHas() {
        assertThat(problems("profile: p\nfields: { id: No }\n"))
                .contains("no column is mapped to date — add it, e.g. date: COLUMN");
        assertThat(problems("profile: p\n")).contains("the profile has no fields");
        assertThat(problems("reference: products\nprofile: p\nfields: { name: No }\n"))
                .contains("no column is mapped to sku");
    }

    @Test
    void shouldReadAReferenceProfile() {
        Profile profile = Run.profile(
                "profile: p\nreference: products\nfields: { sku: Key, name: Product, category: Category }\n");

        assertThat(profile.target()).isEqualTo(Profile.Target.PRODUCTS);
        assertThat(profile.fields().keySet()).containsExactly("sku");
        assertThat(profile.attributes().keySet()).containsExactly("name", "category");
    }

    @Test
    void shouldRefuseWhatWouldDoNothingOrGuess() {
        assertThat(problems("profile: p\nfields: { id: No, date: [Day, Time], amount: Sales }\n"
                                + "kinds: [ { kind: Return, when: { Type: R }, negate: [Sale] } ]\n")
                        .lines())
                .containsExactly(
                        "p.yaml:2:1: the date is joined of Day and Time, and no pattern is named — add dates:, e.g. dates:"
                                + " [yyyy-MM-dd/HH:mm]",
                        "p.yaml:3:1: negate names Sale, which is neither quantity nor amount nor an attribute — did you mean"
                                + " Sales?",
                        "p.yaml:3:18: Return is no kind — small letters, digits and hyphens, e.g. return");
    }
}
