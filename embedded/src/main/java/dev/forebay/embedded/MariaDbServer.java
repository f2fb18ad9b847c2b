package dev.forebay.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** A MariaDB data folder that is ready to be served, and how to serve it. */
record MariaDbServer(MariaDbEngine engine, MariaDbFolder folder, String database, String password) {
  static final String TITLE = "MariaDB";
  static final String USER = "forebay";
  private static final Pattern PROGRAM = Pattern.compile("mariadbd|mysqld");

  /** Long enough for the recovery of a data folder that was killed in the middle of much work. */
  private static final Duration READY_DEADLINE = Duration.ofMinutes(2);

  /** Finds the engine, ends what a killed run left behind, and makes the data folder if need be. */
  static MariaDbServer prepare(Path path, EmbeddedMariaDbSettings settings) throws IOException {
    MariaDbEngine engine =
        MariaDbEngine.find(
            Platform.current(),
            settings.engineFolder(),
            EngineSource.programFolders(),
            settings.progress());
    MariaDbFolder folder = new MariaDbFolder(path);
    Leftover.end(command(engine, folder), settings.progress());
    folder.clean();
    if (!folder.installed()) {
      settings.progress().accept("Making the system tables of MariaDB, once");
      MariaDbInstallation.make(engine, folder);
    }
    String password = Password.of(folder.password());
    return new MariaDbServer(engine, folder, settings.database(), password);
  }

  /** Starts it on the port and waits until it takes our connections. */
  EngineProcess start(int port) {
    try {
      PrivateFiles.write(folder.startSql(), MariaDbConfig.startSql(database, USER, password));
      PrivateFiles.write(folder.config(), MariaDbConfig.file(engine, folder, folder.data(), port));
    } catch (IOException e) {
      throw DataFolder.unusable(folder.path(), e);
    }
    EngineProcess process = EngineProcess.start(command(engine, folder));
    process.awaitReady(new MariaDbProbe(port, USER, password, database)::accepts, READY_DEADLINE);
    return process;
  }

  private static EngineCommand command(MariaDbEngine engine, MariaDbFolder folder) {
    return new EngineCommand(
        TITLE,
        PROGRAM,
        engine.program().file(),
        "--defaults-file=" + folder.config(),
        List.of("--init-file=" + folder.startSql()),
        folder.path());
  }
}
