package dev.forebay.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many reads a node's {@code /metrics} has counted since it started.
 *
 * @param hits those that Redis answered
 * @param misses those that loaded a value, and those that joined them
 * @param bypasses those that went to the database beside the cache, by their reason
 */
record CacheFigures(long hits, long misses, Map<String, Long> bypasses) {
  private static final String HITS = "forebay_cache_hit_seconds_count ";
  private static final String MISSES = "forebay_cache_misses_total ";
  private static final String BYPASSES = "forebay_cache_bypasses_total{reason=\"";

  static CacheFigures of(ForebayProcess forebay) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(forebay.url() + "/metrics")).build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      String text = client.send(request, BodyHandlers.ofString()).body();
      Map<String, Long> bypasses = new TreeMap<>();
      text.lines()
          .filter(line -> line.startsWith(BYPASSES))
          .forEach(
              line ->
                  bypasses.put(
                      line.substring(BYPASSES.length(), line.indexOf('"', BYPASSES.length())),
                      value(line)));
      return new CacheFigures(counter(text, HITS), counter(text, MISSES), bypasses);
    }
  }

  private static long counter(String text, String name) {
    return text.lines().filter(line -> line.startsWith(name)).mapToLong(CacheFigures::value).sum();
  }

  private static long value(String line) {
    return (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
  }

  /** What has been counted since. */
  CacheFigures since(CacheFigures before) {
    Map<String, Long> more = new TreeMap<>(bypasses);
    before.bypasses.forEach((reason, count) -> more.merge(reason, -count, Long::sum));
    more.values().removeIf(count -> count == 0);
    return new CacheFigures(hits - before.hits, misses - before.misses, more);
  }

  /** Prints the shares of hits, misses and bypasses, in a line. */
  void print(String title) {
    long beside = bypasses.values().stream().mapToLong(Long::longValue).sum();
    double all = Math.max(1, hits + misses + beside);
    System.out.printf(
        Locale.ROOT,
        "%-28s hits %.1f %%   misses %.1f %%   bypasses %.1f %% %s  of %,.0f reads%n",
        title,
        100 * hits / all,
        100 * misses / all,
        100 * beside / all,
        bypasses.isEmpty() ? "" : bypasses,
        all);
  }
}
