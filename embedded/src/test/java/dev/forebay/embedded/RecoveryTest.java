package dev.forebay.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.base.file.PrivateFiles;
import dev.forebay.testing.ChildJvm;
import dev.forebay.testing.Eventually;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What follows when the process that owns the engines is killed with SIGKILL. */
class RecoveryTest {
  @TempDir(factory = TestFolder.class, cleanup = CleanupMode.ON_SUCCESS)
  Path data;

  @Test
  void engines_leftBehindByAKilledOwner_areEndedAndStartedAnew() throws Exception {
    try (ChildJvm owner = new ChildJvm(EnginesMain.class, data, TestFolder.ENGINES)) {
      ProcessHandle mariaDb = handle(owner.awaitLine("MARIADB"));
      ProcessHandle redis = handle(owner.awaitLine("REDIS"));
      owner.kill();
      assertThat(List.of(mariaDb, redis)).allMatch(ProcessHandle::isAlive);
      assertThat(startAndStop())
          .anyMatch(line -> line.contains("process " + mariaDb.pid()))
          .anyMatch(line -> line.contains("process " + redis.pid()));
      assertThat(List.of(mariaDb, redis)).noneMatch(ProcessHandle::isAlive);
    }
  }

  @Test
  void mariaDb_whosePidFileWasNotWrittenYet_isFoundByItsCommandLine() throws Exception {
    try (ChildJvm owner = new ChildJvm(EnginesMain.class, data, TestFolder.ENGINES)) {
      ProcessHandle mariaDb = handle(owner.awaitLine("MARIADB"));
      owner.kill();
      Files.delete(data.resolve("mariadb/engine.pid"));
      startAndStop();
      assertThat(mariaDb.isAlive()).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Unpacking MariaDB", "Unpacking MariaDB 11.4.5, once:", "Making"})
  void owner_killedDuringAFirstStart_leavesNothingThatHindersTheNext(String line) throws Exception {
    Path engines = data.resolve("engines");
    try (ChildJvm owner = new ChildJvm(EnginesMain.class, data, engines)) {
      owner.awaitLine(line);
      owner.kill();
    }
    var settings = new EmbeddedMariaDbSettings(data, engines, progress -> {});
    try (EmbeddedMariaDb server = EmbeddedMariaDb.start(settings)) {
      assertThat(new Sql(server).rows("SELECT 1")).containsExactly("1");
    }
    assertThat(data.resolve("mariadb/data.new")).doesNotExist();
  }

  @Test
  void owner_killedWhileMariaDbStarts_leavesNothingThatHindersTheNext() throws Exception {
    startAndStop();
    Path pidFile = data.resolve("mariadb/engine.pid");
    try (ChildJvm owner = new ChildJvm(EnginesMain.class, data, TestFolder.ENGINES)) {
      Eventually.until("a pid file", () -> Files.exists(pidFile));
      ProcessHandle mariaDb = handle(Files.readString(pidFile).strip());
      owner.kill();
      startAndStop();
      assertThat(mariaDb.isAlive()).isFalse();
    }
  }

  @Test
  void process_ofSomebodyElseUnderThePid_isLeftAlone() throws Exception {
    Process foreign = new ProcessBuilder("sleep", "600").start();
    try {
      PrivateFiles.createFolder(data.resolve("redis"));
      Files.writeString(data.resolve("redis/engine.pid"), foreign.pid() + "\n");
      Files.createDirectories(data.resolve("mariadb"));
      Files.writeString(data.resolve("mariadb/engine.pid"), "not a number");
      startAndStop();
      assertThat(foreign.isAlive()).isTrue();
    } finally {
      foreign.destroyForcibly();
    }
  }

  private static ProcessHandle handle(String pid) {
    return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
  }

  private List<String> startAndStop() throws Exception {
    List<String> progress = new ArrayList<>();
    Path engines = TestFolder.ENGINES;
    try (var mariaDb =
            EmbeddedMariaDb.start(new EmbeddedMariaDbSettings(data, engines, progress::add));
        var redis = EmbeddedRedis.start(new EmbeddedRedisSettings(data, engines, progress::add))) {
      assertThat(new Sql(mariaDb).rows("SELECT 1")).containsExactly("1");
      assertThat(redis.port()).isPositive();
    }
    return progress;
  }
}
