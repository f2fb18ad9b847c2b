package dev.forebay.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DataFolderTest {
  @Test
  void folder_missing_isCreatedForItsOwnerOnly() throws Exception {
    Path path = TestFolders.data("new").resolve("a/b");
    try (DataFolder folder = DataFolder.open(path)) {
      assertThat(folder.path()).isEqualTo(path);
      assertThat(PrivateModes.of(path)).isEqualTo("rwx------");
    }
  }

  @Test
  void folder_openInThisProcess_isRefused() throws Exception {
    Path path = TestFolders.data("twice");
    try (DataFolder folder = DataFolder.open(path)) {
      assertThat(folder.path()).exists();
      assertRefused(path, "in use");
    }
  }

  @Test
  void folder_ofAnotherProcess_isRefusedAndFreeOnceThatIsKilled() throws Exception {
    Path path = TestFolders.data("taken");
    try (ChildJvm owner = new ChildJvm(DataFolderMain.class, path)) {
      String pid = owner.awaitLine("OPEN");
      assertThat(assertRefused(path, "in use").detail()).contains(pid);
      owner.kill();
    }
    DataFolder.open(path).close();
  }

  @Test
  void folder_closed_canBeOpenedAgain() throws Exception {
    Path path = TestFolders.data("again");
    DataFolder.open(path).close();
    DataFolder.open(path).close();
  }

  @Test
  void folder_thatIsAFile_isRefused() throws Exception {
    Path file = Files.createFile(TestFolders.data("file").resolve("data"));
    assertRefused(file, "cannot be written to");
    assertRefused(file.resolve("below"), "cannot be written to");
  }

  /**
   * Permission bits do not bind root; a lock file that is a folder cannot be written by anybody.
   */
  @Test
  void folder_whoseLockCannotBeWritten_isRefused() throws Exception {
    Path path = TestFolders.data("unwritable");
    Files.createDirectory(path.resolve("lock"));
    assertRefused(path, "cannot be written to");
  }

  @Test
  void engine_inAFolderThatCannotBeMade_isRefused() throws Exception {
    Path file = Files.createFile(TestFolders.data("engine-in-a-file").resolve("data"));
    var settings = new EmbeddedMariaDbSettings(file, TestFolders.engines(), line -> {});
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
