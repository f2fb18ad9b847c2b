package dev.forebay.storage;

import dev.forebay.mysql.Database;
import dev.forebay.mysql.DatabaseSettings;
import dev.forebay.mysql.Session;
import dev.forebay.storage.event.ObjectEvent;
import java.io.IOException;
import java.nio.file.Path;

/** A storage server in a process of its own, to be killed. */
final class StorageMain {
  /** An upload of this key ends the process within its transaction, before it is readable. */
  static final String DEADLY = "deadly";

  private StorageMain() {}

  public static void main(String[] arguments) throws IOException {
    Database database =
        Database.open(DatabaseSettings.of(arguments[1], arguments[2], arguments[3]));
    try (TestStorage storage =
        TestStorage.start(Path.of(arguments[0]), database, StorageMain::countOrDie)) {
      System.out.println("PORT " + storage.server().port());
      while (System.in.read() >= 0) {}
    }
  }

  private static void countOrDie(Session tx, ObjectEvent event) {
    TestStorage.countDelivery(tx, event);
    if (event.key().equals(DEADLY)) {
      Runtime.getRuntime().halt(9);
    }
  }
}
