package dev.forebay.cache;

import java.time.Duration;

/** What a reader asks for. */
record ReadRequest(EntryName name, Duration ttl, Loader loader) {}
