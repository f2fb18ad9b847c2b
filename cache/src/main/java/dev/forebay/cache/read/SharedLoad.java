package dev.forebay.cache.read;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One load whose result others may take; who may is for its owner to say. */
final class SharedLoad<T extends @Nullable Object> {
  private final CompletableFuture<T> result = new CompletableFuture<>();

  /**
   * Loads. To be called once.
   *
   * @param over is run when the load has ended, before anybody is told its result
   */
  T run(Supplier<? extends T> load, Runnable over) {
    try {
      T loaded = load.get();
      over.run();
      result.complete(loaded);
      return loaded;
    } catch (RuntimeException | Error e) {
      over.run();
      result.completeExceptionally(e);
      throw e;
    }
  }

  /** Waits until the load has ended, well or badly. The load's own deadline holds. */
  void await() {
    var _ = result.handle((loaded, error) -> loaded).join();
  }

  /** The result. Where the load failed, so does this: one of its own would hardly fare better. */
  T join() {
    return resultOf(result);
  }

  /** What the future is completed with, or throws what it failed with. */
  static <T extends @Nullable Object> T resultOf(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }
}
