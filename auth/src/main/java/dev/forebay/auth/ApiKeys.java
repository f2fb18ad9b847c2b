package dev.forebay.auth;

import dev.forebay.base.config.Secret;
import dev.forebay.base.file.PrivateJson;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The two API keys of an application, such as {@code fb_secret_Yk3…}.
 *
 * @param secretKey may do everything; for servers only
 * @param publishableKey names the application only; may stand in a web page
 */
public record ApiKeys(Secret secretKey, String publishableKey) {
  private static final int KEY_BYTES = 24;
  private static final int SHORTEST = 20;

  /** Refuses keys that can be guessed or mixed up. */
  public ApiKeys {
    if (secretKey.value().length() < SHORTEST || publishableKey.length() < SHORTEST) {
      throw new IllegalArgumentException("an API key has at least " + SHORTEST + " characters");
    }
    if (secretKey.value().equals(publishableKey)) {
      throw new IllegalArgumentException("the secret key and the publishable key must differ");
    }
  }

  /** Keys that exist. */
  public static ApiKeys of(String secretKey, String publishableKey) {
    return new ApiKeys(new Secret(secretKey), publishableKey);
  }

  /** New random keys of 192 bits each. */
  public static ApiKeys generate() {
    SecureRandom random = new SecureRandom();
    return of(key("fb_secret_", random), key("fb_publishable_", random));
  }

  /**
   * The keys in a file, which is written with new ones where there is none.
   *
   * <p>The file is JSON, {@code {"secretKey":"…","publishableKey":"…"}}, for its owner only; a
   * looser mode is tightened. FB803 where it cannot be read or written.
   */
  public static ApiKeys loadOrCreate(Path file) {
    return new PrivateJson<>(file, ApiKeys.class).loadOrCreate(ApiKeys::generate);
  }

  private static String key(String prefix, SecureRandom random) {
    byte[] bytes = new byte[KEY_BYTES];
    random.nextBytes(bytes);
    return prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
