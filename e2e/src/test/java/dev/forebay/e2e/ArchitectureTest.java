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
import dev.forebay.auth.Authenticator;
import dev.forebay.http.Request;
import dev.forebay.parts.Guard;
import dev.forebay.parts.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The rules of docs/architecture.md that Maven's module graph cannot state. */
class ArchitectureTest {
  private static final JavaClasses FOREBAY =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("dev.forebay");

  /** Mostly records whose parts are read or written by name, as YAML, JSON or columns. */
  private static final Set<String> LONG_CONSTRUCTORS =
      Set.of(
          "ApiRequest",
          "CallRequest",
          "Column",
          "DataApi",
          "DeadLetter",
          "ForebayConfig",
          "HttpSettings",
          "ObjectEvent",
          "Report",
          "Resource",
          "RunFile",
          "Scenario",
          "Table");

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

  @Test
  void parts_areKnownToTheServerOnly() {
    classes()
        .that()
        .areAssignableTo(Part.class)
        .and()
        .doNotHaveFullyQualifiedName(Part.class.getName())
        .should(
            new ArchCondition<JavaClass>("be known to its module and the server only") {
              @Override
              public void check(JavaClass part, ConditionEvents events) {
                List<String> knowing = List.of(module(part), "server");
                part.getDirectDependenciesToSelf().stream()
                    .filter(use -> !knowing.contains(module(use.getOriginClass())))
                    .map(use -> SimpleConditionEvent.violated(part, use.getDescription()))
                    .forEach(events::add);
              }
            })
        .check(FOREBAY);
  }

  @Test
  void keys_areReadByTheGuardOnly() {
    noClasses()
        .that()
        .doNotBelongToAnyOf(Guard.class)
        .should()
        .callMethod(Authenticator.class, "authenticate", Request.class)
        .check(FOREBAY);
  }

  @Test
  void packages_areNoLargerThanThirtyTypes() {
    Map<String, Long> sizes =
        mainSources()
            .collect(Collectors.groupingBy(Path::getParent, Collectors.counting()))
            .entrySet()
            .stream()
            .filter(folder -> folder.getValue() > 30)
            .collect(
                Collectors.toMap(
                    folder -> packageName(folder.getKey()), folder -> folder.getValue()));

    assertThat(sizes).isEmpty();
  }

  @Test
  void classNames_standForOneClassEach() {
    assertThat(mainSources().map(Path::getFileName)).doesNotHaveDuplicates();
  }

  @Test
  void constructors_haveSevenParametersAtMost() {
    assertThat(
            FOREBAY.stream()
                .filter(type -> !type.isAnonymousClass())
                .flatMap(type -> type.getConstructors().stream())
                .filter(constructor -> constructor.getRawParameterTypes().size() > 7)
                .map(constructor -> constructor.getOwner().getSimpleName())
                .collect(Collectors.toSet()))
        .isEqualTo(LONG_CONSTRUCTORS);
  }

  private static String module(JavaClass type) {
    return type.getPackageName().split("\\.")[2];
  }

  /** Of all modules, those that the classpath does not have included. */
  private static Stream<Path> mainSources() {
    try (Stream<Path> files = Files.walk(RunningForebay.HOME)) {
      return files
          .filter(file -> file.toString().matches(".*/src/main/java/.*\\.java"))
          .filter(file -> !file.endsWith("package-info.java"))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String packageName(Path folder) {
    return folder.toString().replaceAll(".*/src/main/java/", "").replace('/', '.');
  }
}
