package dev.forebay.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Many clients that do the same at the same time. */
final class AtOnce {
  private AtOnce() {}

  /** What each client's work gave; the clients are numbered from 0. */
  static <T> List<T> run(int clients, IntFunction<T> work)
      throws InterruptedException, ExecutionException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<T>> calls = new ArrayList<>();
      for (int client = 0; client < clients; client++) {
        int number = client;
        calls.add(() -> work.apply(number));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> call : threads.invokeAll(calls)) {
        results.add(call.get());
      }
      return results;
    }
  }
}
