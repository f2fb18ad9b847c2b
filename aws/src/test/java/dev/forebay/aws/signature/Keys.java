package dev.forebay.aws.signature;

import java.time.Instant;
import java.util.Optional;

/** The one key of the tests, and a verifier at a fixed time. */
final class Keys {
  static final AccessKey KEY = AccessKey.of("FBKEY/with/slashes", "secret+/=");
  static final Instant NOW = Instant.parse("2026-11-30T01:50:00Z");
  static final String REGION = "eu-north-1";

  private Keys() {}

  static Verifier verifier() {
    return verifierAt(NOW);
  }

  static Verifier verifierAt(Instant now) {
    return new Verifier(
        id -> id.equals(KEY.id()) ? Optional.of(KEY) : Optional.empty(), REGION, () -> now);
  }

  static Signer signer(String service) {
    return new Signer(KEY, REGION, service);
  }
}
