package io.tidemark.engine.naive;

import io.tidemark.engine.program.Program;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Programs, facts in an order of receipt, and the day of receipt. A seed names it.
 *
 * @param today epoch day on which everything is received and asked
 */
public record Scenario(List<Program> programs, List<Fact> facts, int today) {

    /** In the order of receipt given, everything that {@link Options#IN_ORDER} draws. */
    public static Scenario random(Random random) {
        return random(random, Options.IN_ORDER);
    }

    public static Scenario random(Random random, Options options) {
        long world = random.nextLong();
        List<Long> seeds = new ArrayList<>();
        for (int i = random.nextInt(options.facts() + 1); i > 0; i--) {
            seeds.add(random.nextLong());
        }
        return of(world, seeds, options);
    }

    /**
     * @param world seed of the programs and of the content behind each name
     * @param seeds of the facts, one each: leaving one out leaves the others as they are
     */
    public static Scenario of(long world, List<Long> seeds, Options options) {
        Draw draw = new Draw(world);
        List<Program> programs = new ArrayList<>();
        programs.add(new ProgramDraw(draw, options.extreme()).program("one"));
        if (draw.percent(30)) {
            programs.add(new ProgramDraw(draw, options.extreme()).program("two"));
        }
        FactDraw facts = new FactDraw(world, options);
        return new Scenario(programs, seeds.stream().map(facts::fact).toList(), World.TODAY);
    }

    /** The same facts in another order. */
    public Scenario shuffled(Random random) {
        List<Fact> shuffled = new ArrayList<>(facts);
        Collections.shuffle(shuffled, random);
        return withFacts(shuffled);
    }

    public Scenario withFacts(List<Fact> others) {
        return new Scenario(programs, others, today);
    }

    /** The naive model after all facts. */
    public NaiveModel naive() {
        NaiveModel model = new NaiveModel();
        programs.forEach(model::publish);
        model.today(today);
        facts.forEach(model::receive);
        return model;
    }
}
