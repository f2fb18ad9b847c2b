package dev.forebay.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** What the disk asks for each promise: the time of one small write that is forced down. */
final class Disk {
  private static final int WRITES = 50;

  private Disk() {}

  /** The median of some writes of 4 KiB with fsync, in milliseconds. */
  static double fsyncMillis(Path folder) throws IOException {
    Path file = Files.createTempFile(Files.createDirectories(folder), "fsync", null);
    List<Double> times = new ArrayList<>();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      for (int write = 0; write < WRITES; write++) {
        long begin = System.nanoTime();
        channel.write(ByteBuffer.allocate(4096));
        channel.force(true);
        times.add((System.nanoTime() - begin) / 1e6);
      }
    } finally {
      Files.delete(file);
    }
    return Contest.median(times);
  }
}
