package io.tidemark.gateway.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.engine.program.Program;
import io.tidemark.gateway.language.SourceNode.Entry;
import io.tidemark.gateway.language.SourceNode.Mapping;
import io.tidemark.gateway.language.SourceNode.Scalar;
import io.tidemark.gateway.language.SourceNode.Sequence;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.statistics.Statistics;

class ProgramReaderProperties {
    private static final String YAML;
    private static final String JSON;
    private static final Mapping TREE;

    static {
        try {
            YAML = SharedFiles.example("spring-push.yaml");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        TREE = (Mapping) SourceReader.read("p.yaml", YAML, new Problems());
        JSON = Trees.json(TREE);
    }

    @Property(tries = 1500)
    void shouldAnswerAnyChangeOfBytesWithProblemsOrAProgram(
            @ForAll boolean json,
            @ForAll @Size(min = 1, max = 4) List<@IntRange(min = 0, max = 1_000_000) Integer> places,
            @ForAll byte value,
            @ForAll @IntRange(min = 0, max = 2) int change) {
        String file = json ? "p.json" : "p.yaml";
        byte[] bytes = (json ? JSON : YAML).getBytes(StandardCharsets.UTF_8);
        for (int place : places) {
            bytes = changed(bytes, place % bytes.length, value, change);
        }
        Problems problems = new Problems();

        Program program = ProgramReader.read(file, new String(bytes, StandardCharsets.UTF_8), problems);

        assertThat(program == null).isEqualTo(problems.hasErrors());
        bothOutcomesOccur(program);
    }

    /** A property over changes is empty if every change, or none, is refused. */
    private static void bothOutcomesOccur(Program program) {
        Statistics.collect(program != null);
        Statistics.coverage(coverage -> {
            coverage.check(true).percentage(share -> share > 5);
            coverage.check(false).percentage(share -> share > 5);
        });
    }

    private static byte[] changed(byte[] bytes, int place, byte value, int change) {
        byte[] out = new byte[bytes.length + (change == 1 ? 1 : change == 2 ? -1 : 0)];
        System.arraycopy(bytes, 0, out, 0, place);
        int rest = change == 1 ? place : place + 1;
        int at = change == 2 ? place : place + 1;
        System.arraycopy(bytes, rest, out, at, bytes.length - rest);
        if (change != 2) {
            out[place] = value;
        }
        return out;
    }

    /** The JSON Schema never refuses what the reader accepts: entries removed, values exchanged, keys misspelt. */
    @Property(tries = 1500)
    void shouldAcceptBySchemaWhatTheReaderAccepts(
            @ForAll Random random, @ForAll @IntRange(min = 1, max = 3) int changes) {
        SourceNode tree = TREE;
        for (int k = 0; k < changes; k++) {
            tree = changed(tree, random, 12);
        }
        String json = Trees.json(tree);
        Problems problems = new Problems();

        Program program = ProgramReader.read("p.json", json, problems);

        bothOutcomesOccur(program);
        if (program != null) {
            assertThat(ProgramSchemaTest.errors(json)).as(json).isEmpty();
        } else if (problems.toString().contains(" has no key ")
                || problems.toString().contains("part of the language but")) {
            assertThat(ProgramSchemaTest.errors(json)).as(problems.toString()).isNotEmpty();
        }
    }

    private static SourceNode changed(SourceNode node, Random random, int depth) {
        if (node instanceof Mapping mapping && !mapping.entries().isEmpty()) {
            List<Entry> entries = new ArrayList<>(mapping.entries());
            int place = random.nextInt(entries.size());
            Entry entry = entries.get(place);
            switch (random.nextInt(depth) == 0 ? random.nextInt(3) : 3) {
                case 0 -> entries.remove(place);
                case 1 -> entries.set(place, new Entry(entry.key() + "x", entry.keyPosition(), entry.value()));
                case 2 -> entries.add(new Entry("over", entry.keyPosition(), scalar(random)));
                default ->
                    entries.set(
                            place, new Entry(entry.key(), entry.keyPosition(), changed(entry.value(), random, depth)));
            }
            return new Mapping(entries.stream().distinct().toList(), mapping.position());
        }
        if (node instanceof Sequence list && !list.items().isEmpty() && random.nextBoolean()) {
            List<SourceNode> items = new ArrayList<>(list.items());
            int place = random.nextInt(items.size());
            items.set(place, changed(items.get(place), random, depth));
            return new Sequence(items, list.position());
        }
        return scalar(random);
    }

    private static Scalar scalar(Random random) {
        List<String> texts = List.of("1", "0", "-5", "1.23456", "volume", "base", "rep", "sale", "period", "", "a b");
        String text = texts.get(random.nextInt(texts.size()));
        boolean bare = Scalars.isNumber(text) && random.nextBoolean();
        return new Scalar(text, bare ? SourceNode.Form.NUMBER : SourceNode.Form.TEXT, new Position("p", 1, 1));
    }
}
