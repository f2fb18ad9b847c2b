package dev.forebay.http;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import io.helidon.webserver.WebServer;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.util.List;

/**
 * The running HTTP/1.1 listener: a virtual thread for each connection, and one route table for all.
 */
public final class HttpServer implements AutoCloseable {
  private final WebServer server;

  private HttpServer(WebServer server) {
    this.server = server;
  }

  /**
   * Starts to listen. FB802 where the port is taken, FB801 where a route's path is not valid or two
   * routes answer the same.
   */
  public static HttpServer start(HttpSettings settings, List<Route> routes) {
    Dispatcher dispatcher = new Dispatcher(new Router(routes), settings.bodyLimit().bytes());
    WebServer server =
        WebServer.builder()
            .host(settings.host())
            .port(settings.port())
            .protocolsDiscoverServices(false)
            .addConnectionSelector(new Http1(dispatcher))
            .featuresDiscoverServices(false)
            .shutdownHook(false)
            .shutdownGracePeriod(settings.drainTimeout())
            .maxPayloadSize(settings.bodyLimit().bytes())
            .maxTcpConnections(settings.maxConnections())
            .maxConcurrentRequests(settings.maxRequests())
            .idleConnectionTimeout(settings.idleTimeout())
            .build();
    return new HttpServer(started(server, settings));
  }

  /** The port that is listened on, also where a free one was asked for. */
  public int port() {
    return server.port();
  }

  /** Stops accepting, lets running requests finish until the drain timeout, then ends them. */
  @Override
  public void close() {
    server.stop();
  }

  private static WebServer started(WebServer server, HttpSettings settings) {
    try {
      return server.start();
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof BindException bind) {
        throw cannotBind(settings, bind);
      }
      throw e;
    }
  }

  private static ForebayException cannotBind(HttpSettings settings, BindException cause) {
    return new ForebayException(
        ErrorCode.PORT_IN_USE,
        "Port %d of %s cannot be listened on.".formatted(settings.port(), settings.host()),
        cause.getMessage(),
        "Stop what uses it, or choose another with --port; --port 0 takes a free one.",
        cause);
  }
}
