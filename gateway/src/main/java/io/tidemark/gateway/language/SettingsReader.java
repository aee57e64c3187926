package io.tidemark.gateway.language;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.program.Program.DateRange;
import io.tidemark.engine.program.Program.Points;
import io.tidemark.engine.program.Program.Returns;
import io.tidemark.engine.program.Program.Rounding;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The keys about the program as a whole: time zone, currency, dates, points, policies. */
final class SettingsReader {
    static final List<String> ROUNDINGS = List.of("down", "half-up", "half-even");

    private final Problems problems;

    SettingsReader(Problems problems) {
        this.problems = problems;
    }

    String timezone(MappingReader root) {
        return known(root, "timezone", "UTC", "time zone", ZoneId.getAvailableZoneIds(), "America/Chicago");
    }

    String currency(MappingReader root) {
        Collection<String> codes = Currency.getAvailableCurrencies().stream()
                .map(Currency::getCurrencyCode)
                .collect(Collectors.toSet());
        return known(root, "currency", "USD", "currency", codes, "USD");
    }

    private String known(
            MappingReader root, String key, String otherwise, String noun, Collection<String> all, String example) {
        String text = root.text(key);
        if (text != null && !all.contains(text)) {
            String near = Nearest.to(text, new TreeSet<>(all));
            problems.error(
                    root.node(key),
                    "there is no " + noun + " " + Scalars.shown(text),
                    near == null ? "write it like " + example : "did you mean " + near + "?");
        }
        return text == null ? otherwise : text;
    }

    /** {@code from} and {@code until} of a mapping: half-open, either end may be absent. */
    DateRange range(MappingReader reader) {
        LocalDate from = reader.date("from");
        LocalDate until = reader.date("until");
        if (from != null && until != null && !until.isAfter(from)) {
            problems.error(
                    reader.node("until"),
                    "until " + until + " is not after from " + from,
                    "until is the first day that no longer counts, e.g. " + from.plusDays(1));
        }
        return new DateRange(
                from == null ? DateRange.ALWAYS.from() : (int) from.toEpochDay(),
                until == null ? DateRange.ALWAYS.until() : (int) until.toEpochDay());
    }

    DateRange runs(MappingReader root) {
        MappingReader runs = root.mapping("runs", "{ from: 2026-01-01, until: 2027-01-01 }");
        if (runs == null) {
            return DateRange.ALWAYS;
        }
        DateRange range = range(runs);
        runs.unknownKeys();
        return range;
    }

    Points points(MappingReader root) {
        MappingReader points = root.mapping("points", "{ decimals: 0, rounding: half-up }");
        if (points == null) {
            return new Points("points", 0, Rounding.HALF_UP, null, 0);
        }
        String name = label(points, "name");
        Integer decimals = points.whole("decimals", 0, 4);
        Map<String, Rounding> roundings = new LinkedHashMap<>();
        roundings.put(ROUNDINGS.get(0), Rounding.DOWN);
        roundings.put(ROUNDINGS.get(1), Rounding.HALF_UP);
        roundings.put(ROUNDINGS.get(2), Rounding.HALF_EVEN);
        Rounding rounding = points.choice("rounding", roundings);
        Points read = new Points(
                Objects.requireNonNullElse(name, "points"),
                Objects.requireNonNullElse(decimals, 0),
                Objects.requireNonNullElse(rounding, Rounding.HALF_UP),
                notNegative(points, "worth"),
                Objects.requireNonNullElse(notNegative(points, "minimum-payout"), 0L));
        points.unknownKeys();
        return read;
    }

    private static Long notNegative(MappingReader reader, String key) {
        Long units = reader.number(key);
        if (units != null && units < 0) {
            reader.problems().error(reader.node(key), key + " is below 0: " + Fixed.format(units), "give 0 or more");
        }
        return units;
    }

    /** A text for people. */
    String label(MappingReader reader, String key) {
        String text = reader.text(key);
        if (text != null && (text.isBlank() || text.length() > ProgramLimits.TEXT)) {
            problems.error(
                    reader.node(key),
                    key + (text.isBlank() ? " is blank" : " has " + text.length() + " characters"),
                    "give 1 to " + ProgramLimits.TEXT + " characters");
        }
        return text;
    }

    /** Whether what is unknown waits: {@code participants} and {@code products}. */
    boolean unknownWaits(MappingReader root, String key, String otherwise) {
        MappingReader policy = root.mapping(key, "{ unknown: " + otherwise + " }");
        if (policy == null) {
            return false;
        }
        boolean waits = "wait".equals(policy.choice("unknown", words(otherwise, "wait")));
        policy.unknownKeys();
        return waits;
    }

    Returns returns(MappingReader root) {
        MappingReader returns = root.mapping("returns", "{ unmatched: accept }");
        if (returns == null) {
            return new Returns(false, -1);
        }
        boolean wait = "wait".equals(returns.choice("unmatched", words("accept", "wait")));
        Integer within = returns.whole("within", 0, ProgramLimits.DAYS);
        returns.unknownKeys();
        return new Returns(wait, Objects.requireNonNullElse(within, -1));
    }

    static Map<String, String> words(String... words) {
        Map<String, String> map = new LinkedHashMap<>();
        for (String word : words) {
            map.put(word, word);
        }
        return map;
    }
}
