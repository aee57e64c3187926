package io.tidemark.gateway.language;

import io.tidemark.engine.program.Program.AutoApprove;
import io.tidemark.engine.program.Program.Claims;
import io.tidemark.engine.program.Program.Measure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** {@code claims}: when an activity of the kind claim counts. */
final class ClaimsReader {
    private final Problems problems;

    ClaimsReader(Problems problems) {
        this.problems = problems;
    }

    /** The terms; plain ones where the program says nothing and measures claims, null where it measures none. */
    Claims claims(MappingReader root, List<Measure> measures) {
        MappingReader reader = root.mapping("claims", "{ within: 60, requires: [invoice] }");
        boolean measured = measures.stream().anyMatch(measure -> Claims.KIND.equals(measure.kind()));
        if (reader == null) {
            return measured ? Claims.PLAIN : null;
        }
        Integer within = reader.whole("within", 0, ProgramLimits.DAYS);
        List<String> requires = names(reader, "requires", "fields that must be there, e.g. [invoice]");
        List<String> match = names(reader, "match", "fields that a sale has alike, e.g. [invoice, sku]");
        List<String> approve = names(reader, "approve", "steps, e.g. [distributor, program-manager]");
        AutoApprove auto = auto(reader, match, approve);
        reader.unknownKeys();
        return new Claims(Objects.requireNonNullElse(within, -1), requires, match, approve, auto);
    }

    private List<String> names(MappingReader reader, String key, String example) {
        List<String> names = reader.has(key) ? reader.texts(key) : List.of();
        boolean wrong = reader.has(key) && (names.isEmpty() || names.size() > ProgramLimits.ONCE_PER);
        for (String name : names) {
            wrong |= name.isBlank()
                    || name.length() > ProgramLimits.TEXT
                    || names.indexOf(name) != names.lastIndexOf(name);
        }
        if (wrong) {
            problems.error(
                    reader.node(key),
                    key + " names nothing, one thing twice, or more than " + ProgramLimits.ONCE_PER,
                    "write " + example);
        }
        return List.copyOf(names);
    }

    private AutoApprove auto(MappingReader claims, List<String> match, List<String> approve) {
        MappingReader reader = claims.mapping("auto-approve", "{ matched: true, amount-at-most: 500 }");
        if (reader == null) {
            return null;
        }
        Map<String, Boolean> words = new LinkedHashMap<>();
        words.put("true", true);
        words.put("false", false);
        boolean matched = Boolean.TRUE.equals(reader.choice("matched", words));
        Long most = reader.number("amount-at-most");
        reader.unknownKeys();
        if (matched && match.isEmpty()) {
            problems.error(
                    reader.node("matched"), "claims match nothing", "add match: [invoice, sku] to say what is matched");
        }
        if (approve.isEmpty()) {
            problems.error(
                    reader.position(),
                    "auto-approve stands without approve",
                    "add approve: [STEP], or drop it: without steps every claim is approved");
        }
        return new AutoApprove(matched, most);
    }
}
