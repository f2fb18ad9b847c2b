package dev.forebay.storage;

import dev.forebay.storage.s3.S3Credentials;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * An S3 request as bytes on a socket, signed by {@link SignatureV4}, of which each part can be
 * spoiled: what the SDKs' clients would never send.
 */
final class RawRequest {
  /** The form of x-amz-date. */
  static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private static final String CONTENT_SHA256 = "x-amz-content-sha256";

  private final String method;
  private final String target;
  private final Map<String, String> signed = new TreeMap<>();
  private final List<String> unsigned = new ArrayList<>();
  private byte[] body = {};
  private Optional<List<String>> chunks = Optional.empty();
  private Instant time = Instant.now();
  private S3Credentials keys = TestStorage.KEYS;

  private RawRequest(String method, String target) {
    this.method = method;
    this.target = target;
  }

  /** A request without a body; the target is the path, encoded, and perhaps a query. */
  static RawRequest of(String method, String target) {
    return new RawRequest(method, target);
  }

  RawRequest body(String text) {
    body = text.getBytes(StandardCharsets.UTF_8);
    return this;
  }

  /** A body in chunks, each signed, as in AWS's "Signature calculations for chunked upload". */
  RawRequest chunks(String... texts) {
    chunks = Optional.of(List.of(texts));
    int length = String.join("", texts).getBytes(StandardCharsets.UTF_8).length;
    header(CONTENT_SHA256, "STREAMING-AWS4-HMAC-SHA256-PAYLOAD");
    return header("x-amz-decoded-content-length", Integer.toString(length));
  }

  /** A header that the signature covers; the name in lower case. */
  RawRequest header(String name, String value) {
    signed.put(name, value);
    return this;
  }

  /** A header line, or anything else between the lines, that the signature does not cover. */
  RawRequest unsigned(String line) {
    unsigned.add(line);
    return this;
  }

  RawRequest at(Instant instant) {
    time = instant;
    return this;
  }

  RawRequest keys(String accessKeyId, String secretAccessKey) {
    keys = S3Credentials.of(accessKeyId, secretAccessKey);
    return this;
  }

  /** The request as it goes out. */
  byte[] bytes(URI endpoint) {
    signed.put("host", endpoint.getAuthority());
    signed.put("x-amz-date", DATE.format(time));
    String payload = signed.computeIfAbsent(CONTENT_SHA256, name -> SignatureV4.sha256(body));
    SignatureV4 signature = new SignatureV4(keys, DATE.format(time));
    String seed = signature.of(method, target, signed, payload);
    byte[] content = chunks.map(texts -> signature.chunks(seed, texts)).orElse(body);
    String names = String.join(";", signed.keySet());
    return message(
        List.of(
            "Authorization: AWS4-HMAC-SHA256 Credential=%s/%s, SignedHeaders=%s, Signature=%s"
                .formatted(keys.accessKeyId(), signature.scope(), names, seed)),
        content);
  }

  RawAnswer send(URI endpoint) throws IOException {
    return send(endpoint, bytes(endpoint));
  }

  /** The same without any signature. */
  RawAnswer sendAnonymous(URI endpoint) throws IOException {
    signed.put("host", endpoint.getAuthority());
    return send(endpoint, message(List.of(), body));
  }

  /** Any bytes, and what the server answers to them before it closes the connection. */
  static RawAnswer send(URI endpoint, byte[] request) throws IOException {
    try (Socket socket = new Socket(endpoint.getHost(), endpoint.getPort())) {
      socket.getOutputStream().write(request);
      socket.shutdownOutput();
      return RawAnswer.of(
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private byte[] message(List<String> more, byte[] content) {
    List<String> lines = new ArrayList<>(List.of(method + " " + target + " HTTP/1.1"));
    signed.forEach((name, value) -> lines.add(name + ": " + value));
    lines.addAll(more);
    lines.addAll(unsigned);
    lines.add("Content-Length: " + content.length);
    lines.add("Connection: close");
    String head = lines.stream().collect(Collectors.joining("\r\n", "", "\r\n\r\n"));
    return joined(head.getBytes(StandardCharsets.UTF_8), content);
  }

  static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    Arrays.stream(parts).forEach(all::writeBytes);
    return all.toByteArray();
  }
}
