package dev.forebay.storage.s3;

/**
 * The one pair of keys that S3 requests are signed with.
 *
 * @param accessKeyId the public name
 * @param secretAccessKey the secret; never logged
 */
public record S3Credentials(String accessKeyId, String secretAccessKey) {
  /** Neither may be empty. */
  public S3Credentials {
    if (accessKeyId.isBlank() || secretAccessKey.isBlank()) {
      throw new IllegalArgumentException("the S3 keys must not be empty");
    }
  }

  @Override
  public String toString() {
    return "S3Credentials[" + accessKeyId + "]";
  }
}
