package io.tidemark.gateway.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.activity.Activity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A bicycle maker's real file: totals computed elsewhere. */
class AdventureWorksTest {
    private static final Path EXAMPLES = Path.of("..", "docs", "examples", "adventureworks");

    static Path shared(String file) {
        Path path = Path.of(System.getProperty(
                        "tidemark.shared", Path.of("..", "..", "shared", "data").toString()))
                .resolve(Path.of("adventureworks", file));
        boolean present = Files.isReadable(path);
        if (!present) {
            System.out.println(
                    "Skipped: " + path + " is not there; -Dtidemark.shared=FOLDER names the folder of real files.");
        }
        assumeTrue(present, "real files are not there: their totals are NOT checked by this run");
        return path;
    }

    @Test
    void shouldReadEveryLineOfTheSalesFile() throws IOException, IngestException {
        Path file = shared("Sales.csv");
        Profile profile = Run.profile(Files.readString(EXAMPLES.resolve("sales-profile.yaml")));

        Run run = Run.read(profile, file);

        assertThat(run.refused()).isEmpty();
        assertThat(run.activities).hasSize(57_851);
        Tally accepted = run.report.conservation().of(Verdict.ACCEPTED);
        assertThat(Fixed.format(accepted.quantity())).isEqualTo("204114");
        assertThat(Fixed.format(accepted.amount())).isEqualTo("77548570.2");
        assertThat(LocalDate.ofEpochDay(run.report.firstDate())).isEqualTo("2017-07-01");
        assertThat(LocalDate.ofEpochDay(run.report.lastDate())).isEqualTo("2020-05-31");
        assertThat(run.report.conservation().differences()).isEmpty();
        long cost = 0;
        Set<String> ids = new HashSet<>();
        for (Activity activity : run.activities) {
            cost += Fixed.parse(activity.fields().get("cost"));
            ids.add(activity.id());
        }
        assertThat(Fixed.format(cost)).isEqualTo("76549075.63");
        assertThat(ids).hasSize(57_851);
    }

    @Test
    void shouldFindTheOneWayInWhichAllDatesAreDates() throws IOException, IngestException {
        Path file = shared("Sales.csv");
        String yaml =
                Files.readString(EXAMPLES.resolve("sales-profile.yaml")).replace("dates: [dd-MM-yyyy]", "dates: auto");

        Run run = Run.read(Run.profile(yaml), file);

        assertThat(run.activities).hasSize(57_851);
        assertThat(run.report.layout()).endsWith("dates d-M-yyyy");
    }
}
