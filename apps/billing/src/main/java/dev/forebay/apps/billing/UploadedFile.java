package dev.forebay.apps.billing;

import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3EventNotificationRecord;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3ObjectEntity;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;

/**
 * One version of an uploaded object, as its event tells of it.
 *
 * @param bucket the bucket
 * @param key the key, decoded
 * @param etag identifies the bytes, without quotes
 * @param size in bytes
 * @param day when it was uploaded, in UTC: the date of its invoices, however late they are made
 */
record UploadedFile(String bucket, String key, String etag, long size, LocalDate day) {
  static UploadedFile of(S3EventNotificationRecord event) {
    S3ObjectEntity object = event.getS3().getObject();
    Instant time = Instant.ofEpochMilli(event.getEventTime().getMillis());
    return new UploadedFile(
        event.getS3().getBucket().getName(),
        object.getUrlDecodedKey(),
        object.geteTag().replace("\"", ""),
        object.getSizeAsLong(),
        LocalDate.ofInstant(time, ZoneOffset.UTC));
  }

  /** For people: {@code usage-data-bucket/2024-01.csv}. */
  String name() {
    return bucket + "/" + key;
  }

  /** SHA-256 of bucket, key and ETag in hex: what tells invoices of one file from all others. */
  String hash() {
    try {
      byte[] text = String.join("\0", bucket, key, etag).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
