package dev.forebay.cache;

import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Some rows, each a number, with what the protocol wants of a database: row locks that last until a
 * transaction ends, and reads that see what is committed.
 */
final class MemoryDatabase {
  private final int[] committed;
  private final ReentrantLock[] locks;

  MemoryDatabase(int rows) {
    committed = new int[rows];
    locks =
        IntStream.range(0, rows).mapToObj(i -> new ReentrantLock()).toArray(ReentrantLock[]::new);
  }

  /** SELECT … FOR UPDATE: the row's number. */
  int lock(int row) {
    locks[row].lock();
    return value(row);
  }

  void commit(int row, int value) {
    synchronized (this) {
      committed[row] = value;
    }
    locks[row].unlock();
  }

  void rollback(int row) {
    locks[row].unlock();
  }

  /** What the resolver does: returns once the transaction that has locked the row has ended. */
  void awaitEnd(int row) {
    var _ = lock(row);
    rollback(row);
  }

  synchronized int value(int row) {
    return committed[row];
  }

  /** A query over all rows. */
  synchronized String all() {
    return Arrays.stream(committed).mapToObj(Integer::toString).collect(Collectors.joining(","));
  }
}
