package io.tidemark.engine.credit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.directory.Names;
import io.tidemark.engine.program.Program;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Small carriers: what two credits have in common, the reasons, and the roles that a track credits. */
class CreditTest {

    @Test
    void shouldContributeTheSameOnlyWhereAllIsTheSame() {
        assertThat(new Credit().sameContribution(new Credit())).isTrue();
        List<Consumer<Credit>> changes = List.of(
                credit -> credit.version = 5,
                credit -> credit.edition = 5,
                credit -> credit.unitsPer = 5,
                credit -> credit.matchedReturn = true,
                credit -> credit.quantity = 5,
                credit -> credit.amount = 5,
                credit -> credit.before = 5);
        for (Consumer<Credit> change : changes) {
            Credit changed = new Credit();
            change.accept(changed);
            assertThat(changed.sameContribution(new Credit())).isFalse();
            assertThat(new Credit().sameContribution(changed)).isFalse();
            assertThat(changed.sameContribution(changed)).isTrue();
        }
        Credit elsewhere = new Credit();
        elsewhere.participant = 5;
        elsewhere.slot = 1;
        assertThat(elsewhere.sameContribution(new Credit())).isTrue();
    }

    @Test
    void shouldFindReasonsByTheirCode() {
        for (Reason reason : Reason.values()) {
            assertThat(Reason.of(reason.ordinal())).isEqualTo(reason);
        }
        // codes are part of the outcome format
        assertThat(Reason.of(9)).isEqualTo(Reason.OVER_RETURN);
        assertThat(Reason.OVER_RETURN.text()).isEqualTo("over-return");
    }

    @Test
    void shouldSetAsideAllButWhatWasNeverMeantToEarn() {
        assertThat(Arrays.stream(Reason.values()).filter(reason -> !reason.isSetAside()))
                .containsExactly(Reason.NONE, Reason.VOIDED, Reason.NO_SUCH_ROLE);
    }

    private static CreditRoles roles(Names names, long... shares) {
        String[] roles = {"rep", "rep.specifier", "rep.second"};
        return new CreditRoles(
                java.util.stream.IntStream.range(0, shares.length)
                        .mapToObj(k -> new Program.Share(roles[k], shares[k]))
                        .toList(),
                names);
    }

    @Test
    void shouldCountInUnitsWhereEveryShareIsTheWhole() {
        CreditRoles whole = roles(new Names(), Fixed.ONE, Fixed.ONE);
        assertThat(whole.areScaled()).isFalse();
        assertThat(whole.count()).isEqualTo(2);
        assertThat(whole.distinctShares()).containsExactly(Fixed.ONE);
        assertThat(whole.sum(1)).isZero();
        assertThat(whole.weight(1)).isEqualTo(1);
        assertThat(whole.largestWeight()).isEqualTo(1);
        assertThat(whole.shown(BigInteger.valueOf(12_345))).isEqualTo(12_345);
    }

    @Test
    void shouldKeepSumsApartPerShare() {
        Names names = new Names();
        CreditRoles shared = roles(names, 8_000, 2_000, 8_000);
        assertThat(shared.areScaled()).isTrue();
        assertThat(shared.distinctShares()).containsExactly(8_000, 2_000);
        assertThat(List.of(shared.sum(0), shared.sum(1), shared.sum(2))).containsExactly(0, 1, 0);
        assertThat(shared.share(1)).isEqualTo(2_000);
        assertThat(shared.weight(1)).isEqualTo(2_000);
        assertThat(shared.largestWeight()).isEqualTo(8_000);
        assertThat(shared.text(1)).isEqualTo("rep.specifier");
        assertThat(names.names.text(shared.role(1))).isEqualTo("rep.specifier");
        assertThat(shared.shown(BigInteger.valueOf(25_000))).isEqualTo(2);
        assertThat(shared.shown(BigInteger.valueOf(35_000))).isEqualTo(4);
        assertThat(roles(new Names(), 5_000).areScaled()).isTrue();
        assertThat(roles(new Names(), Fixed.ONE, 5_000).areScaled()).isTrue();
    }
}
