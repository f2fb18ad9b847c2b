package dev.forebay.cache;

import java.time.Duration;

/** What a reader asks for. */
record ReadRequest(EntryName name, Duration ttl, Loader loader) {
  /** The database's answer; the entry stays as it is. */
  CacheRead bypass(String reason) {
    return new CacheRead.Bypass(loader.load(), reason);
  }
}
