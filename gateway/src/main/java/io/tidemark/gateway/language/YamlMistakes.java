package io.tidemark.gateway.language;

import java.util.List;
import java.util.function.Function;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** What the YAML parser could not read, in words for whoever wrote the file. */
final class YamlMistakes {
    private static final List<Mistake> KNOWN = List.of(
            new Mistake(
                    "mapping values are not allowed",
                    "a second colon stands in this line, or the line is indented further than the one above",
                    "quote a value that contains a colon and a space, and align keys that belong together"),
            new Mistake("'\\t(TAB)'", "the line is indented with a tab", "indent with spaces"),
            new Mistake("TAB", "the line is indented with a tab", "indent with spaces"),
            new Mistake(
                    "cannot start any token",
                    "the value begins with a character that means something else in YAML",
                    "put the value in quotes"),
            new Mistake(
                    "could not find expected ':'",
                    "this line is neither a key with a colon nor part of a value",
                    "write key: value, or indent the line under the value it continues"),
            new Mistake(
                    "end of stream",
                    "a quote is opened and not closed before the end of the file",
                    "close it with the same quote"),
            new Mistake(
                    "found unknown escape character",
                    "a backslash in double quotes begins an escape that does not exist",
                    "write it twice, or use single quotes"),
            new Mistake(
                    "expected ',' or '}'",
                    "a mapping in braces is not closed, or a comma is missing",
                    "separate its pairs by commas and close it with }"),
            new Mistake(
                    "expected ',' or ']'",
                    "a list in brackets is not closed, or a comma is missing",
                    "separate its items by commas and close it with ]"),
            new Mistake(
                    "expected '<document start>'",
                    "this line is indented differently from the first one",
                    "align it with its neighbours, using spaces"),
            new Mistake(
                    "expected <block end>",
                    "this line is indented differently from the lines it belongs to",
                    "align it with its neighbours, using spaces"));

    private YamlMistakes() {}

    static void explain(MarkedYamlEngineException e, Function<Mark, Position> positions, Problems problems) {
        Mark mark = e.getProblemMark().or(e::getContextMark).orElseThrow(() -> e);
        String said = String.valueOf(e.getProblem());
        for (Mistake mistake : KNOWN) {
            if (said.contains(mistake.sign())) {
                problems.error(positions.apply(mark), mistake.what(), mistake.right());
                return;
            }
        }
        problems.error(
                positions.apply(mark),
                "the YAML cannot be read here: " + said.replace('\n', ' '),
                "check indentation, quotes and brackets just before this place");
    }

    /** @param sign words of the parser by which the mistake is known */
    private record Mistake(String sign, String what, String right) {}
}
