package dev.forebay.cache.model;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** A state of the world: small numbers, each in a place of its own. 0 is none, or not. */
final class State {
  // The database: how many transactions can be read, and are in the log; which writers have locked
  // a row, as bits. A transaction's number is the value that it leaves; 1 is there from the start.
  static final int VISIBLE = 0;
  static final int LOGGED = 1;
  static final int LOCK = 2;

  // Redis: the epoch, whose process it is of, and the entry. From EPOCH to DIRTY is what a dump
  // has.
  static final int EPOCH = 3;
  static final int VALUE_EPOCH = 4;
  static final int VALUE = 5;
  static final int LEASE = 6;
  static final int INTENTS = 7;
  static final int COUNT = 8;
  static final int DIRTY = 9;
  static final int FOREIGN = 10;
  static final int LAST_EPOCH = 11;
  static final int DUMP = 12;

  // What clients know: the last write that was acknowledged, the newest value that was read.
  static final int ACKED = 19;
  static final int SEEN = 20;

  // The tailer.
  static final int POSITION = 21;
  static final int TAILER = 22;
  static final int NEXT_POSITION = 23;

  // The resolver: the token that it is about to finish, and one.
  static final int RESOLVED = 24;

  // What may still go wrong.
  static final int CRASHES = 25;
  static final int LOSSES = 26;
  static final int FLUSHES = 27;
  static final int RESTARTS = 28;
  static final int LOST_POSITIONS = 29;

  // The nodes: the epoch that each takes for the current one, and the reader whose load others
  // join.
  static final int KNOWN = 30;
  static final int FLIGHT = 32;

  private static final int WRITERS = 34;
  private static final int WRITER_SIZE = 6;
  private static final int READERS = WRITERS + 3 * WRITER_SIZE;
  private static final int READER_SIZE = 12;
  private static final int SIZE = 96;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] places;

  State() {
    this(new byte[SIZE]);
  }

  private State(byte[] places) {
    this.places = places;
  }

  static int writer(int who, int field) {
    return WRITERS + who * WRITER_SIZE + field;
  }

  static int reader(int who, int field) {
    return READERS + who * READER_SIZE + field;
  }

  int get(int place) {
    return places[place];
  }

  boolean has(int place) {
    return places[place] != 0;
  }

  State set(int place, int value) {
    places[place] = (byte) value;
    return this;
  }

  State add(int place, int amount) {
    return set(place, get(place) + amount);
  }

  State copy() {
    return new State(places.clone());
  }

  /** Copies some places within the state. */
  void move(int from, int to, int count) {
    System.arraycopy(places, from, places, to, count);
  }

  /** A number that two states share with a chance of one in 2⁶⁴. */
  long fingerprint() {
    long hash = 0x9E3779B97F4A7C15L;
    for (int i = 0; i < SIZE; i += Long.BYTES) {
      hash = mix(hash ^ (long) LONGS.get(places, i));
    }
    return hash;
  }

  private static long mix(long bits) {
    long mixed = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
