package dev.forebay.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.mysql.migration.TableScripts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The scripts of Forebay's own tables, of all modules together. */
class TableScriptsTest {
  private static final Pattern NAME = Pattern.compile("V(\\d+)__[a-z_]+\\.sql");

  @Test
  void numbers_ofAllModules_areCountedThrough() {
    assertThat(names().map(TableScriptsTest::number))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(1, (int) names().count()).boxed().toList());
  }

  @Test
  void scripts_inTheModulesFolders_areAllNamedByTheirModules() throws IOException {
    try (Stream<Path> modules = Files.list(Path.of(".."))) {
      List<String> found =
          modules
              .map(module -> module.resolve("src/main/resources"))
              .filter(Files::isDirectory)
              .flatMap(TableScriptsTest::scriptsIn)
              .toList();
      assertThat(names()).containsExactlyInAnyOrderElementsOf(found);
    }
  }

  private static Stream<String> scriptsIn(Path resources) {
    try (Stream<Path> files = Files.walk(resources)) {
      return files
          .map(file -> file.toString().replace('\\', '/'))
          .filter(file -> file.matches(".*/tables/[^/]+"))
          .map(file -> file.substring(file.lastIndexOf('/') + 1))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What has taken effect in part could not be told from what has not. */
  @Test
  void scripts_areOneStatementEach() {
    for (TableScripts module : Features.ALL.tables()) {
      assertThat(module.names())
          .allSatisfy(name -> assertThat(module.text(name)).matches("(?s)[^;]+;\\n"));
    }
  }

  /**
   * Databases have run them: what should be different is a new script, with its line at the end of
   * the file, in the form of {@code sha256sum}.
   */
  @Test
  void scripts_areAsTheyWereFirstCommitted() throws Exception {
    List<String> actual = new ArrayList<>();
    for (TableScripts module : Features.ALL.tables()) {
      for (String name : module.names()) {
        byte[] hash =
            MessageDigest.getInstance("SHA-256")
                .digest(module.text(name).getBytes(StandardCharsets.UTF_8));
        actual.add(HexFormat.of().formatHex(hash) + "  " + name);
      }
    }
    try (var file =
        Objects.requireNonNull(getClass().getResourceAsStream("table-scripts.sha256"))) {
      assertThat(actual)
          .containsExactlyInAnyOrderElementsOf(
              new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
    }
  }

  private static Stream<String> names() {
    return Features.ALL.tables().stream().flatMap(module -> module.names().stream());
  }

  private static int number(String name) {
    var matcher = NAME.matcher(name);
    assertThat(matcher.matches()).as(name).isTrue();
    return Integer.parseInt(matcher.group(1));
  }
}
