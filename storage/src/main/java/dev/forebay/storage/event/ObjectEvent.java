package dev.forebay.storage.event;

import java.time.Instant;

/**
 * One version of an object that was created: what triggers are told, once.
 *
 * @param bucket the bucket's name
 * @param key the object's key as clients spell it, not URL-encoded
 * @param version names this version of the object among all objects of all nodes: 32 hex digits
 * @param cause which operation created it
 * @param size its length in bytes
 * @param etag its ETag without quotes: the MD5 in hex, or that of the parts with {@code -N}
 * @param time when it was created
 * @param sequencer orders the versions of one key: 16 hex digits, greater means later
 */
public record ObjectEvent(
    String bucket,
    String key,
    String version,
    Cause cause,
    long size,
    String etag,
    Instant time,
    String sequencer) {

  /** The operation that created an object. */
  public enum Cause {
    /** One PUT or browser POST. */
    PUT("ObjectCreated:Put"),
    /** A copy of another object. */
    COPY("ObjectCreated:Copy"),
    /** A completed multipart upload. */
    MULTIPART("ObjectCreated:CompleteMultipartUpload");

    private final String eventName;

    Cause(String eventName) {
      this.eventName = eventName;
    }

    /** The event's name as S3 notifications spell it. */
    public String eventName() {
      return eventName;
    }
  }
}
