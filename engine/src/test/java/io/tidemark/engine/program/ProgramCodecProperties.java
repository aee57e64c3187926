package io.tidemark.engine.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.engine.naive.Options;
import io.tidemark.engine.naive.Scenario;
import io.tidemark.engine.naive.Scenarios;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Programs as bytes and back; damage is refused and costs no memory. */
class ProgramCodecProperties {

    @Provide
    Arbitrary<Scenario> scenarios() {
        return Scenarios.scenarios(Options.EXTREME.withFacts(0));
    }

    @Property(tries = 200)
    void shouldGiveBackEveryProgram(@ForAll("scenarios") Scenario scenario) {
        for (Program program : scenario.programs()) {
            byte[] bytes = ProgramCodec.encode(program);
            assertThat(ProgramCodec.decode(bytes)).isEqualTo(program);
            assertThat(ProgramCodec.encode(ProgramCodec.decode(bytes))).isEqualTo(bytes);
            ProgramCheck.check(program);
        }
    }

    @Property(tries = 100)
    void shouldRefuseAProgramThatIsCutOffOrGoesOn(@ForAll("scenarios") Scenario scenario, @ForAll Random random) {
        byte[] bytes = ProgramCodec.encode(scenario.programs().get(0));
        assertRefused(Arrays.copyOf(bytes, random.nextInt(bytes.length)));
        assertRefused(Arrays.copyOf(bytes, bytes.length + 1));
    }

    private static void assertRefused(byte[] bytes) {
        assertThatThrownBy(() -> ProgramCodec.decode(bytes)).isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 300)
    void shouldRefuseDamageOrReadItAsWhatItSays(@ForAll("scenarios") Scenario scenario, @ForAll Random random) {
        byte[] bytes = ProgramCodec.encode(scenario.programs().get(0));
        for (int k = 0; k < 30; k++) {
            byte[] damaged = bytes.clone();
            int at = random.nextInt(bytes.length);
            int until = Math.min(bytes.length, at + 1 + random.nextInt(4));
            Arrays.fill(damaged, at, until, (byte) (random.nextBoolean() ? random.nextInt() : 0x7F));
            try {
                Program read = ProgramCodec.decode(damaged);
                ProgramCheck.check(read);
                assertThat(new ProgramInstance(0, read, new Facts(0)).program()).isSameAs(read);
            } catch (IllegalArgumentException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
    }

    @Property(tries = 20)
    void shouldRefuseANewerFormatByNumber(@ForAll("scenarios") Scenario scenario) {
        byte[] bytes = ProgramCodec.encode(scenario.programs().get(0));
        bytes[1] = 100;
        assertThatThrownBy(() -> ProgramCodec.decode(bytes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("format 100");
    }
}
