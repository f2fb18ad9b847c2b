package dev.forebay.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.testing.ChildJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  @TempDir(factory = TestFolder.class, cleanup = CleanupMode.ON_SUCCESS)
  Path data;

  @Test
  void folder_missing_isCreatedForItsOwnerOnly() throws Exception {
    Path path = data.resolve("a/b");
    try (DataFolder folder = DataFolder.open(path)) {
      assertThat(folder.path()).isEqualTo(path);
      assertThat(PrivateModes.of(path)).isEqualTo("rwx------");
    }
  }

  @Test
  void folder_openInThisProcess_isRefused() throws Exception {
    try (DataFolder folder = DataFolder.open(data)) {
      assertThat(folder.path()).exists();
      assertRefused(data, "in use");
    }
  }

  @Test
  void folder_ofAnotherProcess_isRefusedAndFreeOnceThatIsKilled() throws Exception {
    try (ChildJvm owner = new ChildJvm(DataFolderMain.class, data)) {
      String pid = owner.awaitLine("OPEN");
      assertThat(assertRefused(data, "in use").detail()).contains(pid);
      owner.kill();
    }
    DataFolder.open(data).close();
  }

  @Test
  void folder_closed_canBeOpenedAgain() throws Exception {
    DataFolder.open(data).close();
    DataFolder.open(data).close();
  }

  @Test
  void folder_thatIsAFile_isRefused() throws Exception {
    Path file = Files.createFile(data.resolve("data"));
    assertRefused(file, "cannot be written to");
    assertRefused(file.resolve("below"), "cannot be written to");
  }

  /**
   * Permission bits do not bind root; a lock file that is a folder cannot be written by anybody.
   */
  @Test
  void folder_whoseLockCannotBeWritten_isRefused() throws Exception {
    Files.createDirectory(data.resolve("lock"));
    assertRefused(data, "cannot be written to");
  }

  @Test
  void engine_inAFolderThatCannotBeMade_isRefused() throws Exception {
    Path file = Files.createFile(data.resolve("data"));
    var settings = new EmbeddedMariaDbSettings(file, TestFolder.ENGINES, line -> {});
    assertThatThrownBy(() -> EmbeddedMariaDb.start(settings))
        .isInstanceOfSatisfying(
            ForebayException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DATA_FOLDER));
  }

  private static ForebayException assertRefused(Path path, String why) {
    try {
      DataFolder.open(path).close();
    } catch (ForebayException e) {
      assertThat(e.code()).isEqualTo(ErrorCode.DATA_FOLDER);
      assertThat(e).hasMessageContaining(path.toString()).hasMessageContaining(why);
      assertThat(e.hint()).contains("--data");
      return e;
    }
    throw new AssertionError("opened " + path);
  }
}
