package dev.forebay.base.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildLogTest {
  @TempDir private Path data;

  @Test
  void tail_afterAnEarlierStart_hasOnlyTheLastLinesOfThisOne() throws Exception {
    Path file = data.resolve("child.log");
    Files.writeString(file, "an earlier start\n");
    ChildLog log = ChildLog.open(file);
    Files.writeString(file, "line\n".repeat(5000) + "the last\n", StandardOpenOption.APPEND);
    assertThat(log.tail()).doesNotContain("earlier").endsWith("line\nthe last");
    assertThat(log.tail().lines()).hasSize(12);
  }

  @Test
  void log_over10Mb_isSetAside() throws Exception {
    Path file = data.resolve("child.log");
    Files.write(file, new byte[10 << 20]);
    assertThat(ChildLog.open(file).start()).isZero();
    assertThat(file).doesNotExist();
    assertThat(file.resolveSibling("child.log.1")).hasSize(10 << 20);
  }
}
