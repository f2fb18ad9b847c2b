package dev.forebay.storage.files;

import dev.forebay.storage.s3.S3Errors;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * One writer at a time for each key. The locks are a fixed number that keys share by their hash, so
 * that they need no bookkeeping: two keys wait for each other in vain now and then.
 */
final class KeyLocks {
  private static final int COUNT = 1024;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  private final ReentrantLock[] locks =
      Stream.generate(ReentrantLock::new).limit(COUNT).toArray(ReentrantLock[]::new);

  /** Waits for the key; S3's ServiceUnavailable where that takes too long. */
  Held hold(ObjectName name) {
    ReentrantLock lock = locks[Math.floorMod(name.hashCode(), COUNT)];
    try {
      if (!lock.tryLock(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
        throw S3Errors.unavailable("Too many uploads of this key at once.", null);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw S3Errors.unavailable("The server is stopping.", e);
    }
    return lock::unlock;
  }

  /** Lets the next one have the key. */
  interface Held extends AutoCloseable {
    @Override
    void close();
  }
}
