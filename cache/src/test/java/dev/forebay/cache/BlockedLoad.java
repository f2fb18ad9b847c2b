package dev.forebay.cache;

import dev.forebay.cache.spi.Loader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/** A loader that has read its value, and does not return it until it is released. */
public final class BlockedLoad implements Loader {
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private final String value;

  public BlockedLoad(String value) {
    this.value = value;
  }

  @Override
  public byte[] load() {
    begun.countDown();
    try {
      released.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return value.getBytes(StandardCharsets.UTF_8);
  }

  public void awaitBegin() throws InterruptedException {
    begun.await();
  }

  public void release() {
    released.countDown();
  }
}
