package dev.forebay.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The figures of one name, as {@code /metrics} and the documentation tell of them.
 *
 * @param labels all that one of them has, but for a bucket's bound
 */
record MeterFamily(String name, String type, Set<String> labels) {
  private static final Pattern ROW = Pattern.compile("\\| `(\\w+)` \\| (\\w+) \\| ([^|]*) \\|.*");
  private static final Pattern TYPE = Pattern.compile("# TYPE (\\w+) (\\w+)");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"");
  private static final Pattern CODE = Pattern.compile("`(\\w+)`");
  private static final Set<String> PARTS = Set.of("_bucket", "_sum", "_count");

  /** Those of the table. */
  static List<MeterFamily> documented(Path operations) throws IOException {
    try (Stream<String> lines = Files.lines(operations)) {
      return lines
          .dropWhile(line -> !line.equals("## Figures"))
          .map(ROW::matcher)
          .filter(row -> row.matches())
          .map(row -> new MeterFamily(row.group(1), row.group(2), words(CODE, row.group(3))))
          .toList();
    }
  }

  /** Those of an answer, without the longest of a histogram's, which each of them has. */
  static List<MeterFamily> scraped(String metrics) {
    List<MeterFamily> families = new ArrayList<>();
    TYPE.matcher(metrics)
        .results()
        .map(type -> Map.entry(type.group(1), type.group(2)))
        .forEach(type -> families.add(family(type.getKey(), type.getValue(), metrics)));
    return families.stream().filter(family -> !isLongestOf(family, families)).toList();
  }

  private static boolean isLongestOf(MeterFamily max, List<MeterFamily> families) {
    return families.stream()
        .anyMatch(
            family -> family.type.equals("histogram") && max.name.equals(family.name + "_max"));
  }

  private static MeterFamily family(String name, String type, String metrics) {
    Set<String> labels = new TreeSet<>();
    metrics
        .lines()
        .filter(line -> isOf(name, line))
        .forEach(line -> labels.addAll(words(LABEL, line)));
    labels.remove("le");
    return new MeterFamily(name, type, labels);
  }

  private static boolean isOf(String name, String line) {
    if (!line.startsWith(name)) {
      return false;
    }
    String rest = line.substring(name.length());
    return Stream.concat(Stream.of(""), PARTS.stream())
        .anyMatch(part -> rest.startsWith(part + "{") || rest.startsWith(part + " "));
  }

  private static Set<String> words(Pattern pattern, String text) {
    return new TreeSet<>(
        pattern.matcher(text).results().map((MatchResult found) -> found.group(1)).toList());
  }
}
