package dev.forebay.embedded;

import dev.forebay.base.config.Secret;
import dev.forebay.base.file.PrivateFiles;
import dev.forebay.base.process.ChildProcess;
import dev.forebay.base.process.Leftover;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** A MariaDB data folder that is ready to be served, and how to serve it. */
record MariaDbServer(MariaDbEngine engine, MariaDbFolder folder, String database, Secret password)
    implements EngineServer {
  static final String USER = "forebay";

  /** Long enough for the recovery of a data folder that was killed in the middle of much work. */
  private static final Duration READY_DEADLINE = Duration.ofMinutes(2);

  /** Finds the engine, ends what a killed run left behind, and makes the data folder if need be. */
  static MariaDbServer prepare(Path path, EmbeddedMariaDbSettings settings) {
    MariaDbEngine engine =
        MariaDbEngine.find(
            Platform.current(),
            settings.engineFolder(),
            EngineSource.programFolders(),
            settings.progress());
    MariaDbFolder folder = new MariaDbFolder(path);
    try {
      Leftover.end(folder.command(engine), settings.progress());
      folder.clean();
      if (!folder.installed()) {
        settings.progress().accept("Making the system tables of MariaDB, once");
        MariaDbInstallation.make(engine, folder);
      }
      Secret password = Password.of(folder.password());
      return new MariaDbServer(engine, folder, settings.database(), password);
    } catch (IOException e) {
      throw DataFolder.unusable(path, e);
    }
  }

  @Override
  public String title() {
    return MariaDbFolder.TITLE;
  }

  @Override
  public ChildProcess start(int port) {
    try {
      PrivateFiles.write(
          folder.startSql(), MariaDbConfig.startSql(database, USER, password.value()));
      PrivateFiles.write(folder.config(), MariaDbConfig.file(engine, folder, folder.data(), port));
    } catch (IOException e) {
      throw DataFolder.unusable(folder.path(), e);
    }
    ChildProcess process =
        ChildProcess.start(folder.command(engine, "--init-file=" + folder.startSql()));
    process.awaitReady(new MariaDbProbe(port, USER, password, database)::accepts, READY_DEADLINE);
    return process;
  }
}
