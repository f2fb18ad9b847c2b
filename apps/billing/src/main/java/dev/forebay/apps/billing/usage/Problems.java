package dev.forebay.apps.billing.usage;

import java.util.ArrayList;
import java.util.List;

/**
 * What is wrong with a usage file, line by line. The first hundred are kept, all are counted. Not
 * thread-safe.
 */
public final class Problems {
  private static final int KEPT = 100;

  private final List<String> lines = new ArrayList<>();
  private long count;

  /** Adds one: {@code add("line 3", "usage_amount is negative")}. */
  public void add(String place, String reason) {
    count++;
    if (lines.size() < KEPT) {
      lines.add(place + ": " + reason);
    }
  }

  /** Whether nothing is wrong. */
  public boolean isEmpty() {
    return count == 0;
  }

  /** The report: a heading with the file's name, then a line for each problem. */
  public String report(String file) {
    StringBuilder report = new StringBuilder();
    report.append(file).append(" is not billed, problems: ").append(count);
    lines.forEach(line -> report.append('\n').append(line));
    if (count > lines.size()) {
      report.append("\nand ").append(count - lines.size()).append(" more");
    }
    return report.toString();
  }
}
