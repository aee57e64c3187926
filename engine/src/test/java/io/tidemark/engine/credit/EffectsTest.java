package io.tidemark.engine.credit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.credit.Effects.Cause;
import io.tidemark.engine.directory.Participants;
import io.tidemark.engine.program.Facts;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an effect says is what was said of it, for any number of levels and every sort of effect. */
class EffectsTest {
    private static final Facts FACTS = Sold.sales(List.of("A", "B", "C"));

    private static Credit credit(int identity, int edition) {
        Credit credit = new Credit();
        FACTS.versions.load(FACTS.identities.standing(identity), credit);
        credit.reason = Reason.NONE;
        credit.edition = edition;
        return credit;
    }

    @Test
    void shouldRememberAPlainEffectByItsVersion() {
        Effects effects = new Effects(FACTS.versions, 0);
        int first = effects.addPlain(7, 0, credit(1, 3));
        int second = effects.addPlain(7, first, credit(2, 4));
        assertThat(effects.standing(second)).isEqualTo(7);
        assertThat(effects.previous(second)).isEqualTo(first);
        assertThat(effects.previous(first)).isZero();
        assertThat(effects.identity(first)).isEqualTo(1);
        assertThat(effects.identity(second)).isEqualTo(2);
        assertThat(effects.replaces(second)).isZero();
        assertThat(effects.removes(second)).isFalse();
        assertThat(effects.cause(second)).isEqualTo(Cause.ACTIVITY);
        assertThat(effects.sequence(second)).isEqualTo(FACTS.versions.sequence(FACTS.identities.standing(2)));
        assertThat(effects.sequence(second)).isGreaterThan(effects.sequence(first));
        Credit back = loaded(effects, second);
        assertThat(back.edition).isEqualTo(4);
        assertThat(back.quantity).isEqualTo(3 * Fixed.ONE);
        assertThat(back.amount).isEqualTo(100 * Fixed.ONE);
        assertThat(back.unitsPer).isEqualTo(1);
        assertThat(back.before).isZero();
        assertThat(back.matchedReturn).isFalse();
    }

    /** Read back over what another effect left behind. */
    private static Credit loaded(Effects effects, int effect) {
        Credit into = credit(0, 99);
        into.participant = 55;
        into.matchedReturn = true;
        into.unitsPer = 66;
        into.before = 77;
        into.reason = Reason.OVER_RETURN;
        effects.load(effect, into);
        assertThat(into.reason()).isEqualTo(Reason.NONE);
        assertThat(into.participant).isEqualTo(Participants.NONE);
        return into;
    }

    @Test
    void shouldRememberAllOfAnExtendedEffect() {
        for (Cause cause : Cause.values()) {
            Effects effects = new Effects(FACTS.versions, 2);
            Credit credit = credit(1, 3);
            credit.quantity = 11;
            credit.amount = -12;
            credit.before = 13;
            credit.matchedReturn = true;
            int replaced = effects.addPlain(7, 0, credit(0, 1));
            int effect = effects.addExtended(8, replaced, credit, 2, replaced, false, 1L << 40, cause);
            assertThat(effects.standing(effect)).isEqualTo(8);
            assertThat(effects.previous(effect)).isEqualTo(replaced);
            assertThat(effects.identity(effect)).isEqualTo(2);
            assertThat(effects.replaces(effect)).isEqualTo(replaced);
            assertThat(effects.removes(effect)).isFalse();
            assertThat(effects.sequence(effect)).isEqualTo(1L << 40);
            assertThat(effects.cause(effect)).isEqualTo(cause);
            Credit back = loaded(effects, effect);
            assertThat(back.sameContribution(credit)).isTrue();
            assertThat(back.unitsPer).isEqualTo(1);
        }
    }

    @Test
    void shouldRememberUnitsAndRemovals() {
        Effects effects = new Effects(FACTS.versions, 1);
        Credit credit = credit(1, 3);
        credit.unitsPer = 12;
        int added = effects.addExtended(0, 0, credit, 1, 0, false, 5, Cause.REFERENCE);
        int removed = effects.addExtended(0, added, credit, 1, added, true, 6, Cause.PUBLISH);
        assertThat(loaded(effects, added).unitsPer).isEqualTo(12);
        assertThat(loaded(effects, added).matchedReturn).isFalse();
        assertThat(effects.removes(added)).isFalse();
        assertThat(effects.removes(removed)).isTrue();
        assertThat(effects.standing(removed)).isZero();
        assertThat(effects.cause(removed)).isEqualTo(Cause.PUBLISH);
        assertThat(effects.sequence(removed)).isEqualTo(6);
        assertThat(effects.replaces(removed)).isEqualTo(added);
    }

    @Test
    void shouldRememberEveryLevelBesideTheOthers() {
        for (int levels = 1; levels <= 5; levels++) {
            Effects effects = new Effects(FACTS.versions, levels);
            int before = effects.addPlain(1, 0, credit(0, 1));
            int effect = effects.addExtended(2, before, credit(1, 3), 1, before, false, 9, Cause.TIME);
            int behind = effects.addPlain(3, effect, credit(2, 4));
            for (int of : new int[] {before, effect, behind}) {
                for (int k = 0; k < levels; k++) {
                    assertThat(effects.level(of, k)).isZero();
                    effects.setLevel(of, k, 1_000 * of + k + 1);
                }
            }
            for (int of : new int[] {before, effect, behind}) {
                for (int k = 0; k < levels; k++) {
                    assertThat(effects.level(of, k)).isEqualTo(1_000 * of + k + 1);
                }
            }
            assertThat(effects.sequence(effect)).isEqualTo(9);
            assertThat(effects.identity(effect)).isEqualTo(1);
            assertThat(effects.standing(behind)).isEqualTo(3);
            assertThat(effects.stateHash(1)).isNotZero().isNotEqualTo(effects.stateHash(2));
        }
    }

    @Test
    void shouldNameEveryCause() {
        assertThat(Arrays.stream(Cause.values()).map(Cause::text))
                .containsExactly("activity", "reference", "publish", "time", "report");
    }
}
