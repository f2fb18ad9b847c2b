package dev.forebay.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

class EngineLogTest {
  @TempDir(factory = TestFolder.class, cleanup = CleanupMode.ON_SUCCESS)
  Path data;

  @Test
  void tail_afterAnEarlierStart_hasOnlyTheLastLinesOfThisOne() throws Exception {
    Path file = data.resolve("engine.log");
    Files.writeString(file, "an earlier start\n");
    EngineLog log = EngineLog.open(file);
    Files.writeString(file, "line\n".repeat(5000) + "the last\n", StandardOpenOption.APPEND);
    assertThat(log.tail()).doesNotContain("earlier").endsWith("line\nthe last");
    assertThat(log.tail().lines()).hasSize(12);
  }

  @Test
  void log_over10Mb_isSetAside() throws Exception {
    Path file = data.resolve("engine.log");
    Files.write(file, new byte[10 << 20]);
    assertThat(EngineLog.open(file).start()).isZero();
    assertThat(file).doesNotExist();
    assertThat(file.resolveSibling("engine.log.1")).hasSize(10 << 20);
  }
}
