package dev.forebay.server;

import dev.forebay.http.JsonErrors;
import dev.forebay.http.Request;
import dev.forebay.http.Response;
import dev.forebay.http.Route;
import dev.forebay.parts.Part;
import dev.forebay.parts.PartRoute;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * {@code GET /metrics}: this node's figures, as Prometheus reads them.
 *
 * @param meters what is measured, by all parts
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">Exposition
 *     formats</a>
 */
record Metrics(PrometheusMeterRegistry meters) implements Part {
  private static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

  /** Nothing yet but the process itself. */
  static Metrics open() {
    PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    meters.config().meterFilter(new Buckets());
    ProcessMeters.register(meters);
    return new Metrics(meters);
  }

  @Override
  public List<PartRoute> routes() {
    return List.of(
        new PartRoute.Open(new Route("GET", "/metrics", this::answer, new JsonErrors())));
  }

  private Response answer(Request request) {
    return Response.of(200, TYPE, meters.scrape().getBytes(StandardCharsets.UTF_8));
  }

  /** The buckets of the timers that name none of their own. */
  private static final class Buckets implements MeterFilter {
    private static final double[] NANOS = {
      250e3, 500e3, 1e6, 2.5e6, 5e6, 10e6, 25e6, 50e6, 100e6, 250e6, 500e6, 1e9, 2.5e9, 10e9
    };
    private static final DistributionStatisticConfig CONFIG =
        DistributionStatisticConfig.builder().serviceLevelObjectives(NANOS).build();

    @Override
    public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
      return id.getType() == Meter.Type.TIMER ? config.merge(CONFIG) : config;
    }
  }
}
