package dev.forebay.auth;

import dev.forebay.auth.Principal.Role;
import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.http.Request;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * Finds out who a request comes from, by its headers alone: {@code apikey: KEY} or {@code
 * Authorization: Bearer KEY}. The Supabase clients send both; where they differ the bearer decides.
 * Compares in constant time. Safe for any thread.
 */
public final class Authenticator {
  private static final String BEARER = "Bearer ";
  private static final Principal SERVICE = new Principal(Role.SERVICE);
  private static final Principal ANONYMOUS = new Principal(Role.ANONYMOUS);

  private final byte[] secretKey;
  private final byte[] publishableKey;

  /** An authenticator that knows these two keys. */
  public Authenticator(ApiKeys keys) {
    secretKey = bytes(keys.secretKey().value());
    publishableKey = bytes(keys.publishableKey());
  }

  /** Who the request comes from; FB301 where it has no key, or one that is not known. */
  public Principal authenticate(Request request) {
    String key =
        bearer(request)
            .or(() -> request.header("apikey"))
            .orElseThrow(() -> unauthenticated("This needs an API key."));
    return principal(bytes(key));
  }

  private Principal principal(byte[] key) {
    boolean secret = MessageDigest.isEqual(secretKey, key);
    boolean publishable = MessageDigest.isEqual(publishableKey, key);
    if (!secret && !publishable) {
      throw unauthenticated("The API key is not known here.");
    }
    return secret ? SERVICE : ANONYMOUS;
  }

  private static Optional<String> bearer(Request request) {
    return request
        .header("authorization")
        .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
        .map(value -> value.substring(BEARER.length()).strip());
  }

  private static byte[] bytes(String key) {
    return key.getBytes(StandardCharsets.UTF_8);
  }

  private static ForebayException unauthenticated(String message) {
    return new ForebayException(
        ErrorCode.UNAUTHENTICATED,
        message,
        "Send a key of this application in the header apikey, or as Authorization: Bearer;"
            + " run.json in its data folder has both.");
  }
}
