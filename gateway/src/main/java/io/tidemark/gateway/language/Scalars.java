package io.tidemark.gateway.language;

import io.tidemark.engine.Fixed;
import io.tidemark.gateway.language.SourceNode.Form;
import io.tidemark.gateway.language.SourceNode.Scalar;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Pattern;

/**
 * Single values of a file as what their key says they are. Each method answers null, and says why, where the node is
 * something else. {@code what} names the value in the message, usually its key.
 */
public final class Scalars {
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d{1,4})?");
    private static final Pattern MORE_DECIMALS = Pattern.compile("-?\\d+\\.\\d{5,}");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
    private static final int MAX_SHOWN = 60;

    private Scalars() {}

    /** Whether the text is a number of the language: {@code -?\d+(\.\d{1,4})?}, of any size. */
    public static boolean isNumber(String text) {
        return NUMBER.matcher(text).matches();
    }

    /** The text as written. A bare number, true or false of JSON is none: texts stand in quotes there. */
    public static String text(SourceNode node, String what, Problems problems) {
        Scalar scalar = scalar(node, what, "a text", problems);
        if (scalar == null) {
            return null;
        }
        if (scalar.form() != Form.TEXT) {
            problems.error(
                    node, what + " is " + node.describe() + ": " + shown(scalar), "write \"" + scalar.text() + "\"");
            return null;
        }
        if (!isPrintable(scalar.text())) {
            problems.error(
                    node,
                    what + " holds a line break or a control character: " + shown(scalar),
                    "write it in one line of plain text");
            return null;
        }
        return scalar.text();
    }

    /** Whether the text is one line of whole characters, so that it survives files, tables and journals. */
    static boolean isPrintable(String text) {
        return text.codePoints()
                .noneMatch(c ->
                        Character.isISOControl(c) || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
    }

    /** 1 to 64 of letters, digits, {@code -}, {@code _} and {@code .}. */
    public static String id(SourceNode node, String what, Problems problems) {
        String text = text(node, what, problems);
        return text == null || checkId(text, node.position(), what, problems) ? text : null;
    }

    /** Whether the text is an id; says so where it is not. */
    public static boolean checkId(String text, Position at, String what, Problems problems) {
        if (ID.matcher(text).matches()) {
            return true;
        }
        if (text.length() > 64) {
            problems.error(at, what + " has " + text.length() + " characters", "at most 64");
        } else {
            problems.error(
                    at,
                    what + " is not a name: " + shown(text),
                    "use letters a to z, digits, -, _ and . only, e.g. " + asId(text));
        }
        return false;
    }

    /** Units of ten-thousandths, at most 10^9 whole in size. */
    public static Long number(SourceNode node, String what, Problems problems) {
        Scalar scalar = scalar(node, what, "a number", problems);
        if (scalar == null) {
            return null;
        }
        String text = scalar.text();
        if (scalar.form() == Form.BOOLEAN || !isNumber(text)) {
            notANumber(node, what, text, problems);
            return null;
        }
        long units = Fixed.parse(text);
        if (units == Fixed.NONE || Math.abs(units) > Fixed.MAX_CONSTANT) {
            problems.error(node, what + " is too large: " + shown(text), "at most 1000000000 in size");
            return null;
        }
        return units;
    }

    private static void notANumber(SourceNode node, String what, String text, Problems problems) {
        String right = "digits with at most four decimals after a point, e.g. 1250 or 0.25";
        if (MORE_DECIMALS.matcher(text).matches()) {
            int decimals = text.length() - text.indexOf('.') - 1;
            problems.error(
                    node, what + " has " + decimals + " decimals: " + shown(text), "at most four; round it to four");
        } else if (isNumber(text.replace(",", "").replace(" ", "").replace("_", ""))) {
            problems.error(
                    node,
                    what + " is written with separators: " + shown(text),
                    "write digits alone, with a point before decimals, e.g. 50000 or 0.25");
        } else if (text.endsWith("%")) {
            problems.error(node, what + " is a percentage: " + shown(text), "write it as a number, e.g. 0.2 for 20%");
        } else {
            problems.error(node, what + " is not a number: " + shown(text), right);
        }
    }

    /** A whole number from least to most. */
    public static Integer whole(SourceNode node, String what, int least, int most, Problems problems) {
        Long units = number(node, what, problems);
        if (units == null) {
            return null;
        }
        if (units % Fixed.ONE != 0 || units < least * Fixed.ONE || units > most * Fixed.ONE) {
            problems.error(
                    node, what + " is " + Fixed.format(units), "give a whole number from " + least + " to " + most);
            return null;
        }
        return (int) (units / Fixed.ONE);
    }

    public static Boolean flag(SourceNode node, String what, Problems problems) {
        Scalar scalar = scalar(node, what, "true or false", problems);
        if (scalar == null) {
            return null;
        }
        if (!scalar.text().equals("true") && !scalar.text().equals("false")) {
            problems.error(node, what + " is " + shown(scalar), "write true or false");
            return null;
        }
        return scalar.text().equals("true");
    }

    /** A day of the calendar, written {@code 2026-01-31}. */
    public static LocalDate date(SourceNode node, String what, Problems problems) {
        String text = text(node, what, problems);
        if (text == null) {
            return null;
        }
        if (!DATE.matcher(text).matches()) {
            problems.error(node, what + " is not a date: " + shown(text), "write year-month-day, e.g. 2026-01-31");
            return null;
        }
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            problems.error(node, "there is no day " + text, "give a day of the calendar, e.g. 2026-01-31");
            return null;
        }
    }

    /** The node as a scalar, or null and said ({@code wanted}: what it should have been). */
    static Scalar scalar(SourceNode node, String what, String wanted, Problems problems) {
        if (node instanceof Scalar scalar) {
            return scalar;
        }
        if (!(node instanceof SourceNode.Refused)) {
            problems.error(node, what + " is " + node.describe(), "give " + wanted);
        }
        return null;
    }

    static String shown(Scalar scalar) {
        return shown(scalar.text());
    }

    /** The text cut to a length that fits a line, control characters replaced. */
    static String shown(String text) {
        String line = text.codePoints()
                .limit(MAX_SHOWN)
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return text.isEmpty() ? "\"\"" : line.length() < text.length() ? line + "…" : line;
    }

    private static String asId(String text) {
        String id = text.strip().replaceAll("[^A-Za-z0-9_.-]+", "-");
        return id.matches("[-.]*") ? "spring-push" : id;
    }
}
