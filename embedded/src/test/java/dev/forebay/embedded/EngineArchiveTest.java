package dev.forebay.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.testing.ChildJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

class EngineArchiveTest {
  @TempDir(factory = TestFolder.class, cleanup = CleanupMode.ON_SUCCESS)
  Path data;

  private static final EngineArchive REDIS =
      RedisServer.source(Platform.of("Linux", "amd64")).archive().orElseThrow();

  @Test
  void archive_unpackedTwice_isWrittenOnceAndTellsItsProgress() throws Exception {
    List<String> progress = new ArrayList<>();
    EngineProgram program = REDIS.unpack(data, progress::add).orElseThrow();
    assertThat(program.file()).isExecutable();
    assertThat(progress)
        .containsExactly(
            "Unpacking Redis 7.0.15, once (5 MB)", "Unpacking Redis 7.0.15, once: 100 %");
    assertThat(REDIS.unpack(data, progress::add)).contains(program);
    assertThat(progress).hasSize(2);
  }

  @Test
  void archive_halfUnpackedByAKilledProcess_isUnpackedAgain() throws Exception {
    Path unfinished = Files.createDirectory(data.resolve(REDIS.folder() + ".unpacking"));
    Files.writeString(unfinished.resolve(REDIS.executable()), "half");
    Path damaged = Files.createDirectory(data.resolve(REDIS.folder()));
    Files.writeString(damaged.resolve("rest"), "of a folder whose program was deleted");
    EngineProgram program = REDIS.unpack(data, line -> {}).orElseThrow();
    assertThat(program.file()).isExecutable().hasSize(6_103_320);
    assertThat(unfinished).doesNotExist();
  }

  @Test
  void archive_unpackedByProcessesAndThreadsAtOnce_isUnpackedByOne() throws Exception {
    List<ChildJvm> processes = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      processes.add(new ChildJvm(EngineArchiveMain.class, data));
    }
    int unpackings = 0;
    for (ChildJvm process : processes) {
      try (process) {
        unpackings += Integer.parseInt(process.awaitLine("UNPACKINGS"));
      }
    }
    assertThat(unpackings).isEqualTo(1);
  }

  @Test
  void archive_notOnTheClassPath_isEmpty() throws Exception {
    EngineArchive absent = new EngineArchive("None", "none", "no/such/", "bin/none", file -> true);
    assertThat(absent.unpack(data, line -> {})).isEmpty();
  }

  @Test
  void archive_thatCannotBeWritten_isReported() throws Exception {
    Path file = Files.createFile(data.resolve("engines"));
    assertThatThrownBy(() -> REDIS.unpack(file, line -> {}))
        .isInstanceOfSatisfying(
            ForebayException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.ENGINE_FAILED);
              assertThat(e).hasMessageContaining(file.toString());
            });
  }
}
