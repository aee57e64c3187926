package io.tidemark.engine.naive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The worked examples against the naive model. */
class TablesTest {

    @TestFactory
    Stream<DynamicTest> shouldScoreAsWorkedOut() {
        return Tables.against(NaiveScorer::new);
    }

    @Test
    void shouldHoldTablesWithDifferentNames() {
        assertThat(Tables.all().stream().map(Table::name))
                .doesNotHaveDuplicates()
                .hasSizeGreaterThanOrEqualTo(300);
    }

    @Test
    void shouldSayWhichExpectationFails() {
        Table table = Tables.parse("""
                        table wrong on purpose
                        program p quarter
                        measure volume sum amount
                        track reps rep
                        sale S1 2026-01-05 rep:r1 - - 10
                        expect rep:r1 2026-Q1 volume=11
                        """).get(0);
        assertThatThrownBy(() -> new TableRun(table, NaiveScorer::new).run())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("wrong on purpose, line 6")
                .hasMessageContaining("volume: expected 11 but was 10");
    }
}
