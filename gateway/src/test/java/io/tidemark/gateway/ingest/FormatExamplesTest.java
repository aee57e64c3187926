package io.tidemark.gateway.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The samples beside the documents: the same two sales in every format, each by its profile. */
class FormatExamplesTest {
    private static final Path FOLDER = Path.of("..", "docs", "examples", "formats");

    @ParameterizedTest
    @CsvSource({"csv,csv", "json,json", "json,ndjson", "x12,x12", "edifact,edifact", "xlsx,xlsx"})
    void shouldReadTheSameSales(String profile, String ending) throws IOException, IngestException {
        String yaml = Files.readString(FOLDER.resolve(profile + "-profile.yaml"));
        Run run = Run.read(Run.profile(yaml), FOLDER.resolve("sales." + ending));

        assertThat(run.refused()).isEmpty();
        assertThat(run.report.conservation().differences()).isEmpty();
        assertThat(run.table())
                .satisfiesExactly(
                        sale -> assertThat(sale).contains(" sale 2020-01-05 12 14400 "),
                        returned -> assertThat(returned).contains(" return 2020-01-19 3 2970 "));
        assertThat(run.activities).extracting(one -> one.sku()).containsExactly("PUMP-1", "PUMP-2");
        assertThat(Files.readString(FOLDER.resolve("README.md"))).contains("`sales." + ending + "`");
    }
}
