package io.tidemark.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Whatever happens to the connection, a viewer sees pages that were there, in their order, each once, and in the end the
 * page that is there.
 */
class LiveHubProperties {
    private static final List<String> REPS = List.of("ann", "ben", "cy", "dee", "eve", "flo");
    private static final List<Topic> TOPICS = List.of(
            Watching.board(""),
            Watching.board("?offset=1&limit=3"),
            Watching.standing("ann"),
            new Topic("race", "overview"));
    private static final LiveLimits LIMITS =
            new LiveLimits(100, 16, 100, 100, 4, 4096, 100, 1_000_000, 3_000, 15_000, 3_600_000);

    /** One person, over all connections. */
    private static final class Person {
        final Topic topic;
        Watching.Viewer viewer = new Watching.Viewer();
        boolean connected;
        long resumedAt;

        Person(Topic topic) {
            this.topic = topic;
        }
    }

    @Property(tries = 200)
    void shouldShowWhatWasThereAndEndWithWhatIsThere(@ForAll long seed) {
        Random random = new Random(seed);
        Watching world = new Watching(LIMITS);
        Map<Topic, Map<Long, LiveState>> truth = new HashMap<>();
        world.sale("ann", 1);
        remember(world, truth);
        List<Person> people = new ArrayList<>();
        for (int k = 0; k < 6; k++) {
            people.add(new Person(TOPICS.get(random.nextInt(TOPICS.size()))));
        }
        for (int k = 0; k < 150; k++) {
            act(random, world, people.get(random.nextInt(people.size())), truth);
        }
        people.forEach(person -> {
            person.viewer.ready = true;
            if (!person.connected) {
                connect(world, person);
            }
            world.hub.ready(person.viewer);
        });
        world.rest();

        for (Person person : people) {
            check(person, truth.get(person.topic));
            LiveState now = world.read(person.topic);
            assertThat(person.viewer.mirror.state().fields()).isEqualTo(now.fields());
            assertThat(person.viewer.mirror.state().rows()).isEqualTo(now.rows());
        }
    }

    private static void act(Random random, Watching world, Person person, Map<Topic, Map<Long, LiveState>> truth) {
        switch (random.nextInt(10)) {
            case 0, 1, 2 -> {
                world.sale(REPS.get(random.nextInt(REPS.size())), 1 + random.nextInt(9));
                remember(world, truth);
            }
            case 3 -> {
                world.takeBack(REPS.get(random.nextInt(REPS.size())));
                remember(world, truth);
            }
            case 4, 5 -> world.step();
            case 6 -> world.turn();
            case 7 -> {
                person.viewer.ready = !person.viewer.ready;
                world.hub.ready(person.viewer);
            }
            case 8 -> {
                if (person.connected) {
                    world.hub.leave(person.viewer);
                    person.connected = false;
                } else {
                    connect(world, person);
                }
            }
            default -> world.pass(random.nextInt(2_000));
        }
    }

    /** A new connection of the same person, who resumes where the last one ended. */
    private static void connect(Watching world, Person person) {
        world.hub.join(person.viewer);
        world.hub.subscribe(person.viewer, "t", person.topic, person.viewer.mirror.id());
        person.connected = true;
    }

    private static void remember(Watching world, Map<Topic, Map<Long, LiveState>> truth) {
        for (Topic topic : TOPICS) {
            LiveState state = world.read(topic);
            truth.computeIfAbsent(topic, key -> new HashMap<>()).put(state.sequence(), state);
        }
    }

    private static void check(Person person, Map<Long, LiveState> truth) {
        assertThat(person.viewer.problems).isEmpty();
        long last = -1;
        for (int k = 0; k < person.viewer.seen.size(); k++) {
            LiveState seen = person.viewer.seen.get(k);
            String type = person.viewer.types.get(k);
            assertThat(seen).isEqualTo(truth.get(seen.sequence()));
            if (type.equals("delta")) {
                assertThat(seen.sequence()).isGreaterThan(last);
            } else {
                assertThat(seen.sequence()).isGreaterThanOrEqualTo(last);
            }
            last = seen.sequence();
        }
    }
}
