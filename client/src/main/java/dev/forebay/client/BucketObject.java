package dev.forebay.client;

import java.io.IOException;
import java.io.InputStream;

/** One object of a bucket, by its key; it may not exist. */
public final class BucketObject {
  private final ObjectApi api;
  private final String bucket;
  private final String key;

  BucketObject(ObjectApi api, String bucket, String key) {
    this.api = api;
    this.bucket = bucket;
    this.key = key;
  }

  /**
   * The object's bytes, which arrive while they are read. Close it.
   *
   * @throws ForebayClientException with status 404 where there is no such object
   */
  public Content get() {
    return api.get(bucket, key);
  }

  /** Whether the object exists. */
  public boolean exists() {
    return api.exists(bucket, key);
  }

  /** Stores the object. When this returns, it is durable. */
  public void put(byte[] bytes, String contentType) {
    api.put(bucket, key, bytes, contentType);
  }

  /**
   * An object that is being read.
   *
   * @param stream its bytes
   * @param etag identifies these bytes, without quotes
   */
  public record Content(InputStream stream, String etag) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      stream.close();
    }
  }
}
