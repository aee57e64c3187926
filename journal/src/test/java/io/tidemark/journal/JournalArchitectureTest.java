package io.tidemark.journal;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Which library may be seen where. */
class JournalArchitectureTest {
    private static final JavaClasses JOURNAL = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.tidemark.journal");

    @Test
    void shouldKeepChronicleInItsPackage() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.tidemark.journal.chronicle..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("net.openhft..")
                .check(JOURNAL);
    }

    @Test
    void shouldKeepTheRingInThePipeline() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.tidemark.journal.pipeline..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.lmax..")
                .check(JOURNAL);
    }

    @Test
    void shouldKeepCompressionInTheArchive() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.tidemark.journal.archive..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.github.luben..")
                .check(JOURNAL);
    }

    @Test
    void shouldSeeTheWholeJournal() {
        assertThat(JOURNAL.size()).isGreaterThan(30);
    }
}
