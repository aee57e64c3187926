package io.tidemark.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A delta is what it says: applied, it gives the later state; two in a row are one. */
class LiveDeltaProperties {
    private static final List<String> PEOPLE = List.of("rep:ann", "rep:ben", "rep:cy", "rep:d\"e", "rep:é");

    @Property(tries = 500)
    void shouldGiveTheLaterState(@ForAll("states") LiveState before, @ForAll("states") LiveState after) {
        LiveState later = at(after, before.sequence() + 3);

        assertThat(LiveDelta.between(before, later).applyTo(before)).isEqualTo(later);
    }

    @Property(tries = 500)
    void shouldBeOneWithTheNext(
            @ForAll("states") LiveState first, @ForAll("states") LiveState second, @ForAll("states") LiveState third) {
        LiveState middle = at(second, first.sequence() + 1);
        LiveState last = at(third, first.sequence() + 2);
        LiveDelta one = LiveDelta.between(first, middle).then(LiveDelta.between(middle, last));

        assertThat(one.applyTo(first)).isEqualTo(last);
        assertThat(one.from()).isEqualTo(first.sequence());
        assertThat(one.to()).isEqualTo(last.sequence());
        assertThat(one.gone()).noneMatch(one.rows()::containsKey);
    }

    @Property(tries = 500)
    void shouldSurviveTheWire(@ForAll("states") LiveState before, @ForAll("states") LiveState after) {
        LiveState later = at(after, before.sequence() + 1);
        LiveMirror mirror = new LiveMirror();

        mirror.take(LiveMessages.message("boards/\"x\"", LiveMessages.snapshot("run-1", before)));
        assertThat(mirror.state()).isEqualTo(before);
        mirror.take(LiveMessages.message("x", LiveMessages.delta("run-2", LiveDelta.between(before, later))));

        assertThat(mirror.state()).isEqualTo(later);
        assertThat(mirror.id()).isEqualTo("run-2");
    }

    private static LiveState at(LiveState state, long sequence) {
        return new LiveState(sequence, state.fields(), state.rows());
    }

    @Provide
    Arbitrary<LiveState> states() {
        Arbitrary<List<String>> order = Arbitraries.shuffle(PEOPLE);
        Arbitrary<Integer> count = Arbitraries.integers().between(0, PEOPLE.size());
        Arbitrary<List<Integer>> values =
                Arbitraries.integers().between(0, 3).list().ofSize(PEOPLE.size());
        Arbitrary<Map<String, String>> fields = Arbitraries.maps(
                        Arbitraries.of("total", "dataThrough", "state", "next"),
                        Arbitraries.of("1", "-2.5", "\"a \\\"b\\\"\"", "{\"x\":[1,2]}", "true", "[]"))
                .ofMaxSize(4);
        return Combinators.combine(order, count, values, fields)
                .as((people, most, numbers, extra) -> state(people.subList(0, most), numbers, extra));
    }

    private static LiveState state(List<String> people, List<Integer> values, Map<String, String> extra) {
        List<LiveState.Row> rows = new ArrayList<>();
        for (int k = 0; k < people.size(); k++) {
            String json = "{\"rank\":" + (k + 1) + ",\"participant\":" + LiveMessages.quoted(people.get(k))
                    + ",\"value\":\"" + values.get(k) + "\"}";
            rows.add(new LiveState.Row(people.get(k), json));
        }
        return new LiveState(7, new LinkedHashMap<>(extra), rows);
    }
}
