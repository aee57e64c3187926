package io.tidemark.gateway.ingest;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;

/**
 * When the files of a feed are expected: once per calendar period (a week begins on Monday), some days after its end. Immutable.
 *
 * @param by days after the period's last day on which its file is there
 */
public record Schedule(Every every, int by) {
    public static final int MOST_DAYS = 366;

    /** How often. */
    public enum Every {
        WEEK("week"),
        MONTH("month"),
        QUARTER("quarter");

        private final String word;

        Every(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }

        /** The period with this word, or null. */
        public static Every of(String word) {
            for (Every every : values()) {
                if (every.word.equals(word)) {
                    return every;
                }
            }
            return null;
        }

        private LocalDate start(LocalDate day) {
            return switch (this) {
                case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                case MONTH -> day.withDayOfMonth(1);
                default -> day.withDayOfMonth(1).minusMonths((day.getMonthValue() - 1) % 3);
            };
        }

        private LocalDate before(LocalDate start) {
            return switch (this) {
                case WEEK -> start.minusWeeks(1);
                case MONTH -> start.minusMonths(1);
                default -> start.minusMonths(3);
            };
        }
    }

    /**
     * A period whose file should be there.
     *
     * @param last its last day
     * @param day the last day on which it was in time
     */
    public record Due(LocalDate first, LocalDate last, LocalDate day) {
        /** Whether a feed whose newest row is of {@code seen} (an ISO date, or empty) has sent nothing of it or of later days. */
        public boolean isOpen(String seen) {
            return seen.isEmpty() || seen.compareTo(first.toString()) < 0;
        }
    }

    /** The newest period whose file should have been there before {@code today}. */
    public Due due(LocalDate today) {
        LocalDate until = every.start(today);
        while (!until.plusDays(by - 1L).isBefore(today)) {
            until = every.before(until);
        }
        return new Due(every.before(until), until.minusDays(1), until.plusDays(by - 1L));
    }
}
