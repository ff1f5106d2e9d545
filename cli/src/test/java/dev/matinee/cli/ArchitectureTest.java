package dev.matinee.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.Collection;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.BaseStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who may know whom: fails when an arrow of docs/architecture.md is reversed. Rules for rooms still empty hold at once. */
class ArchitectureTest {
    private static final String ENGINE = "dev.matinee.engine.";

    private static JavaClasses classes;

    @BeforeAll
    static void readAllModules() {
        classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.matinee");
    }

    @Test
    void theTestSeesTheModules() {
        for (String module : new String[] {"engine", "data", "lab", "cli"}) {
            assertThat(classes.stream().anyMatch(c -> c.getPackageName().startsWith("dev.matinee." + module)))
                    .as(module)
                    .isTrue();
        }
    }

    @Test
    void modulesOnlyKnowThoseBeforeThem() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .withOptionalLayers(true)
                .layer("engine")
                .definedBy("dev.matinee.engine..")
                .layer("data")
                .definedBy("dev.matinee.data..")
                .layer("lab")
                .definedBy("dev.matinee.lab..")
                .layer("server")
                .definedBy("dev.matinee.server..")
                .layer("spark")
                .definedBy("dev.matinee.spark..")
                .layer("cli")
                .definedBy("dev.matinee.cli..")
                .whereLayer("engine")
                .mayNotAccessAnyLayer()
                .whereLayer("data")
                .mayOnlyAccessLayers("engine")
                .whereLayer("lab")
                .mayOnlyAccessLayers("engine", "data")
                .whereLayer("server")
                .mayOnlyAccessLayers("engine", "data", "lab")
                .whereLayer("spark")
                .mayOnlyAccessLayers("engine", "data", "lab")
                .whereLayer("cli")
                .mayOnlyAccessLayers("engine", "data", "lab", "server")
                .check(classes);
    }

    @Test
    void theEngineNeedsNothingButItself() {
        check(noClasses()
                .that()
                .resideInAPackage("dev.matinee.engine..")
                .should()
                .dependOnClassesThat(not(resideInAnyPackage(
                        "dev.matinee.engine..", "java..", "jdk.incubator.vector..", "org.jspecify.."))));
    }

    @Test
    void roomsOfTheEngineOnlyKnowThoseBelowThem() {
        keepsOff("kernels", "matrix", "split", "recommend", "models", "cluster", "decompose", "evaluate", "files");
        keepsOff("json", "matrix", "split", "recommend", "models", "cluster", "decompose", "evaluate", "files");
        keepsOff("matrix", "split", "recommend", "models", "cluster", "decompose", "evaluate", "files");
        keepsOff("split", "recommend", "models", "cluster", "decompose", "evaluate", "files");
        keepsOff("recommend", "models", "cluster", "decompose", "evaluate", "files");
        keepsOff("decompose", "models", "cluster", "evaluate", "files");
        keepsOff("cluster", "models", "evaluate", "files");
        keepsOff("rerank", "models", "evaluate", "files");
        keepsOff("models", "evaluate", "files");
        keepsOff("evaluate", "models", "files");
        keepsOff("files", "evaluate");
    }

    private static void keepsOff(String room, String... others) {
        check(noClasses()
                .that()
                .resideInAPackage(ENGINE + room + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(Arrays.stream(others)
                        .map(other -> ENGINE + other + "..")
                        .toArray(String[]::new)));
    }

    @Test
    void onlyKernelsKnowTheVectorModule() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(ENGINE + "kernels..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jdk.incubator.vector.."));
    }

    @Test
    void chanceOnlyComesFromTheRun() {
        check(noClasses()
                .should()
                .callMethod(Math.class, "random")
                .orShould()
                .callMethod(StrictMath.class, "random")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(Random.class, SplittableRandom.class, ThreadLocalRandom.class));
    }

    @Test
    void threadsOnlyComeFromTheRun() {
        check(noClasses().should().callMethodWhere(startsThreads()));
    }

    @Test
    void onlyTheStoreOfTheServiceKnowsDatabases() {
        check(noClasses()
                .that()
                .resideInAPackage("dev.matinee.server..")
                .and()
                .resideOutsideOfPackage("dev.matinee.server.store..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.sql..", "javax.sql..", "org.duckdb..", "org.sqlite..", "org.flywaydb..", "com.zaxxer.."));
    }

    @Test
    void onlyDataReadsRatingsFromDatabases() {
        check(noClasses()
                .that(resideInAnyPackage("dev.matinee.engine..", "dev.matinee.lab..", "dev.matinee.cli.."))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "org.duckdb..", "org.sqlite.."));
    }

    private static DescribedPredicate<JavaMethodCall> startsThreads() {
        return DescribedPredicate.describe("starts a parallel stream, sort or sum", call -> {
            JavaClass owner = call.getTargetOwner();
            String name = call.getName();
            return (owner.isAssignableTo(BaseStream.class) && name.equals("parallel"))
                    || (owner.isAssignableTo(Collection.class) && name.equals("parallelStream"))
                    || (owner.isEquivalentTo(Arrays.class) && name.startsWith("parallel"));
        });
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(classes);
    }
}
