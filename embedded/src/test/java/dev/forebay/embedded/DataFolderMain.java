package dev.forebay.embedded;

import java.io.IOException;
import java.nio.file.Path;

/** Holds a data folder until it is killed. */
final class DataFolderMain {
  private DataFolderMain() {}

  public static void main(String[] arguments) throws IOException {
    try (DataFolder folder = DataFolder.open(Path.of(arguments[0]))) {
      System.out.println("OPEN " + ProcessHandle.current().pid());
      while (System.in.read() >= 0 && folder.path().isAbsolute()) {}
    }
  }
}
