package io.tidemark.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;

/** Numbers as text and back. */
class FixedProperties {

    @Property(tries = 2_000)
    void shouldGiveBackEveryNumberFromItsText(@ForAll long units) {
        // the least and greatest longs have no text that is read back: nothing near them is ever shown
        long within = units / 10;
        String text = Fixed.format(within);
        assertThat(Fixed.parse(text)).isEqualTo(within);
        assertThat(Fixed.isPlain(text)).isTrue();
        assertThat(new BigDecimal(text)).isEqualByComparingTo(BigDecimal.valueOf(within, 4));
        assertThat(text).matches("-?(0|[1-9]\\d*)(\\.\\d{0,3}[1-9])?").isNotEqualTo("-0");
    }

    @Property(tries = 5_000)
    void shouldReadWhatTheGrammarAllowsAndNothingElse(
            @ForAll @StringLength(max = 9) @CharRange(from = '0', to = '3') String digits, @ForAll Random random) {
        String text = mangled(digits, random);
        boolean number = text.matches("-?\\d+(\\.\\d{1,4})?");
        long units = Fixed.parse(text);
        assertThat(units != Fixed.NONE).as(text).isEqualTo(number);
        if (number) {
            assertThat(BigDecimal.valueOf(units, 4)).isEqualByComparingTo(new BigDecimal(text));
            assertThat(Fixed.isPlain(text))
                    .as(text)
                    .isEqualTo(Fixed.format(units).equals(text));
        }
    }

    private static String mangled(String digits, Random random) {
        StringBuilder text = new StringBuilder(digits);
        for (int k = random.nextInt(3); k > 0; k--) {
            text.insert(random.nextInt(text.length() + 1), ".-+e \u0661".charAt(random.nextInt(40) % 6));
        }
        return random.nextInt(3) == 0 ? "-" + text : text.toString();
    }

    @Example
    void shouldNotReadWhatIsTooLong() {
        for (String text : List.of("92233720368547758070", "99999999999999999999999", "922337203685478")) {
            long units = Fixed.parse(text);
            boolean fits =
                    new BigDecimal(text).scaleByPowerOfTen(4).toBigInteger().bitLength() < 64;
            assertThat(units == Fixed.NONE || fits).as(text).isTrue();
        }
        assertThat(Fixed.parse("920000000000000")).isEqualTo(Fixed.MAX_SHOWN);
        assertThat(Fixed.parse("-920000000000000")).isEqualTo(-Fixed.MAX_SHOWN);
    }

    @Property
    void shouldNeverWrapWhatIsTooLarge(
            @ForAll @StringLength(min = 14, max = 25) @CharRange(from = '0', to = '9') String digits) {
        long units = Fixed.parse(digits);
        if (units != Fixed.NONE) {
            assertThat(BigInteger.valueOf(units))
                    .isEqualTo(new BigInteger(digits).multiply(BigInteger.valueOf(10_000)));
        }
    }

    @Example
    void shouldSayOutOfRangeBeyondWhatIsShown() {
        BigInteger most = BigInteger.valueOf(Fixed.MAX_SHOWN);
        assertThat(Fixed.format(most)).isEqualTo("920000000000000");
        assertThat(Fixed.format(most.negate())).isEqualTo("-920000000000000");
        assertThat(Fixed.format(most.add(BigInteger.ONE))).isEqualTo("out-of-range");
        assertThat(Fixed.format(most.add(BigInteger.ONE).negate())).isEqualTo("out-of-range");
        assertThat(Fixed.format(most.pow(3))).isEqualTo("out-of-range");
    }
}
