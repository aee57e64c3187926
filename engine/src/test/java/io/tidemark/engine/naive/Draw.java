package io.tidemark.engine.naive;

import io.tidemark.engine.Fixed;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Choices made by a seeded random, so that a seed names a scenario. */
final class Draw {
    final Random random;

    Draw(long seed) {
        // neighbouring seeds of java.util.Random start alike; one mixing step parts them
        this(new Random(seed * 0x9E3779B97F4A7C15L));
    }

    Draw(Random random) {
        this.random = random;
    }

    int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    boolean percent(int percent) {
        return random.nextInt(100) < percent;
    }

    @SafeVarargs
    final <T> T of(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    <T> T of(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    <T> T orNull(int percentNull, Supplier<T> otherwise) {
        return percent(percentNull) ? null : otherwise.get();
    }

    <T> List<T> some(List<T> choices, int most) {
        List<T> left = new ArrayList<>(choices);
        List<T> some = new ArrayList<>();
        for (int count = random.nextInt(most + 1); count > 0 && !left.isEmpty(); count--) {
            some.add(left.remove(random.nextInt(left.size())));
        }
        return some;
    }

    /** Units of a whole number, of one with two decimals or of one with four. */
    long units(int most) {
        return switch (random.nextInt(4)) {
            case 0, 1 -> between(0, most) * Fixed.ONE;
            case 2 -> between(0, most * 100) * (Fixed.ONE / 100);
            default -> (long) (random.nextDouble() * most * Fixed.ONE);
        };
    }

    /** As {@link #units(int)}, or, where {@code extreme}, often close to the greatest. */
    long units(int most, long greatest, boolean extreme) {
        if (!extreme || percent(30)) {
            return units(most);
        }
        return percent(30) ? greatest - random.nextInt(3) : (long) (random.nextDouble() * greatest);
    }
}
