package io.tidemark.gateway.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.engine.Fixed;
import java.math.BigDecimal;
import java.math.RoundingMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberTextTest {
    private static String read(Profile.Numbers numbers, String text) {
        NumberText reader = new NumberText(numbers);
        long units = reader.parse(text.toCharArray(), 0, text.length());
        return units == Fixed.NONE ? reader.fault().name() : Fixed.format(units);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    $2,024.99        | 2024.99
                    $ 2,024.99       | 2024.99
                    -$5              | -5
                    $-5              | -5
                    ($3,796.19)      | -3796.19
                    $(12)            | NOT_A_NUMBER
                    12.50-           | -12.5
                    +7               | 7
                    .5               | 0.5
                    5.               | 5
                    1,234,567        | 1234567
                    12,34            | GROUPS
                    1,23,4           | GROUPS
                    1234,567         | GROUPS
                    ,123             | GROUPS
                    1.23456          | DECIMALS
                    1.23450          | 1.2345
                    1000000000000    | 1000000000000
                    1000000000000.1  | RANGE
                    99999999999999999999999 | RANGE
                    --5              | NOT_A_NUMBER
                    (-5)             | NOT_A_NUMBER
                    -5-              | NOT_A_NUMBER
                    (5               | NOT_A_NUMBER
                    1e3              | NOT_A_NUMBER
                    1.2.3            | NOT_A_NUMBER
                    $                | NOT_A_NUMBER
                    NaN              | NOT_A_NUMBER
                    12 34            | NOT_A_NUMBER
                    \u0661           | NOT_A_NUMBER
                    """)
    void shouldReadDollars(String text, String expected) {
        assertThat(read(new Profile.Numbers("$", ",", ".", DecimalRounding.NONE), text))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    1.234,50 €  | 1234.5
                    € 1.234,50  | 1234.5
                    -1.234      | -1234
                    1.23        | GROUPS
                    12,5-       | -12.5
                    """)
    void shouldReadEuros(String text, String expected) {
        assertThat(read(new Profile.Numbers("€", ".", ",", DecimalRounding.NONE), text))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "HALF_EVEN,0.00005,0",
        "HALF_EVEN,0.00015,0.0002",
        "HALF_EVEN,0.000051,0.0001",
        "HALF_UP,0.00005,0.0001",
        "HALF_UP,-0.00005,-0.0001",
        "DOWN,0.99999,0.9999",
        "DOWN,-0.99999,-0.9999"
    })
    void shouldRoundAsTheProfileSays(DecimalRounding rounding, String text, String expected) {
        assertThat(read(new Profile.Numbers("", "", ".", rounding), text)).isEqualTo(expected);
    }

    @Property
    void shouldRoundAsExactArithmeticDoes(
            @ForAll @BigRange(min = "-1000000", max = "1000000") @Scale(8) BigDecimal value) {
        String text = value.toPlainString();
        for (var pair : java.util.Map.of(
                        DecimalRounding.HALF_EVEN, RoundingMode.HALF_EVEN,
                        DecimalRounding.HALF_UP, RoundingMode.HALF_UP,
                        DecimalRounding.DOWN, RoundingMode.DOWN)
                .entrySet()) {
            long expected = value.setScale(4, pair.getValue()).unscaledValue().longValueExact();
            assertThat(read(new Profile.Numbers("", "", ".", pair.getKey()), text))
                    .isEqualTo(Fixed.format(expected));
        }
    }
}
