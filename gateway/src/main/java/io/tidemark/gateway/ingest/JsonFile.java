package io.tidemark.gateway.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.tidemark.gateway.language.Nearest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A JSON file: an array, one object, or objects one after the other (NDJSON). Columns are paths: {@code basket.id}, and {@code
 * lines[].sku} for a list of objects, each of which makes a row that repeats what stands around it. The whole text is parsed
 * once before the first row is handed on, so that a damaged one is refused as a whole.
 */
final class JsonFile implements RowFile {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(IngestLimits.FIELD_CHARS)
                    .maxNameLength(IngestLimits.TEXT_BYTES)
                    .maxNumberLength(IngestLimits.TEXT_BYTES)
                    .maxNestingDepth(IngestLimits.NESTING)
                    .build())
            .build();

    private final SourceFile source;
    private final Header header;
    private final JsonPaths paths;
    /** The level for whose end rows wait, because values stand after them; {@link JsonPaths#ABSENT} where none does. */
    private final int late;

    private JsonFile(SourceFile source, JsonPaths paths, int late) {
        this.source = source;
        this.paths = paths;
        this.header = new Header(0, paths.names());
        this.late = late;
    }

    static JsonFile of(SourceFile source, Profile profile) throws IngestException {
        try {
            return profile.isPlain() ? plain(source, profile) : mapped(source, profile);
        } catch (IOException failed) {
            throw refusal(source.name(), failed);
        }
    }

    private static JsonFile mapped(SourceFile source, Profile profile) throws IngestException, IOException {
        JsonPaths paths = JsonPaths.of(source.name(), List.copyOf(profile.columns()));
        JsonSurvey survey = survey(source, paths);
        refuseAbsent(source.name(), profile, paths, survey.seen());
        return new JsonFile(source, paths, survey.late());
    }

    /** Every path of the file; of several lists within a record, those of the first. */
    static Set<String> paths(SourceFile source) throws IngestException {
        try {
            JsonSurvey survey = survey(source, JsonPaths.none());
            if (!survey.lists().isEmpty()) {
                String list = survey.lists().iterator().next();
                survey = survey(source, JsonPaths.of(source.name(), List.of(list + ".")));
            }
            return survey.seen();
        } catch (IOException failed) {
            throw refusal(source.name(), failed);
        }
    }

    private static JsonSurvey survey(SourceFile source, JsonPaths paths) throws IOException {
        JsonSurvey survey = new JsonSurvey(paths);
        try (JsonWalk walk = new JsonWalk(parser(source), paths, survey)) {
            walk.toEnd();
        }
        if (survey.isEmpty()) {
            throw new Damage("", "the file is empty", "at least one object is needed");
        }
        return survey;
    }

    private static JsonFile plain(SourceFile source, Profile profile) throws IngestException, IOException {
        JsonSurvey survey = survey(source, JsonPaths.none());
        if (!survey.lists().isEmpty()) {
            String list = survey.lists().iterator().next();
            throw new IngestException(
                    source.name(),
                    list + " is a list",
                    "a nested file needs a profile that names its fields, e.g. fields: { sku: " + list + ".sku }");
        }
        JsonPaths paths = JsonPaths.of(source.name(), new ArrayList<>(survey.seen()));
        JsonFile file = new JsonFile(source, paths, JsonPaths.ABSENT);
        new HeaderFinder(profile).check(file.header, source.name());
        return file;
    }

    private static void refuseAbsent(String name, Profile profile, JsonPaths paths, Set<String> seen)
            throws IngestException {
        List<String> problems = new ArrayList<>();
        HeaderFinder finder = new HeaderFinder(profile);
        for (String path : paths.names()) {
            if (!seen.contains(path)) {
                problems.add(IngestException.problem(
                        name,
                        "no object has a value at " + path + finder.used(path),
                        Nearest.hint(path, List.copyOf(seen))));
            }
        }
        if (!problems.isEmpty()) {
            throw new IngestException(problems);
        }
    }

    private static JsonParser parser(SourceFile source) throws IOException {
        return FACTORY.createParser(source.open());
    }

    private static IngestException refusal(String name, IOException failed) {
        if (failed instanceof JsonProcessingException damaged) {
            String at = damaged.getLocation() == null
                    ? name
                    : name + ":" + damaged.getLocation().getLineNr() + ":"
                            + damaged.getLocation().getColumnNr();
            return new IngestException(at, "this is no JSON: " + damaged.getOriginalMessage(), "send it again, whole");
        }
        if (failed instanceof java.io.CharConversionException) {
            return new IngestException(name, "the text is not UTF-8 throughout", "save it as UTF-8");
        }
        return Damage.of(name, failed);
    }

    @Override
    public IngestException unreadable(IOException failed) {
        return refusal(name(), failed);
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public Header header() {
        return header;
    }

    @Override
    public String layout() {
        return "json, " + (paths.depth() == 0 ? "a row for each object" : "a row for each of " + paths.rowList());
    }

    @Override
    public RowReader open() throws IOException {
        return new JsonRows(parser(source), paths, late);
    }
}
