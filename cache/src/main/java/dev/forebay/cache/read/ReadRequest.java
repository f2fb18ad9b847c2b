package dev.forebay.cache.read;

import dev.forebay.cache.entry.EntryName;
import dev.forebay.cache.spi.Loader;
import java.time.Duration;

/** What a reader asks for. */
public record ReadRequest(EntryName name, Duration ttl, Loader loader) {}
