package io.tidemark.engine.naive;

import io.tidemark.engine.program.Program;
import java.util.ArrayList;
import java.util.List;

/** The versions of one program, each with the first day of the periods it holds for. */
final class ProgramVersions {
    /** @param until first day of the next version */
    record Version(Program program, int from, int until) {
        boolean holdsOn(int day) {
            return day >= from && day < until;
        }

        boolean holdsFor(String period) {
            return Calendar.isPeriod(program.periods(), period)
                    && holdsOn(Calendar.range(program.periods(), period).from());
        }
    }

    private final List<Version> versions = new ArrayList<>();

    List<Version> all() {
        return List.copyOf(versions);
    }

    Program newest() {
        return versions.get(versions.size() - 1).program();
    }

    /** What is published holds from its first day on, whatever was to begin behind it. */
    void publish(Program program, int today) {
        int from = versions.isEmpty() ? Integer.MIN_VALUE : from(program, today);
        versions.removeIf(version -> version.from() >= from);
        if (!versions.isEmpty()) {
            Version last = versions.remove(versions.size() - 1);
            versions.add(new Version(last.program(), last.from(), from));
        }
        versions.add(new Version(program, from, Integer.MAX_VALUE));
    }

    private int from(Program program, int today) {
        return switch (program.effective()) {
            case Program.EVER -> Integer.MIN_VALUE;
            case Program.RUNNING -> running(program, today);
            default -> program.effective();
        };
    }

    /** The latest day up to today on which a period begins by the calendars of both. */
    private int running(Program program, int today) {
        for (int day = today; day > today - 10_000; day--) {
            if (begins(program, day) && begins(before(day), day)) {
                return day;
            }
        }
        return Integer.MIN_VALUE;
    }

    private Program before(int day) {
        Program found = versions.get(0).program();
        for (Version version : versions) {
            found = version.from() < day ? version.program() : found;
        }
        return found;
    }

    private static boolean begins(Program program, int day) {
        String period = Calendar.periodOf(program.periods(), day);
        return period == null || Calendar.range(program.periods(), period).from() == day;
    }

    Version of(String period) {
        return versions.stream()
                .filter(version -> version.holdsFor(period))
                .findFirst()
                .orElse(versions.get(versions.size() - 1));
    }

    Version on(int day) {
        return versions.stream()
                .filter(version -> version.holdsOn(day))
                .findFirst()
                .orElseThrow();
    }
}
