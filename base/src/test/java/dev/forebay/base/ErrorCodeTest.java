package dev.forebay.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ErrorCodeTest {
  @Test
  void codes_all_areUnique() {
    assertThat(Arrays.stream(ErrorCode.values()).map(ErrorCode::code)).doesNotHaveDuplicates();
  }

  @Test
  void codes_all_standInTheErrorReference() throws IOException {
    Stream<String> rows =
        Files.readAllLines(Path.of("../docs/errors.md")).stream()
            .filter(line -> line.startsWith("| FB"));

    assertThat(rows.map(row -> row.substring(2, 7) + row.split("\\|")[2]))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(ErrorCode.values())
                .map(code -> code.code() + " " + code.httpStatus() + " ")
                .toList());
  }

  @Test
  void nearestName_misspelt_findsTheLikelyOne() {
    assertThat(NearestName.of("lookup", List.of("ttl", "lookups"))).contains("lookups");
    assertThat(NearestName.of("zzzzzz", List.of("ttl", "lookups"))).isEmpty();
  }
}
