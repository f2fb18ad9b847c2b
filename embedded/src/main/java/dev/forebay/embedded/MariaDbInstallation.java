package dev.forebay.embedded;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Makes a data folder with system tables: what {@code mariadb-install-db} does, without the shell
 * and the resolvable host name that it needs, and in under a second.
 *
 * <p>The server in its bootstrap mode reads the scripts that it is shipped with from standard
 * input. It syncs nothing, which is several times faster; the whole folder is synced at the end,
 * and then gets its name. All accounts that the scripts make for people are removed: passwordless
 * root and anonymous ones.
 */
final class MariaDbInstallation {
  private static final Duration DEADLINE = Duration.ofMinutes(2);
  private static final String BEFORE =
      """
      CREATE DATABASE IF NOT EXISTS mysql;
      USE mysql;
      SET @auth_root_socket = NULL;
      """;
  private static final String AFTER =
      """

      DELETE FROM mysql.global_priv WHERE User IN ('root', '');
      DELETE FROM mysql.proxies_priv;
      DELETE FROM mysql.db;
      """;

  private MariaDbInstallation() {}

  /** Makes {@code data} in the folder; a half-made one of a killed run must be gone. */
  static void make(MariaDbEngine engine, MariaDbFolder folder) throws IOException {
    Path data = folder.unfinishedData();
    PrivateFiles.createFolder(data);
    PrivateFiles.write(folder.config(), MariaDbConfig.file(engine, folder, data, 0));
    Path script = data.resolveSibling("install.sql");
    PrivateFiles.write(script, script(engine));
    run(engine, folder, script);
    Files.delete(script);
    PrivateFiles.syncTree(data);
    Files.move(data, folder.data(), StandardCopyOption.ATOMIC_MOVE);
    PrivateFiles.syncFolder(folder.path());
  }

  private static String script(MariaDbEngine engine) throws IOException {
    StringBuilder sql = new StringBuilder(BEFORE);
    for (Path script : engine.systemScripts()) {
      sql.append(Files.readString(script)).append('\n');
    }
    return sql.append(AFTER).toString();
  }

  private static void run(MariaDbEngine engine, MariaDbFolder folder, Path script)
      throws IOException {
    Path output = folder.path().resolve("install.log");
    EngineLog log = new EngineLog(output, 0);
    Process process =
        new ProcessBuilder(
                engine.program().file().toString(),
                "--defaults-file=" + folder.config(),
                "--bootstrap",
                "--skip-log-bin",
                "--loose-debug-no-sync")
            .redirectInput(script.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!succeeded(process)) {
      throw new ForebayException(
          ErrorCode.ENGINE_FAILED,
          "MariaDB could not make its system tables",
          "The end of " + output + ":\n" + log.tail(),
          null,
          null);
    }
  }

  private static boolean succeeded(Process process) {
    try {
      return process.waitFor(DEADLINE.toMillis(), TimeUnit.MILLISECONDS)
          && process.exitValue() == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      process.destroyForcibly();
    }
  }
}
