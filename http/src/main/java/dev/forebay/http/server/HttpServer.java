package dev.forebay.http.server;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.http.Edge;
import dev.forebay.http.Route;
import dev.forebay.http.route.Router;
import dev.forebay.http.route.Routing;
import io.helidon.common.SerializationConfig;
import io.helidon.webserver.WebServer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The running HTTP/1.1 listener: a virtual thread for each connection, and one route table for all.
 */
public final class HttpServer implements AutoCloseable {
  private final WebServer helidon;
  private final Dispatcher dispatcher;
  private final DeadlineWatch watch;

  private HttpServer(WebServer helidon, Dispatcher dispatcher, DeadlineWatch watch) {
    this.helidon = helidon;
    this.dispatcher = dispatcher;
    this.watch = watch;
  }

  /**
   * Starts to listen. FB802 where the port is taken, FB801 where a route's path is not valid or two
   * routes answer the same.
   *
   * @param edges asked before the routes, in this order
   * @param registry where it is told what there is to measure
   */
  public static HttpServer start(
      HttpSettings settings, List<Edge> edges, List<Route> routes, MeterRegistry registry) {
    Routing routing = new Routing(edges, new Router(routes));
    HttpMeters meters = new HttpMeters(registry, routes);
    Dispatcher dispatcher = new Dispatcher(routing, settings, meters);
    requireFreeAddress(settings);
    leaveDeserializationAlone();
    DeadlineWatch watch = new DeadlineWatch(meters);
    try {
      Http1 http1 = new Http1(dispatcher, settings.urlLimit(), Patience.of(settings), watch);
      return new HttpServer(listen(settings, http1, routing), dispatcher, watch);
    } catch (RuntimeException e) {
      watch.close();
      throw e;
    }
  }

  /** The same, without edges, and measured for nobody. */
  public static HttpServer start(HttpSettings settings, List<Route> routes) {
    return start(settings, List.of(), routes, new SimpleMeterRegistry());
  }

  /** The port that is listened on, also where a free one was asked for. */
  public int port() {
    return helidon.port();
  }

  /** Stops accepting, lets running requests finish until the drain timeout, then ends them. */
  @Override
  public void close() {
    dispatcher.drain();
    helidon.stop();
    watch.close();
  }

  private static WebServer listen(HttpSettings settings, Http1 http1, Routing routing) {
    long bodyLimit = settings.bodyLimit().bytes();
    WebServer server =
        WebServer.builder()
            .host(settings.host())
            .port(settings.port())
            .protocolsDiscoverServices(false)
            .addConnectionSelector(http1)
            .contentEncoding(new RawEncoding())
            .directHandlers(TransportErrors.handlers(routing, settings))
            .featuresDiscoverServices(false)
            .shutdownHook(false)
            .shutdownGracePeriod(settings.drainTimeout())
            .maxPayloadSize(bodyLimit)
            .maxTcpConnections(OpenFiles.cap(settings.maxConnections()))
            .connectionOptions(options -> options.tcpNoDelay(true))
            .build();
    if (!server.start().isRunning()) {
      throw cannotListen(settings, null);
    }
    return server;
  }

  /**
   * Keeps Helidon from forbidding Java deserialization to the whole process, in which the functions
   * of an application run as well; {@code -Djdk.serialFilter} still does.
   */
  private static void leaveDeserializationAlone() {
    SerializationConfig.builder()
        .onNoConfig(SerializationConfig.Action.IGNORE)
        .onWrongConfig(SerializationConfig.Action.IGNORE)
        .build()
        .configure();
  }

  /** Helidon only logs why it could not listen, and not even throws; so that is tried before. */
  private static void requireFreeAddress(HttpSettings settings) {
    try (ServerSocketChannel probe = ServerSocketChannel.open()) {
      probe.bind(new InetSocketAddress(settings.host(), settings.port()));
    } catch (IOException e) {
      throw cannotListen(settings, e);
    } catch (UnresolvedAddressException e) {
      throw new ForebayException(
          ErrorCode.INVALID_CONFIG, "The host %s is not known.".formatted(settings.host()), e);
    }
  }

  private static ForebayException cannotListen(HttpSettings settings, @Nullable Exception cause) {
    return new ForebayException(
        ErrorCode.PORT_IN_USE,
        "Port %d of %s cannot be listened on.".formatted(settings.port(), settings.host()),
        cause == null ? null : cause.getMessage(),
        "Stop what uses it, or choose another with --port; --port 0 takes a free one.",
        cause);
  }
}
