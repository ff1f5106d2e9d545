package dev.matinee.spark;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The arrows of docs/architecture.md that end at this module, which the test of module cli cannot see. */
class ArrowsTest {
    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.matinee");

    @Test
    void sparkKnowsTheEngineDataAndLabAlone() {
        noClasses()
                .that()
                .resideInAPackage("dev.matinee.spark..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.matinee.server..", "dev.matinee.cli..", "dev.matinee.bench..")
                .check(classes);
    }

    @Test
    void nobodyKnowsSpark() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.matinee.spark..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.matinee.spark..", "org.apache.spark..", "scala..")
                .check(classes);
    }
}
