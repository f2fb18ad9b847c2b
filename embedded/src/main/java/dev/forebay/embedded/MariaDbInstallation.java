package dev.forebay.embedded;

import dev.forebay.base.file.PrivateFiles;
import dev.forebay.base.process.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

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
    PrivateFiles.write(folder.installSql(), script(engine));
    ChildProcess.start(
            folder.command(engine, "--bootstrap", "--skip-log-bin", "--loose-debug-no-sync"),
            ProcessBuilder.Redirect.from(folder.installSql().toFile()))
        .awaitSuccess(DEADLINE);
    Files.delete(folder.installSql());
    FolderTree.sync(data);
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
}
