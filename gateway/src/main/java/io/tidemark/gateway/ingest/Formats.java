package io.tidemark.gateway.ingest;

import java.io.IOException;
import java.nio.file.Path;

/** Opens a file in the format that its profile names, or that its first bytes show. Stateless. */
final class Formats {
    private static final int SAMPLE = 1_024;

    private Formats() {}

    static RowFile open(Path path, Profile profile) throws IngestException {
        SourceFile source = SourceFile.of(path);
        Format format = profile.layout().format();
        return switch (format == Format.AUTO ? found(source) : format) {
            case XLSX -> XlsxFile.of(source, profile);
            case X12 -> EdiFile.of(source, profile, true);
            case EDIFACT -> EdiFile.of(source, profile, false);
            case JSON -> JsonFile.of(source, profile);
            default -> CsvFile.of(source, profile);
        };
    }

    private static Format found(SourceFile source) throws IngestException {
        try {
            return FileForm.format(source.head(SAMPLE));
        } catch (IOException failed) {
            throw Damage.of(source.name(), failed);
        }
    }
}
