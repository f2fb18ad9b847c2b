package dev.forebay.http.server;

import dev.forebay.base.config.DataSize;
import java.time.Duration;

/** Settings with one deviation from the defaults, on a free port. */
final class HttpTestSettings {
  private HttpTestSettings() {}

  static HttpSettings with(DataSize bodyLimit) {
    HttpSettings d = HttpSettings.onPort(0);
    return new HttpSettings(
        d.host(),
        0,
        bodyLimit,
        d.urlLimit(),
        d.maxConnections(),
        d.maxRequests(),
        d.idleTimeout(),
        d.clientTimeout(),
        d.drainTimeout());
  }

  static HttpSettings with(Duration idle, Duration client, Duration drain) {
    HttpSettings d = HttpSettings.onPort(0);
    return new HttpSettings(
        d.host(),
        0,
        d.bodyLimit(),
        d.urlLimit(),
        d.maxConnections(),
        d.maxRequests(),
        idle,
        client,
        drain);
  }

  static HttpSettings withMaxRequests(int maxRequests) {
    HttpSettings d = HttpSettings.onPort(0);
    return new HttpSettings(
        d.host(),
        0,
        d.bodyLimit(),
        d.urlLimit(),
        d.maxConnections(),
        maxRequests,
        d.idleTimeout(),
        d.clientTimeout(),
        d.drainTimeout());
  }

  static HttpSettings withUrlLimit(DataSize urlLimit) {
    HttpSettings d = HttpSettings.onPort(0);
    return new HttpSettings(
        d.host(),
        0,
        d.bodyLimit(),
        urlLimit,
        d.maxConnections(),
        d.maxRequests(),
        d.idleTimeout(),
        d.clientTimeout(),
        d.drainTimeout());
  }
}
