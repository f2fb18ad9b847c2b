package dev.forebay.server;

import dev.forebay.cache.CacheStatistics;
import dev.forebay.cache.Latencies;
import dev.forebay.http.JsonErrors;
import dev.forebay.http.Request;
import dev.forebay.http.Response;
import dev.forebay.http.Route;
import dev.forebay.parts.PartRoute;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/**
 * {@code GET /metrics}: this node's figures, as Prometheus reads them.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">Exposition
 *     formats</a>
 */
record Metrics(CacheStatistics cache) {
  private static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

  PartRoute route() {
    return new PartRoute.Open(new Route("GET", "/metrics", this::answer, new JsonErrors()));
  }

  private Response answer(Request request) {
    StringBuilder text = new StringBuilder(4096);
    histogram(text, "forebay_cache_hit_seconds", "Reads that Redis answered.", cache.hits());
    counter(text, "forebay_cache_near_total", "Reads from this process.", cache.nearHits());
    counter(text, "forebay_cache_misses_total", "Reads that loaded a value.", cache.misses());
    counter(text, "forebay_cache_waits_total", "Reads that met another's lease.", cache.waits());
    byReason(
        text,
        "forebay_cache_bypasses_total",
        "Reads beside the cache, by reason.",
        cache.bypasses());
    byReason(
        text, "forebay_cache_epochs_total", "Buckets emptied at once, by reason.", cache.epochs());
    histogram(text, "forebay_cache_fill_seconds", "Loads, from lease to FILL.", cache.fills());
    gauge(text, "forebay_cache_intents", "Intents outstanding.", cache.intentsOutstanding());
    counter(text, "forebay_cache_resolved_total", "Resolver runs.", cache.resolverRuns());
    cache
        .lag()
        .ifPresent(
            lag -> gauge(text, "forebay_cache_tailer_lag_seconds", "Tailer lag.", seconds(lag)));
    return Response.of(200, TYPE, text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static void counter(StringBuilder text, String name, String help, Object value) {
    head(text, name, "counter", help);
    line(text, name, value);
  }

  private static void byReason(
      StringBuilder text, String name, String help, Map<String, Long> counts) {
    head(text, name, "counter", help);
    counts.forEach((reason, count) -> line(text, name + "{reason=\"" + reason + "\"}", count));
  }

  private static void gauge(StringBuilder text, String name, String help, Object value) {
    head(text, name, "gauge", help);
    line(text, name, value);
  }

  private static void histogram(StringBuilder text, String name, String help, Latencies values) {
    head(text, name, "histogram", help);
    long[] counts = values.counts();
    Duration[] bounds = Latencies.bounds();
    long within = 0;
    for (int i = 0; i < bounds.length; i++) {
      within += counts[i];
      line(text, name + "_bucket{le=\"" + seconds(bounds[i]) + "\"}", within);
    }
    within += counts[bounds.length];
    line(text, name + "_bucket{le=\"+Inf\"}", within);
    line(text, name + "_sum", seconds(values.total()));
    line(text, name + "_count", within);
  }

  private static void head(StringBuilder text, String name, String type, String help) {
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }

  private static void line(StringBuilder text, String name, Object value) {
    text.append(name).append(' ').append(value).append('\n');
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
