package io.tidemark.engine.naive;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The comparison agrees with what is equal, and sees a lie about any question. */
class ComparisonTest {

    @Test
    void shouldFindNoDifferenceBetweenTheModelAndItself() {
        IntStream.range(0, 60).forEach(seed -> {
            Scenario scenario = Scenario.random(new Random(seed));
            assertThat(new Comparison(new NaiveScorer(), new NaiveScorer()).run(scenario, 7))
                    .isEmpty();
            assertThat(new Comparison(new NaiveScorer(), new NaiveScorer()).inBatches(scenario, new Random(seed)))
                    .isEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"applyAll", "measure", "postings", "board"})
    void shouldSeeALieInBatches(String question) {
        boolean seen = IntStream.range(0, 60)
                .mapToObj(seed -> Scenario.random(new Random(seed)))
                .anyMatch(scenario -> !new Comparison(new NaiveScorer(), lying(question))
                        .inBatches(scenario, new Random(1))
                        .isEmpty());
        assertThat(seen).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "apply",
                "measure",
                "rule",
                "points",
                "held",
                "pending",
                "tier",
                "missing",
                "activities",
                "credit",
                "board",
                "posted",
                "postings"
            })
    void shouldSeeALieAboutAnyQuestion(String question) {
        boolean seen = IntStream.range(0, 60)
                .mapToObj(seed -> Scenario.random(new Random(seed)))
                .anyMatch(scenario -> !new Comparison(new NaiveScorer(), lying(question))
                        .run(scenario, 7)
                        .isEmpty());
        assertThat(seen).isTrue();
    }

    private static Scorer lying(String question) {
        NaiveScorer honest = new NaiveScorer();
        return (Scorer) Proxy.newProxyInstance(
                Scorer.class.getClassLoader(), new Class<?>[] {Scorer.class}, (proxy, method, arguments) -> {
                    Object answer = method.invoke(honest, arguments);
                    return method.getName().equals(question) ? lieAbout(answer) : answer;
                });
    }

    private static Object lieAbout(Object answer) {
        if (answer instanceof Integer count) {
            return count + 1;
        }
        if (answer instanceof java.util.List<?>) {
            return java.util.List.of("1 nobody 0");
        }
        if (answer instanceof java.util.Map<?, ?>) {
            return java.util.Map.of("nothing", "0");
        }
        return answer instanceof Verdict ? Verdict.refused("no reason") : answer + "0";
    }
}
