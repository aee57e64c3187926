package io.tidemark.engine;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the core may not know, so that the same frames give the same bytes on any machine. */
class EngineArchitectureTest {
    private static final JavaClasses ENGINE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.tidemark.engine");

    private static final Set<String> FLOATING = Set.of("float", "double", "java.lang.Float", "java.lang.Double");

    @Test
    void shouldKnowItsOwnLibrariesOnly() {
        classes()
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "io.tidemark.engine..", "java..", "org.agrona..", "org.eclipse.collections.."))
                .check(ENGINE);
    }

    @Test
    void shouldKnowNoThreadsFilesNetworkLoggersScriptsOrReflection() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "java.util.concurrent..",
                        "java.nio.file..",
                        "java.nio.channels..",
                        "java.net..",
                        "java.util.logging..",
                        "java.lang.reflect..",
                        "javax.."))
                .orShould()
                .dependOnClassesThat(named(
                        "java.lang.Thread",
                        "java.lang.ThreadLocal",
                        "java.lang.Runtime",
                        "java.lang.ProcessBuilder",
                        "java.io.File",
                        "java.io.FileInputStream",
                        "java.io.FileOutputStream",
                        "java.io.RandomAccessFile",
                        "java.util.Random",
                        "java.util.Timer"))
                .check(ENGINE);
    }

    private static DescribedPredicate<JavaClass> named(String... names) {
        return describe("are one of " + List.of(names), type -> List.of(names).contains(type.getName()));
    }

    @Test
    void shouldKnowNoClock() {
        noClasses()
                .should()
                .dependOnClassesThat(named(
                        "java.time.Clock",
                        "java.time.ZoneId",
                        "java.util.Date",
                        "java.util.Calendar",
                        "org.agrona.concurrent.EpochClock",
                        "org.agrona.concurrent.NanoClock"))
                .orShould()
                .callMethodWhere(describe(
                        "the time or a setting of the machine is asked", EngineArchitectureTest::asksTheMachine))
                .check(ENGINE);
    }

    private static boolean asksTheMachine(JavaMethodCall call) {
        String owner = call.getTargetOwner().getName();
        String name = call.getTarget().getName();
        boolean system = owner.equals("java.lang.System") && !name.equals("arraycopy");
        boolean now = owner.startsWith("java.time.") && name.equals("now");
        return system || now || owner.equals("java.util.Locale") && name.equals("getDefault");
    }

    @Test
    void shouldComputeWithoutFloatingPoint() {
        classes()
                .that()
                .resideOutsideOfPackage("io.tidemark.engine.sbe")
                .should(new UseNoFloatingPoint())
                .check(ENGINE);
    }

    @SuppressWarnings("unused")
    private static final class Floating {
        private long rounded(long units) {
            return Math.round(units * 0.1);
        }
    }

    @Test
    void shouldSeeFloatingPointWhereThereIsSome() {
        JavaClasses floating = new ClassFileImporter().importClasses(Floating.class);
        assertThat(classes().should(new UseNoFloatingPoint()).evaluate(floating).hasViolation())
                .isTrue();
    }

    private static final class UseNoFloatingPoint extends ArchCondition<JavaClass> {
        UseNoFloatingPoint() {
            super("have no field, parameter or result of floating point, nor call what has");
        }

        @Override
        public void check(JavaClass type, ConditionEvents events) {
            type.getFields().stream()
                    .filter(field -> isFloating(field.getRawType()))
                    .forEach(field -> events.add(SimpleConditionEvent.violated(field, field.getFullName())));
            type.getCodeUnits().stream()
                    .filter(unit -> types(unit).anyMatch(UseNoFloatingPoint::isFloating))
                    .forEach(unit -> events.add(SimpleConditionEvent.violated(unit, unit.getFullName())));
            type.getAccessesFromSelf().stream()
                    .filter(UseNoFloatingPoint::isFloating)
                    .forEach(access -> events.add(SimpleConditionEvent.violated(access, access.getDescription())));
        }

        private static Stream<JavaClass> types(JavaCodeUnit unit) {
            return Stream.concat(unit.getRawParameterTypes().stream(), Stream.of(unit.getRawReturnType()));
        }

        private static boolean isFloating(JavaAccess<?> access) {
            Collection<JavaClass> types =
                    access.getTarget() instanceof com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget call
                            ? Stream.concat(call.getRawParameterTypes().stream(), Stream.of(call.getRawReturnType()))
                                    .toList()
                            : List.of();
            return types.stream().anyMatch(UseNoFloatingPoint::isFloating);
        }

        private static boolean isFloating(JavaClass type) {
            return FLOATING.contains(type.getBaseComponentType().getName());
        }
    }

    @Test
    void shouldSeeTheWholeCore() {
        assertThat(ENGINE.contain(ScoringCore.class)).isTrue();
        assertThat(ENGINE.contain(EngineArchitectureTest.class)).isFalse();
        assertThat(ENGINE.size()).isGreaterThan(80);
    }
}
