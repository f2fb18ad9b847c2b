package dev.forebay.cache.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Cuts what a large transaction has to tell Redis, so that other commands come in between. */
public final class ScriptBatches {
  /** How many scripts go out in one flush and share one deadline; they take Redis about 2 ms. */
  static final int LIMIT = 256;

  private ScriptBatches() {}

  /** The list in pieces of at most {@link #LIMIT}. */
  public static <T> List<List<T>> of(List<T> all) {
    List<List<T>> batches = new ArrayList<>();
    for (int from = 0; from < all.size(); from += LIMIT) {
      batches.add(all.subList(from, Math.min(all.size(), from + LIMIT)));
    }
    return batches;
  }

  /** Is done when all are. */
  public static CompletableFuture<Void> all(List<? extends CompletableFuture<?>> futures) {
    return CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new));
  }
}
