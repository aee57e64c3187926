package io.tidemark.tools.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import io.tidemark.engine.ActivityFrameWriter;
import io.tidemark.engine.CommandFrames;
import io.tidemark.engine.EngineLimits;
import io.tidemark.engine.activity.Activity;
import io.tidemark.engine.directory.ParticipantRow;
import io.tidemark.engine.directory.ProductRow;
import io.tidemark.engine.naive.Fact;
import io.tidemark.engine.naive.Options;
import io.tidemark.engine.naive.Scenario;
import io.tidemark.gateway.ingest.ActivityJson;
import io.tidemark.gateway.ingest.ActivityWriter;
import io.tidemark.gateway.ingest.Reason;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** What was put into a frame comes out of it, and out of what is exported. */
class FrameRowsTest {
    private static final int SCENARIOS = 200;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[EngineLimits.MAX_FRAME]);

    private static List<Fact> facts(int seed) {
        return Scenario.random(new Random(seed), Options.IN_ORDER).facts();
    }

    private static <T> List<T> only(
            List<Fact> facts, Class<? extends Fact> kind, java.util.function.Function<Fact, T> of) {
        return facts.stream().filter(kind::isInstance).map(of).toList();
    }

    @Test
    void shouldReadBackWhatWasWritten() {
        for (int seed = 0; seed < SCENARIOS; seed++) {
            List<Fact> facts = facts(seed);
            List<Activity> activities = only(facts, Fact.Act.class, fact -> ((Fact.Act) fact).activity());
            List<ParticipantRow> people = only(facts, Fact.Person.class, fact -> ((Fact.Person) fact).row());
            List<ProductRow> items = only(facts, Fact.Item.class, fact -> ((Fact.Item) fact).row());
            if (!activities.isEmpty()) {
                ActivityFrameWriter writer = new ActivityFrameWriter();
                activities.forEach(writer::add);
                int length = writer.encode(buffer, 0);
                assertThat(FrameRows.activities(buffer, 0)).isEqualTo(activities);
                assertThat(FrameLines.of(buffer, 0, length))
                        .hasSameSizeAs(activities)
                        .noneMatch(line -> line.contains("\n"));
            }
            List<ParticipantRow> readPeople = new ArrayList<>();
            new CommandFrames(buffer, length -> readPeople.addAll(FrameRows.participants(buffer, 0)))
                    .participants(people);
            assertThat(readPeople).isEqualTo(people);
            List<ProductRow> readItems = new ArrayList<>();
            new CommandFrames(buffer, length -> readItems.addAll(FrameRows.products(buffer, 0))).products(items);
            assertThat(readItems).isEqualTo(items);
        }
    }

    @Test
    void shouldReadBackWhatWasExported() throws IOException {
        ActivityJson reader = new ActivityJson();
        for (int seed = 0; seed < SCENARIOS; seed++) {
            for (Activity activity : only(facts(seed), Fact.Act.class, fact -> ((Fact.Act) fact).activity())) {
                StringWriter text = new StringWriter();
                try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
                    ActivityWriter.write(json, activity);
                }
                try (JsonParser json = new JsonFactory().createParser(text.toString())) {
                    json.nextToken();
                    Activity read = reader.read(json, "", activity.date());
                    // what the core refuses, the reader refuses before
                    if (reader.faults().isEmpty()) {
                        assertThat(read).as(text.toString()).isEqualTo(activity);
                    } else {
                        assertThat(reader.faults().get(0).reason())
                                .as(text.toString())
                                .isIn(Reason.MISSING, Reason.NEGATIVE_SALE, Reason.NEGATIVE_RETURN);
                    }
                }
            }
        }
    }
}
