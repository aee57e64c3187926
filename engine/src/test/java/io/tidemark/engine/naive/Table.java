package io.tidemark.engine.naive;

import java.util.List;

/**
 * One worked example.
 *
 * @param name what it shows
 * @param lines programs, facts and expectations in order
 * @param anyOrder whether the facts are received in every order, and the expectations hold after each
 */
public record Table(String name, List<Line> lines, boolean anyOrder) {

    /** @param number in its file, from 1 */
    public record Line(int number, String text) {}
}
