package dev.forebay.aws.signature;

/**
 * A key that requests are signed with.
 *
 * @param id its public name
 * @param secret what signatures are made of; never logged
 */
public record AccessKey(String id, String secret) {
  /** Neither may be empty. */
  public AccessKey {
    if (id.isBlank() || secret.isBlank()) {
      throw new IllegalArgumentException("an access key must not be empty");
    }
  }

  @Override
  public String toString() {
    return "AccessKey[" + id + "]";
  }
}
