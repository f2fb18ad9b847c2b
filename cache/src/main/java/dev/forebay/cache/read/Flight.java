package dev.forebay.cache.read;

import dev.forebay.cache.entry.CacheRead;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One load of an entry by this node, which the readers that come meanwhile may join.
 *
 * <p>A joiner must not get a value that is older than its own arrival. The value is new enough in
 * two cases: the joiner came before the database was read; or it came before the FILL was sent, and
 * Redis took the FILL, which says that the value was still current then. It is not enough that the
 * answer to the FILL came after the joiner: on another node, a write may have been acknowledged
 * while that answer was under way.
 */
final class Flight {
  private enum Stage {
    LEASING,
    LOADING,
    FILLING
  }

  private final CompletableFuture<@Nullable CacheRead> loaded = new CompletableFuture<>();
  private final CompletableFuture<Boolean> filled = new CompletableFuture<>();
  private volatile Stage stage = Stage.LEASING;

  /** The leader is about to read the database. */
  void loading() {
    stage = Stage.LOADING;
  }

  /** The leader has read the database. */
  void loaded(CacheRead read) {
    loaded.complete(read);
  }

  /** The leader is about to send the FILL. */
  void filling() {
    stage = Stage.FILLING;
  }

  /** All is over. To be called after nobody can join any more. */
  void landed(boolean stored) {
    loaded.complete(null);
    filled.complete(stored);
  }

  /** The load failed; so does it for the joiners, whose own would hardly fare better. */
  void failed(Throwable error) {
    loaded.completeExceptionally(error);
    filled.complete(false);
  }

  /**
   * Waits for the leader.
   *
   * @param patience how long, once the database has answered; its own deadline holds before that
   * @return its result, or null where the joiner must start over
   */
  @Nullable CacheRead join(Duration patience) {
    Stage came = stage;
    CacheRead read = result();
    return switch (came) {
      case LEASING -> read;
      case LOADING -> filled(patience) ? read : null;
      case FILLING -> {
        filled(patience);
        yield null;
      }
    };
  }

  private @Nullable CacheRead result() {
    return SharedLoad.resultOf(loaded);
  }

  private boolean filled(Duration patience) {
    try {
      return filled.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
