package dev.forebay.storage.files;

import dev.forebay.storage.s3.S3Errors;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Which keys can be objects: those that name one file under the bucket's folder, and no other
 * place.
 *
 * <p>S3 takes any UTF-8 of 1 to 1,024 bytes. A file system does not: a segment between slashes has
 * at most 255 bytes, is not empty, and is neither {@code .} nor {@code ..}.
 */
final class ObjectKeys {
  private static final int LONGEST_KEY = 1024;
  private static final int LONGEST_SEGMENT = 255;
  // What S3Proxy puts around the key to name a part's file, and its temporary file, in a segment.
  private static final int PART_NAME = ".mpus-".length() + 36 + 1 + "-10000".length() + 1 + 36;

  private ObjectKeys() {}

  /** Why no object can have this key; empty where one can. */
  static Optional<String> problem(String key) {
    return problem(key, LONGEST_SEGMENT);
  }

  /** Why no object with this key can be uploaded in parts. */
  static Optional<String> problemInParts(String key) {
    return problem(key, LONGEST_SEGMENT - PART_NAME);
  }

  /** Whether keys that begin so may be there; S3's InvalidArgument for two that cannot be asked. */
  static boolean canBegin(String prefix) {
    int end = prefix.lastIndexOf('/');
    String last = prefix.substring(end + 1);
    if (last.equals(".") || last.equals("..")) {
      // The store below would take it for the folder itself, or the one above.
      throw S3Errors.invalidArgument("The prefix ends with . or .. as a part of its own.");
    }
    return end < 0 || problem(prefix.substring(0, end)).isEmpty();
  }

  /** Whether the key is of S3Proxy's own records of a multipart upload. */
  static boolean isOfUpload(String key) {
    return key.startsWith(".mpus-") || key.startsWith(".s3proxy-mpu-stub-");
  }

  private static Optional<String> problem(String key, int longest) {
    if (key.isEmpty()) {
      return Optional.of("The key is empty.");
    }
    if (bytes(key) > LONGEST_KEY) {
      return Optional.of("The key is longer than 1024 bytes.");
    }
    if (key.chars().anyMatch(ObjectKeys::isUnfit)) {
      return Optional.of("The key has control characters, or is not valid UTF-8.");
    }
    for (String segment : key.split("/", -1)) {
      Optional<String> problem = segmentProblem(segment, longest);
      if (problem.isPresent()) {
        return problem;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> segmentProblem(String segment, int longest) {
    if (segment.isEmpty()) {
      return Optional.of("The key begins or ends with a slash, or has two in a row.");
    }
    if (segment.equals(".") || segment.equals("..")) {
      return Optional.of("The key has . or .. between its slashes.");
    }
    if (segment.startsWith(".mpus-") || segment.startsWith(".s3proxy-")) {
      return Optional.of("Names that begin with .mpus- or .s3proxy- are the server's own.");
    }
    return bytes(segment) > longest
        ? Optional.of("A part of the key between slashes is longer than " + longest + " bytes.")
        : Optional.empty();
  }

  /** U+FFFD is what bytes that are not UTF-8 become when the URL is decoded. */
  private static boolean isUnfit(int c) {
    return c < 0x20 || c == 0x7f || c >= 0xfffd;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
