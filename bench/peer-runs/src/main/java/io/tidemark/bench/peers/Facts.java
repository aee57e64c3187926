package io.tidemark.bench.peers;

import io.tidemark.bench.R1;
import io.tidemark.bench.R1Answer;
import io.tidemark.engine.activity.Activity;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The first transactions of R1 as frames and as objects, and what they must come to. */
final class Facts {
    private final R1 workload;
    private final List<Activity> activities = new ArrayList<>();
    private final R1Answer expected;

    Facts(int transactions) {
        workload = new R1(transactions, activities::add);
        expected = workload.expected().answer();
    }

    R1 workload() {
        return workload;
    }

    List<Activity> activities() {
        return activities;
    }

    R1Answer expected() {
        return expected;
    }

    int transactions() {
        return activities.size();
    }

    static String period(int day) {
        LocalDate date = LocalDate.ofEpochDay(day);
        return date.getYear() + "-Q" + (date.getMonthValue() + 2) / 3;
    }
}
