package dev.forebay.aws;

import dev.forebay.http.PercentEncoding;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A path of an operation; its segments in braces take any text. A slash at the end does not count.
 *
 * @param segments what stands between the slashes
 */
public record PathPattern(List<String> segments) {
  /** Copies the segments. */
  public PathPattern {
    segments = List.copyOf(segments);
  }

  /** The pattern that is written so. */
  public static PathPattern of(String template) {
    return new PathPattern(split(template));
  }

  /** What stands in the path for the segments in braces, decoded; empty where it is another one. */
  Optional<Map<String, String>> match(String rawPath) {
    List<String> path = split(rawPath);
    if (path.size() != segments.size()) {
      return Optional.empty();
    }
    Map<String, String> parameters = new HashMap<>();
    for (int i = 0; i < path.size(); i++) {
      String expected = segments.get(i);
      String segment = PercentEncoding.decodePath(path.get(i));
      if (expected.startsWith("{")) {
        parameters.put(expected.substring(1, expected.length() - 1), segment);
      } else if (!expected.equals(segment)) {
        return Optional.empty();
      }
    }
    return Optional.of(parameters);
  }

  private static List<String> split(String path) {
    String inner = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return Arrays.asList(inner.split("/", -1));
  }
}
