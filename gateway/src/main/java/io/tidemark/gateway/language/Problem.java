package io.tidemark.gateway.language;

/**
 * Something that is wrong at one place, and what would be right there. Printed as
 * {@code file:line:column: what is wrong — what would be right}; a warning says so before its text.
 *
 * @param line from 1
 * @param column from 1
 */
public record Problem(String file, int line, int column, Severity severity, String what, String right) {

    public enum Severity {
        /** The file cannot be used. */
        ERROR,
        /** The file can be used; somebody should look at it. */
        WARNING
    }

    public Position position() {
        return new Position(file, line, column);
    }

    @Override
    public String toString() {
        String prefix = severity == Severity.WARNING ? "warning: " : "";
        return file + ":" + line + ":" + column + ": " + prefix + what + " — " + right;
    }
}
