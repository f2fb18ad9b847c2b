package dev.forebay.e2e;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URL;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The rules of docs/architecture.md that Maven's module graph cannot state. */
class ArchitectureTest {
  private static final JavaClasses FOREBAY =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("dev.forebay");

  @Test
  void imported_theWholeProduct() {
    assertThat(FOREBAY.containPackage("dev.forebay.data")).isTrue();
    assertThat(FOREBAY.containPackage("dev.forebay.jobs")).isTrue();
    assertThat(FOREBAY.containPackage("dev.forebay.server")).isTrue();
  }

  @Test
  void packages_haveNoCycles() {
    slices().matching("dev.forebay.(**)").should().beFreeOfCycles().check(FOREBAY);
  }

  @Test
  void packages_areNullMarked() {
    classes()
        .that()
        .resideInAPackage("dev.forebay..")
        .should(
            new ArchCondition<JavaClass>("be in a @NullMarked package") {
              @Override
              public void check(JavaClass type, ConditionEvents events) {
                if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                  events.add(SimpleConditionEvent.violated(type, type.getName()));
                }
              }
            })
        .check(FOREBAY);
  }

  @Test
  void javaSql_onlyInMysql() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.forebay.mysql..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.sql..")
        .check(FOREBAY);
  }

  @Test
  void helidon_onlyInHttp() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.forebay.http..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.helidon..")
        .check(FOREBAY);
  }

  @Test
  void lettuce_onlyInRedis() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.forebay.redis..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.lettuce..")
        .check(FOREBAY);
  }

  @Test
  void pureStages_doNoInputOrOutput() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.forebay.data.request..",
            "dev.forebay.data.relation..",
            "dev.forebay.data.plan..",
            "dev.forebay.data.planner..",
            "dev.forebay.data.sql..",
            "dev.forebay.data.openapi..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.io..",
            "java.nio.file..",
            "java.net.http..",
            "dev.forebay.cache..",
            "dev.forebay.redis..")
        .orShould()
        .dependOnClassesThat()
        .belongToAnyOf(Socket.class, ServerSocket.class, URL.class)
        .check(FOREBAY);
  }

  @Test
  void siblings_doNotImportEachOther() {
    Set<String> siblings = Set.of("data", "storage", "functions", "aws", "embedded");
    for (String module : siblings) {
      noClasses()
          .that()
          .resideInAPackage("dev.forebay." + module + "..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              siblings.stream()
                  .filter(other -> !other.equals(module))
                  .map(other -> "dev.forebay." + other + "..")
                  .toArray(String[]::new))
          .check(FOREBAY);
    }
  }

  @Test
  void environment_onlyWhereItIsNamed() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.forebay.server.cli..", "dev.forebay.client..")
        .and()
        .doNotHaveFullyQualifiedName("dev.forebay.embedded.EngineSource")
        .and()
        .doNotHaveFullyQualifiedName("dev.forebay.testing.Requirement")
        .and()
        .doNotHaveFullyQualifiedName("dev.forebay.testing.MySqlServer")
        .should()
        .callMethod(System.class, "getenv", String.class)
        .orShould()
        .callMethod(System.class, "getenv")
        .check(FOREBAY);
  }

  @Test
  void time_comesFromAClock() {
    noClasses()
        .that()
        .resideInAPackage("dev.forebay..")
        .and()
        .resideOutsideOfPackages("dev.forebay.apps..")
        .should()
        .callMethod(Instant.class, "now")
        .check(FOREBAY);
  }
}
