package dev.forebay.functions.runtime;

import java.time.Duration;

/**
 * One event on its way to a function. The array is not copied: whoever hands it over no longer
 * writes to it.
 *
 * @param requestId Lambda's request id; retries of one event have the same
 * @param payload the event as JSON, or whatever a stream handler reads
 * @param patience how long it may wait for a free place where the function is busy
 */
@SuppressWarnings("ArrayRecordComponent")
public record Invocation(String requestId, byte[] payload, Duration patience) {}
