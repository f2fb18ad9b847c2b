package dev.forebay.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

class EngineSourceTest {
  @TempDir(factory = TestFolder.class, cleanup = CleanupMode.ON_SUCCESS)
  Path data;

  private static final Platform UNSUPPORTED = Platform.of("Linux", "riscv64");

  private final List<String> progress = new ArrayList<>();

  @Test
  void platformWithoutAnArtifact_usesAnInstalledProgramAndSaysWhich() throws Exception {
    Path program = script(data.resolve("redis-server"), "Redis server v=7.2.4");
    EngineProgram found = find(RedisServer.source(UNSUPPORTED), data);
    assertThat(found.file()).isEqualTo(program);
    assertThat(progress).hasSize(1);
    assertThat(progress.getFirst()).contains("linux-riscv64", program.toString());
  }

  @Test
  void program_ofAnotherProduct_isPassedOver() throws Exception {
    Path mysql = Files.createDirectory(data.resolve("mysql"));
    Path mariaDb = Files.createDirectory(data.resolve("mariadb"));
    script(mysql.resolve("mysqld"), "mysqld  Ver 8.0.36 for Linux (MySQL Community Server)");
    Path program = script(mariaDb.resolve("mysqld"), "mysqld  Ver 10.6.1-MariaDB for Linux");
    assertThat(find(MariaDbEngine.source(UNSUPPORTED), mysql, mariaDb).file()).isEqualTo(program);
  }

  @Test
  void noProgram_isReportedWithWhatToInstall() throws Exception {
    assertThatThrownBy(() -> find(MariaDbEngine.source(UNSUPPORTED), data))
        .isInstanceOfSatisfying(
            ForebayException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.ENGINE_FAILED);
              assertThat(e).hasMessageContaining("linux-riscv64");
              assertThat(e.hint()).contains("apt install mariadb-server", "database.url");
            });
  }

  @Test
  void embeddedProgram_thatDoesNotRunHere_givesWayToAnInstalledOne() throws Exception {
    Path program = script(data.resolve("redis-server"), "Redis server v=7.2.4");
    EngineSource foreign = RedisServer.source(Platform.of("Mac OS X", "aarch64"));
    assertThat(find(foreign, data).file()).isEqualTo(program);
  }

  private EngineProgram find(EngineSource source, Path... folders) throws IOException {
    return source.find(data.resolve("engines"), List.of(folders), progress::add);
  }

  private static Path script(Path file, String version) throws IOException {
    Files.writeString(file, "#!/bin/sh\necho '" + version + "'\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }
}
