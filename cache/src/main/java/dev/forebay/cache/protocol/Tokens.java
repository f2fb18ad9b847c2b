package dev.forebay.cache.protocol;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Makes names of leases and intents that no node ever makes twice. */
public final class Tokens {
  private final String prefix = UUID.randomUUID().toString().replace("-", "") + "-";
  private final AtomicLong count = new AtomicLong();

  public String next() {
    return prefix + Long.toString(count.incrementAndGet(), Character.MAX_RADIX);
  }
}
