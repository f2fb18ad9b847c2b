package dev.forebay.embedded;

import java.io.IOException;
import java.nio.file.Path;

/** Runs both engines on a data folder until it is killed. */
final class EnginesMain {
  private EnginesMain() {}

  public static void main(String[] arguments) throws IOException {
    Path data = Path.of(arguments[0]);
    Path engines = Path.of(arguments[1]);
    var mariaDb =
        EmbeddedMariaDb.start(new EmbeddedMariaDbSettings(data, engines, EnginesMain::tell));
    tell("MARIADB " + mariaDb.pid());
    var redis = EmbeddedRedis.start(new EmbeddedRedisSettings(data, engines, EnginesMain::tell));
    tell("REDIS " + redis.pid());
    while (System.in.read() >= 0) {}
  }

  static void tell(String line) {
    System.out.println(line);
  }
}
