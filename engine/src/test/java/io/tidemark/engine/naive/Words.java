package io.tidemark.engine.naive;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.program.Program.FieldTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One line of a table, split at blanks: {@code key=value} are options, what stands behind {@code where} tests. */
final class Words {
    private static final Pattern TEST = Pattern.compile("([^=!<>(]+)(>=|<=|!=|=)(.*)");

    final String line;
    final List<String> plain = new ArrayList<>();
    final Map<String, String> options = new LinkedHashMap<>();
    final List<FieldTest> tests = new ArrayList<>();

    Words(String line) {
        this.line = line;
        boolean where = false;
        for (String word : line.strip().split("\\s+")) {
            Matcher test = TEST.matcher(word);
            if (word.equals("where")) {
                where = true;
            } else if (where) {
                tests.add(test(word));
            } else if (test.matches() && test.group(2).equals("=")) {
                options.put(test.group(1), test.group(3));
            } else {
                plain.add(word);
            }
        }
    }

    /** {@code field=a|b}, {@code field!=a|b}, {@code field>=1}, {@code field<=1}. */
    static FieldTest test(String word) {
        Matcher test = TEST.matcher(word);
        if (!test.matches()) {
            throw new IllegalArgumentException("not a test: " + word);
        }
        String field = test.group(1);
        String value = test.group(3);
        return switch (test.group(2)) {
            case ">=" -> new FieldTest(field, List.of(), false, number(value), null);
            case "<=" -> new FieldTest(field, List.of(), false, null, number(value));
            default ->
                new FieldTest(
                        field,
                        Arrays.asList(value.split("\\|", -1)),
                        test.group(2).equals("!="),
                        null,
                        null);
        };
    }

    static long number(String text) {
        long units = Fixed.parse(text);
        if (units == Fixed.NONE) {
            throw new IllegalArgumentException("not a number: " + text);
        }
        return units;
    }

    String word(int index) {
        if (index >= plain.size()) {
            throw new IllegalArgumentException("a word is missing: " + line);
        }
        return plain.get(index);
    }

    String option(String key, String otherwise) {
        return options.getOrDefault(key, otherwise);
    }

    int date(String key, int otherwise) {
        return options.containsKey(key) ? Dates.day(options.get(key)) : otherwise;
    }

    List<String> list(String key) {
        return options.containsKey(key) ? List.of(options.get(key).split(",")) : List.of();
    }
}
