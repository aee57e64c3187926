package io.tidemark.tools;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** Which room may import which. */
class HouseTest {
    private static final String ENGINE = "io.tidemark.engine..";
    private static final String JOURNAL = "io.tidemark.journal..";
    private static final String GATEWAY = "io.tidemark.gateway..";
    private static final String LANGUAGE = "io.tidemark.gateway.language..";
    private static final String INGEST = "io.tidemark.gateway.ingest..";
    private static final String TOOLS = "io.tidemark.tools..";
    private static final String BENCH = "io.tidemark.bench..";

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            // tests of another module come packed in a jar of their own
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("io.tidemark");

    private static ArchRule importsNothingOf(String room, String... others) {
        // a room that is still empty breaks no rule
        return noClasses()
                .that(resideInAPackage(room))
                .should()
                .dependOnClassesThat(resideInAnyPackage(others))
                .allowEmptyShould(true);
    }

    @Test
    void shouldLetTheEngineImportNoOtherRoom() {
        importsNothingOf(ENGINE, JOURNAL, GATEWAY, TOOLS, BENCH).check(HOUSE);
    }

    @Test
    void shouldKeepJournalAndGatewayApart() {
        importsNothingOf(JOURNAL, GATEWAY, TOOLS, BENCH).check(HOUSE);
        importsNothingOf(GATEWAY, JOURNAL, TOOLS, BENCH).check(HOUSE);
        importsNothingOf(TOOLS, BENCH).check(HOUSE);
    }

    @Test
    void shouldReadProgramsAndFilesWithoutANetwork() {
        importsNothingOf(LANGUAGE, "java.net..", "javax.net..", "io.netty..", "java.nio.channels..")
                .check(HOUSE);
        importsNothingOf(INGEST, "java.net..", "javax.net..", "io.netty..").check(HOUSE);
    }

    @Test
    void shouldKeepTheNetworkOutOfWhatIsNotAboutIt() {
        for (String room : new String[] {"config", "access", "answer", "command"}) {
            importsNothingOf("io.tidemark.gateway." + room + "..", "io.netty..").check(HOUSE);
        }
    }

    @Test
    void shouldLetIntakeKnowTheServerAndNotTheOtherWay() {
        importsNothingOf("io.tidemark.gateway.http..", "io.tidemark.gateway.intake..", "io.tidemark.gateway.live..")
                .check(HOUSE);
    }

    @Test
    void shouldLetIngestionReadTheLanguageAndNotTheOtherWay() {
        importsNothingOf(LANGUAGE, INGEST).check(HOUSE);
    }

    @Test
    void shouldReflectNowhere() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("java.lang.reflect.."))
                .check(HOUSE);
    }

    @Test
    void shouldSeeTheRooms() {
        for (String room : new String[] {ENGINE, JOURNAL, LANGUAGE, INGEST}) {
            assertThat(HOUSE.that(resideInAPackage(room))).as(room).isNotEmpty();
        }
    }
}
