package dev.forebay.embedded;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.file.PrivateFiles;
import dev.forebay.base.process.ChildCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The files of one MariaDB: {@code mariadb} in the data folder.
 *
 * <pre>
 * lock            held by the Forebay that runs it
 * data/           MariaDB's own data folder, with its binlog and its socket
 * password        0600
 * mariadbd.cnf    written at each start
 * install.sql     the server's own scripts, while it makes its system tables
 * start.sql       0600, run by the server at each start: the database and the user
 * tmp/  files/    its temporary files; the only folder for LOAD DATA and OUTFILE, kept empty
 * engine.log      what the server says
 * engine.pid      the process
 * </pre>
 */
record MariaDbFolder(Path path) {
  static final String TITLE = "MariaDB";
  private static final Pattern PROGRAM = Pattern.compile("mariadbd|mysqld");

  Path data() {
    return path.resolve("data");
  }

  /** Where system tables are made; becomes {@link #data} once they are whole. */
  Path unfinishedData() {
    return path.resolve("data.new");
  }

  Path password() {
    return path.resolve("password");
  }

  Path config() {
    return path.resolve("mariadbd.cnf");
  }

  Path startSql() {
    return path.resolve("start.sql");
  }

  Path installSql() {
    return path.resolve("install.sql");
  }

  Path temporary() {
    return path.resolve("tmp");
  }

  Path files() {
    return path.resolve("files");
  }

  /** The server on this folder's configuration, with more options. */
  ChildCommand command(MariaDbEngine engine, String... options) {
    String config = "--defaults-file=" + config();
    List<String> line = new ArrayList<>(List.of(engine.program().file().toString(), config));
    line.addAll(List.of(options));
    return new ChildCommand(
        TITLE, PROGRAM, line, config, EngineServer.files(path), ErrorCode.ENGINE_FAILED);
  }

  boolean installed() {
    return Files.isDirectory(data());
  }

  /** Removes what a killed run may have left half-done. */
  void clean() throws IOException {
    FolderTree.delete(unfinishedData());
    FolderTree.delete(temporary());
    PrivateFiles.createFolder(temporary());
    PrivateFiles.createFolder(files());
  }
}
