package dev.forebay.e2e;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pictures and tables of docs/architecture.md and docs/glossary.md, beside what is there. */
class ArchitecturePageTest {
  private static final Pattern DEPENDENCY =
      Pattern.compile("<dependency>(.*?)</dependency>", Pattern.DOTALL);
  private static final Pattern OURS = Pattern.compile("<artifactId>forebay-([\\w-]+)</artifactId>");
  private static final Pattern MODULE = Pattern.compile("<module>([\\w/-]+)</module>");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\|.*\\| ([^|]+) \\|$");
  private static final Pattern IMPORT = Pattern.compile("(?m)^  (\\w+) --> (\\w+)$");
  private static final Pattern STAGE = Pattern.compile("(?m)^  ([\\w.]+) -- \\w+ --> ([\\w.]+)$");
  private static final Pattern TERM = Pattern.compile("(?m)^\\| [^|]+ \\| `(\\w+)` \\|");

  /** Those that tests, pictures of load and applications stand in are left out of the picture. */
  private static final Set<String> OUTSIDE = Set.of("testing", "e2e", "benchmarks");

  private final Map<String, Set<String>> modules = modules();
  private final String page = text("docs/architecture.md");

  @Test
  void table_ofModules_hasTheirDependencies() {
    Map<String, Set<String>> table = new TreeMap<>();
    ROW.matcher(page)
        .results()
        .filter(row -> modules.containsKey(row.group(1)))
        .forEach(row -> table.put(row.group(1), named(row.group(2))));
    assertThat(table.keySet()).isEqualTo(modules.keySet());
    table.forEach(
        (module, named) -> {
          if (!named.isEmpty()) {
            assertThat(named).as(module).isEqualTo(modules.get(module));
          }
        });
  }

  @Test
  void picture_ofModules_hasTheirDependenciesButThoseByAnotherWay() {
    Map<String, Set<String>> picture = new TreeMap<>();
    IMPORT
        .matcher(page)
        .results()
        .forEach(
            edge ->
                picture
                    .computeIfAbsent(edge.group(1), module -> new TreeSet<>())
                    .add(edge.group(2)));
    Map<String, Set<String>> expected = new TreeMap<>();
    modules.forEach(
        (module, uses) -> {
          Set<String> direct = new TreeSet<>(uses);
          uses.forEach(use -> direct.removeAll(reached(use)));
          if (!direct.isEmpty() && !OUTSIDE.contains(module)) {
            expected.put(module, direct);
          }
        });
    assertThat(picture).isEqualTo(expected);
  }

  @Test
  void picture_ofARequest_hasNoImportsOfALaterStage() {
    List<String> stages = new ArrayList<>();
    for (MatchResult arrow : STAGE.matcher(page).results().toList()) {
      if (stages.isEmpty()) {
        stages.add(arrow.group(1));
      }
      assertThat(arrow.group(1)).isEqualTo(stages.getLast());
      stages.add(arrow.group(2));
    }
    assertThat(stages).hasSize(6);
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.forebay.auth", "dev.forebay.data");
    for (int i = 1; i < stages.size(); i++) {
      noClasses()
          .that()
          .resideInAnyPackage(packages(stages.subList(0, i)))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(packages(stages.subList(i, i + 1)))
          .check(classes);
    }
  }

  @Test
  void glossary_namesClassesThatExist() {
    List<String> named =
        TERM.matcher(text("docs/glossary.md")).results().map(term -> term.group(1)).toList();
    assertThat(named).hasSizeGreaterThan(20);
    assertThat(sources()).containsAll(named);
  }

  /** Empty for a row that names them in other words. */
  private Set<String> named(String cell) {
    Set<String> names = new TreeSet<>(List.of(cell.split(", ")));
    return modules.keySet().containsAll(names) ? names : Set.of();
  }

  private Set<String> reached(String module) {
    Set<String> all = new TreeSet<>(modules.getOrDefault(module, Set.of()));
    for (String use : List.copyOf(all)) {
      all.addAll(reached(use));
    }
    return all;
  }

  private static String[] packages(List<String> stages) {
    return stages.stream().map(stage -> "dev.forebay." + stage + "..").toArray(String[]::new);
  }

  private static Map<String, Set<String>> modules() {
    return MODULE
        .matcher(text("pom.xml"))
        .results()
        .map(module -> module.group(1))
        .filter(module -> !module.startsWith("apps/"))
        .collect(
            Collectors.toMap(
                module -> module, ArchitecturePageTest::uses, (a, b) -> a, TreeMap::new));
  }

  private static Set<String> uses(String module) {
    return DEPENDENCY
        .matcher(text(module + "/pom.xml"))
        .results()
        .map(dependency -> dependency.group(1))
        .filter(dependency -> !dependency.contains("<scope>test</scope>"))
        .flatMap(dependency -> OURS.matcher(dependency).results())
        .map(artifact -> artifact.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> sources() {
    try (Stream<Path> files = Files.walk(RunningForebay.HOME, 12)) {
      return files
          .map(Path::toString)
          .filter(file -> file.contains("/src/main/java/") && file.endsWith(".java"))
          .map(file -> file.substring(file.lastIndexOf('/') + 1, file.length() - ".java".length()))
          .collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(String file) {
    try {
      return Files.readString(RunningForebay.HOME.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
