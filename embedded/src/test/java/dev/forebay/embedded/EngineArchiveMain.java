package dev.forebay.embedded;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Unpacks Redis in three threads at once, and tells how often it was unpacked. */
final class EngineArchiveMain {
  private EngineArchiveMain() {}

  public static void main(String[] arguments) throws InterruptedException {
    AtomicInteger unpackings = new AtomicInteger();
    Runnable unpack =
        () ->
            RedisServer.source(Platform.of("Linux", "amd64"))
                .archive()
                .orElseThrow()
                .unpack(
                    Path.of(arguments[0]),
                    line -> unpackings.addAndGet(line.endsWith("MB)") ? 1 : 0));
    List<Thread> threads =
        Stream.generate(() -> Thread.ofPlatform().start(unpack)).limit(3).toList();
    for (Thread thread : threads) {
      thread.join();
    }
    System.out.println("UNPACKINGS " + unpackings);
  }
}
