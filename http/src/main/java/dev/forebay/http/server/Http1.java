package dev.forebay.http.server;

import dev.forebay.base.config.DataSize;
import io.helidon.common.Builder;
import io.helidon.common.buffers.BufferData;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.Router;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.util.Set;

/** Makes each accepted socket an HTTP/1.1 connection whose requests go to the dispatcher. */
final class Http1 implements ServerConnectionSelector {
  static final int HEADERS_LIMIT = 32 << 10;

  private final ServerConnectionSelector helidon;
  private final Router router;
  private final Patience patience;
  private final DeadlineWatch watch;

  Http1(Dispatcher dispatcher, DataSize urlLimit, Patience patience, DeadlineWatch watch) {
    this.helidon = Http1ConnectionSelector.builder().config(config(urlLimit)).build();
    this.router = Router.builder().addRouting(new RoutingBuilder(dispatcher)).build();
    this.patience = patience;
    this.watch = watch;
  }

  @Override
  public int bytesToIdentifyConnection() {
    return helidon.bytesToIdentifyConnection();
  }

  @Override
  public Support supports(BufferData data) {
    return helidon.supports(data);
  }

  @Override
  public Set<String> supportedApplicationProtocols() {
    return helidon.supportedApplicationProtocols();
  }

  @Override
  public ServerConnection connection(ConnectionContext context) {
    WatchedContext watched = new WatchedContext(context, router, patience);
    return new Connection(helidon.connection(watched), watched, watch);
  }

  /** What Helidon would validate is left to our own decoding, which is as strict. */
  private static Http1Config config(DataSize urlLimit) {
    return Http1Config.builder()
        .maxPrologueLength(Math.toIntExact(urlLimit.bytes()))
        .maxHeadersSize(HEADERS_LIMIT)
        .validatePath(false)
        .validatePrologue(false)
        .validateResponseHeaders(false)
        .sendKeepAliveHeader(false)
        .log(log -> log.receiveLog(false).sendLog(false))
        .build();
  }

  private record RoutingBuilder(Dispatcher dispatcher)
      implements Builder<RoutingBuilder, Dispatcher> {
    @Override
    public Dispatcher build() {
      return dispatcher;
    }
  }
}
