package dev.forebay.storage.files;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.S3Exceptions;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** The objects for callers in this process, whose errors are Forebay's. */
final class LocalObjects implements ObjectStore {
  private final BlobStore store;
  private final Folders folders;

  LocalObjects(BlobStore store, Folders folders) {
    this.store = store;
    this.folders = folders;
  }

  @Override
  public InputStream open(String bucket, String key) {
    GetObjectRequest request = GetObjectRequest.builder().bucket(bucket).key(key).build();
    return translating(() -> store.getBlob(request));
  }

  @Override
  public InputStream open(String bucket, String key, String version) {
    InputStream bytes = open(bucket, key);
    // A version that stands there after the open stood there at the open: it never comes back.
    if (isCurrent(new ObjectName(bucket, key), version)) {
      return bytes;
    }
    try (bytes) {
      throw new ForebayException(
          ErrorCode.NO_SUCH_OBJECT,
          "The object " + bucket + "/" + key + " has been replaced since the event.");
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  @Override
  public void put(String bucket, String key, byte[] bytes, String contentType) {
    PutObjectRequest request =
        PutObjectRequest.builder()
            .bucket(bucket)
            .key(key)
            .contentType(contentType)
            .contentLength((long) bytes.length)
            .build();
    translating(() -> store.putBlob(request, new ByteArrayInputStream(bytes)));
  }

  private boolean isCurrent(ObjectName name, String version) {
    Path file = folders.file(name);
    try {
      return ObjectFile.version(file).filter(version::equals).isPresent();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private static <T> T translating(Supplier<T> operation) {
    try {
      return operation.get();
    } catch (AwsServiceException e) {
      throw e.getCause() instanceof ForebayException cause ? cause : translated(e);
    }
  }

  private static ForebayException translated(AwsServiceException e) {
    ErrorCode code =
        switch (String.valueOf(S3Exceptions.errorCode(e))) {
          case "NoSuchBucket" -> ErrorCode.NO_SUCH_BUCKET;
          case "NoSuchKey" -> ErrorCode.NO_SUCH_OBJECT;
          case "InvalidArgument" -> ErrorCode.INVALID_OBJECT_NAME;
          case "InsufficientStorage" -> ErrorCode.STORAGE_FULL;
          default -> ErrorCode.STORAGE_UNAVAILABLE;
        };
    return new ForebayException(code, e.awsErrorDetails().errorMessage(), e);
  }

  private static ForebayException unreadable(IOException e) {
    return new ForebayException(
        ErrorCode.STORAGE_UNAVAILABLE, "The object's file cannot be read.", e);
  }
}
