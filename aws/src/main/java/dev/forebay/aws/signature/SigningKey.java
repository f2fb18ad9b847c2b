package dev.forebay.aws.signature;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The key of one day, region and service, derived from a secret; used by one thread. */
final class SigningKey {
  private static final String ALGORITHM = "HmacSHA256";

  private final CredentialScope scope;
  private final Mac mac;

  private SigningKey(CredentialScope scope, byte[] key) {
    this.scope = scope;
    this.mac = mac(key);
  }

  static SigningKey of(AccessKey key, CredentialScope scope) {
    byte[] date = hmac(utf8("AWS4" + key.secret().value()), scope.date());
    byte[] region = hmac(date, scope.region());
    byte[] service = hmac(region, scope.service());
    return new SigningKey(scope, hmac(service, CredentialScope.END));
  }

  /**
   * The signature of some text, in hex.
   *
   * @param kind what is signed, such as {@code AWS4-HMAC-SHA256}
   * @param time as {@link SignatureTime} writes it
   * @param rest what follows the scope
   */
  String sign(String kind, String time, String rest) {
    String text = kind + "\n" + time + "\n" + scope.text() + "\n" + rest;
    return HexFormat.of().formatHex(mac.doFinal(utf8(text)));
  }

  /** SHA-256 in hex. */
  static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(digest().digest(bytes));
  }

  static String sha256(String text) {
    return sha256(utf8(text));
  }

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** In a time that does not tell where they differ. */
  static boolean same(String a, String b) {
    return MessageDigest.isEqual(utf8(a), utf8(b));
  }

  private static byte[] hmac(byte[] key, String text) {
    return mac(key).doFinal(utf8(text));
  }

  private static Mac mac(byte[] key) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
