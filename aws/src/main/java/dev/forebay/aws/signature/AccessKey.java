package dev.forebay.aws.signature;

import dev.forebay.base.config.Secret;

/**
 * A key that requests are signed with.
 *
 * @param id its public name
 * @param secret what signatures are made of
 */
public record AccessKey(String id, Secret secret) {
  /** Neither may be empty. */
  public AccessKey {
    if (id.isBlank() || secret.value().isBlank()) {
      throw new IllegalArgumentException("an access key must not be empty");
    }
  }

  /** A key that exists. */
  public static AccessKey of(String id, String secret) {
    return new AccessKey(id, new Secret(secret));
  }
}
