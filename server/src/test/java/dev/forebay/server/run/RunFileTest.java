package dev.forebay.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.base.config.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunFileTest {
  /** Linux gives no process a number this high. */
  private static final long NO_PROCESS = Integer.MAX_VALUE;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1,http://127.0.0.1:8080",
    "0.0.0.0,http://127.0.0.1:8080",
    "::,http://[::1]:8080",
    "::1,http://[::1]:8080",
    "db.example,http://db.example:8080"
  })
  void url_ofAListener_isWhereThisMachineReachesIt(String host, String url) {
    assertThat(RunFile.url(host, 8080)).isEqualTo(url);
  }

  @Test
  void read_ofALivingProcess_isWhatWasWritten() throws IOException {
    RunFile run = run(ProcessHandle.current().pid());

    run.write(folder);

    assertThat(RunFile.read(folder)).contains(run);
    assertThat(Files.getPosixFilePermissions(folder.resolve("run.json")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void read_ofAProcessThatDied_isEmpty() {
    run(NO_PROCESS).write(folder);

    assertThat(RunFile.read(folder)).isEmpty();
  }

  @Test
  void read_afterRemove_isEmpty() {
    run(ProcessHandle.current().pid()).write(folder);

    RunFile.remove(folder);
    RunFile.remove(folder);

    assertThat(RunFile.read(folder)).isEmpty();
  }

  @Test
  void toString_ofARun_tellsNoSecret() {
    RunFile run = run(1);

    assertThat(run + " " + run.s3() + " " + run.database()).doesNotContain("secret-");
  }

  private static RunFile run(long pid) {
    return new RunFile(
        "http://127.0.0.1:8080",
        "http://127.0.0.1:9000",
        pid,
        new Secret("secret-key"),
        "publishable",
        new RunFile.S3("id", new Secret("secret-access"), "us-east-1"),
        new RunFile.DatabaseAddress(
            "127.0.0.1", 3306, "forebay", new Secret("secret-password"), "billing"),
        new RunFile.CacheAddress("127.0.0.1", 6379));
  }
}
