package dev.forebay.storage.s3;

import dev.forebay.base.config.Secret;

/**
 * The one pair of keys that S3 requests are signed with.
 *
 * @param accessKeyId the public name
 * @param secretAccessKey the secret
 */
public record S3Credentials(String accessKeyId, Secret secretAccessKey) {
  /** Neither may be empty. */
  public S3Credentials {
    if (accessKeyId.isBlank() || secretAccessKey.value().isBlank()) {
      throw new IllegalArgumentException("the S3 keys must not be empty");
    }
  }

  /** Keys that exist. */
  public static S3Credentials of(String accessKeyId, String secretAccessKey) {
    return new S3Credentials(accessKeyId, new Secret(secretAccessKey));
  }
}
