package dev.forebay.storage;

import dev.forebay.storage.s3.S3Credentials;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * AWS's signature version 4, written from its documentation and not from what the server uses.
 *
 * <p>Source: <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html">Signature
 * calculations for the Authorization header</a>, and the page on chunked upload after it.
 *
 * @param keys who signs
 * @param date when, for example {@code 20240501T120000Z}
 */
record SignatureV4(S3Credentials keys, String date) {
  private static final HexFormat HEX = HexFormat.of();

  /** Day, region and service. */
  String scope() {
    return date.substring(0, 8) + "/us-east-1/s3/aws4_request";
  }

  /** The signature of a request with these headers, and this value of x-amz-content-sha256. */
  String of(String method, String target, Map<String, String> headers, String payload) {
    return sorted(method, target, new TreeMap<>(headers), payload);
  }

  /** The signature of a URL that has everything else in its query, and signs the host only. */
  String presigned(String method, String target, String host) {
    return of(method, target, Map.of("host", host), "UNSIGNED-PAYLOAD");
  }

  private String sorted(
      String method, String target, SortedMap<String, String> headers, String payload) {
    String[] parts = target.split("\\?", 2);
    String query =
        parts.length == 1
            ? ""
            : Arrays.stream(parts[1].split("&")).sorted().collect(Collectors.joining("&"));
    String lines =
        headers.entrySet().stream()
            .map(header -> header.getKey() + ":" + header.getValue().strip() + "\n")
            .collect(Collectors.joining());
    String request =
        String.join(
            "\n", method, parts[0], query, lines, String.join(";", headers.keySet()), payload);
    return sign("AWS4-HMAC-SHA256", sha256(request.getBytes(StandardCharsets.UTF_8)));
  }

  /** A body in signed chunks, with the empty one at its end. */
  byte[] chunks(String seed, List<String> texts) {
    StringBuilder body = new StringBuilder();
    String previous = seed;
    for (String text : Stream.concat(texts.stream(), Stream.of("")).toList()) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      previous = sign("AWS4-HMAC-SHA256-PAYLOAD", previous, sha256(new byte[0]), sha256(bytes));
      body.append(Integer.toHexString(bytes.length))
          .append(";chunk-signature=")
          .append(previous)
          .append("\r\n")
          .append(text)
          .append("\r\n");
    }
    return body.toString().getBytes(StandardCharsets.UTF_8);
  }

  static String sha256(byte[] bytes) {
    try {
      return HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private String sign(String algorithm, String... rest) {
    byte[] key = ("AWS4" + keys.secretAccessKey().value()).getBytes(StandardCharsets.UTF_8);
    for (String part : scope().split("/")) {
      key = hmac(key, part);
    }
    String text = algorithm + "\n" + date + "\n" + scope() + "\n" + String.join("\n", rest);
    return HEX.formatHex(hmac(key, text));
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
