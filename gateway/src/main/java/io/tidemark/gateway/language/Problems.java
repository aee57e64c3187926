package io.tidemark.gateway.language;

import io.tidemark.gateway.language.Problem.Severity;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Collects problems; the same problem at the same place counts once. Beyond {@link #MOST} they are counted and no longer
 * kept. One thread at a time.
 */
public final class Problems {
    /** Problems that are kept: more of them at once help nobody. */
    public static final int MOST = 1_000;

    /** From so many problems on, looking for the nearest name costs more than it helps. */
    private static final int MANY = 30;

    private final Set<Problem> found = new LinkedHashSet<>();
    private int errors;

    public void add(Problem problem) {
        if ((found.size() >= MOST || found.add(problem)) && problem.severity() == Severity.ERROR) {
            errors++;
        }
    }

    /** Which name was probably meant, as {@link Nearest#hint}; less helpful once there are many problems. */
    String hint(String written, Collection<String> known) {
        return found.size() < MANY ? Nearest.hint(written, known) : Nearest.list(known);
    }

    public void error(Position at, String what, String right) {
        add(new Problem(at.file(), at.line(), at.column(), Severity.ERROR, what, right));
    }

    public void error(SourceNode at, String what, String right) {
        error(at.position(), what, right);
    }

    public void warning(Position at, String what, String right) {
        add(new Problem(at.file(), at.line(), at.column(), Severity.WARNING, what, right));
    }

    public void warning(SourceNode at, String what, String right) {
        warning(at.position(), what, right);
    }

    public boolean hasErrors() {
        return errors > 0;
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    public int errorCount() {
        return errors;
    }

    /** Every problem, sorted by position; at one position in the order found. */
    public List<Problem> all() {
        return found.stream().sorted(Comparator.comparing(Problem::position)).toList();
    }

    /** The errors, sorted by position. */
    public List<Problem> errors() {
        return all().stream()
                .filter(problem -> problem.severity() == Severity.ERROR)
                .toList();
    }

    /** One line per problem, sorted by position. */
    @Override
    public String toString() {
        return all().stream().map(Problem::toString).collect(Collectors.joining("\n"));
    }
}
