package dev.forebay.server;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.forebay.http.JsonErrors;
import dev.forebay.http.Request;
import dev.forebay.http.Response;
import dev.forebay.http.Route;
import dev.forebay.parts.PartRoute;
import dev.forebay.parts.Probe;
import dev.forebay.parts.Probe.Finding;
import dev.forebay.parts.Probe.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code GET /health}: what the probes find, for example {@code {"status":"up","database":"up",
 * "cache":"up","directWrites":{"seen":"binlog","role":"tailing","lagMillis":87}}}. The status is
 * the worst that one of them finds; with {@code down} it is a 503, else a 200.
 */
record Health(List<Probe> probes) {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .changeDefaultPropertyInclusion(i -> i.withValueInclusion(JsonInclude.Include.NON_NULL))
          .build();

  PartRoute route() {
    return new PartRoute.Open(new Route("GET", "/health", this::answer, new JsonErrors()));
  }

  private Response answer(Request request) {
    Level worst = Level.UP;
    Map<String, Object> details = new LinkedHashMap<>();
    for (Probe probe : probes) {
      Finding finding = probe.look().get();
      worst = finding.level().compareTo(worst) > 0 ? finding.level() : worst;
      if (finding.detail() != null) {
        details.put(probe.name(), finding.detail());
      }
    }
    return Response.json(worst == Level.DOWN ? 503 : 200, json(worst, details));
  }

  private static byte[] json(Level status, Map<String, Object> details) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("status", status.name().toLowerCase(Locale.ROOT));
    answer.putAll(details);
    return JSON.writeValueAsBytes(answer);
  }
}
