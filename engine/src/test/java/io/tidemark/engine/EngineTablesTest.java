package io.tidemark.engine;

import io.tidemark.engine.naive.Tables;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The worked examples against the real core, postings among them. */
class EngineTablesTest {

    @TestFactory
    Stream<DynamicTest> shouldScoreAsWorkedOut() {
        return Tables.against(EngineScorer::new);
    }

    @TestFactory
    Stream<DynamicTest> shouldScoreAsWorkedOutInSlicesOfOne() {
        return Tables.against(() -> new EngineScorer(1, 1));
    }
}
