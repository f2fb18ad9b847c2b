package dev.forebay.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.protocol.ProtocolVersion;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.NettyCustomizer;
import io.netty.channel.Channel;
import io.netty.handler.flush.FlushConsolidationHandler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Lettuce, set up so that a connection is one socket, and costs a command as little as it can. */
final class LettuceClient implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(1);

  /** What a Redis that hangs can cost in memory; a command is less than 1 KB but for its value. */
  private static final int QUEUE_LIMIT = 50_000;

  private final ClientResources resources;
  private final RedisClient client;

  LettuceClient(RedisSettings settings, Runnable onDisconnect) {
    resources =
        ClientResources.builder()
            .commandLatencyRecorder(CommandLatencyRecorder.disabled())
            .nettyCustomizer(new FlushesTogether())
            .ioThreadPoolSize(2)
            .computationThreadPoolSize(2)
            .build();
    RedisURI uri = RedisURI.create(settings.url().value());
    uri.setTimeout(TIMEOUT);
    client = RedisClient.create(resources, uri);
    client.setOptions(options(settings));
    client.addListener(
        new RedisConnectionStateListener() {
          @Override
          public void onRedisDisconnected(RedisChannelHandler<?, ?> connection) {
            onDisconnect.run();
          }
        });
  }

  /**
   * A connection that has answered a PING.
   *
   * @throws RedisUnavailableException where there is none to be had now
   */
  StatefulRedisConnection<byte[], byte[]> connect() {
    try {
      return client.connect(ByteArrayCodec.INSTANCE);
    } catch (RedisException e) {
      throw new RedisUnavailableException("Redis cannot be reached: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    client.shutdown(0, TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    resources
        .shutdown(0, TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
        .awaitUninterruptibly(TIMEOUT.toMillis());
  }

  /**
   * No reconnecting, because {@link RedisLink} is one socket. No timeout for each command, because
   * it would be a timer task for each; {@link RedisLink} waits with the deadline instead.
   */
  private static ClientOptions options(RedisSettings settings) {
    return ClientOptions.builder()
        .autoReconnect(false)
        .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
        .requestQueueSize(QUEUE_LIMIT)
        .timeoutOptions(TimeoutOptions.builder().timeoutCommands(false).build())
        .protocolVersion(settings.tracking() ? ProtocolVersion.RESP3 : ProtocolVersion.RESP2)
        .maintNotificationsConfig(MaintNotificationsConfig.disabled())
        .socketOptions(
            SocketOptions.builder()
                .connectTimeout(TIMEOUT)
                .tcpNoDelay(true)
                .keepAlive(true)
                .build())
        .build();
  }

  /**
   * Lets the commands of many threads share a system call. Netty would make one for each: at 32
   * readers, that was half of all CPU that a hit took (10 µs; 5 with this).
   */
  private static final class FlushesTogether implements NettyCustomizer {
    private static final int AT_MOST = 256;

    @Override
    public void afterChannelInitialized(Channel channel) {
      channel.pipeline().addFirst(new FlushConsolidationHandler(AT_MOST, true));
    }
  }
}
