package dev.forebay.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EngineArchiveTest {
  private static final EngineArchive REDIS =
      RedisServer.source(Platform.of("Linux", "amd64")).archive().orElseThrow();

  @Test
  void archive_unpackedTwice_isWrittenOnceAndTellsItsProgress() throws Exception {
    Path engines = TestFolders.data("archive");
    List<String> progress = new ArrayList<>();
    EngineProgram program = REDIS.unpack(engines, progress::add).orElseThrow();
    assertThat(program.file()).isExecutable();
    assertThat(progress)
        .containsExactly(
            "Unpacking Redis 7.0.15, once (5 MB)", "Unpacking Redis 7.0.15, once: 100 %");
    assertThat(REDIS.unpack(engines, progress::add)).contains(program);
    assertThat(progress).hasSize(2);
  }

  @Test
  void archive_halfUnpackedByAKilledProcess_isUnpackedAgain() throws Exception {
    Path engines = TestFolders.data("half");
    Path unfinished = Files.createDirectory(engines.resolve(REDIS.folder() + ".unpacking"));
    Files.writeString(unfinished.resolve(REDIS.executable()), "half");
    Path damaged = Files.createDirectory(engines.resolve(REDIS.folder()));
    Files.writeString(damaged.resolve("rest"), "of a folder whose program was deleted");
    EngineProgram program = REDIS.unpack(engines, line -> {}).orElseThrow();
    assertThat(program.file()).isExecutable().hasSize(6_103_320);
    assertThat(unfinished).doesNotExist();
  }

  @Test
  void archive_unpackedByProcessesAndThreadsAtOnce_isUnpackedByOne() throws Exception {
    Path engines = TestFolders.data("race");
    List<ChildJvm> processes = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      processes.add(new ChildJvm(EngineArchiveMain.class, engines));
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
    assertThat(absent.unpack(TestFolders.data("absent"), line -> {})).isEmpty();
  }

  @Test
  void archive_thatCannotBeWritten_isReported() throws Exception {
    Path file = Files.createFile(TestFolders.data("unwritable").resolve("engines"));
    assertThatThrownBy(() -> REDIS.unpack(file, line -> {}))
        .isInstanceOfSatisfying(
            ForebayException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.ENGINE_FAILED);
              assertThat(e).hasMessageContaining(file.toString());
            });
  }
}
