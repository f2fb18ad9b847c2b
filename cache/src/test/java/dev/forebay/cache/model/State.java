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

  // Redis: the epoch, the entry, and the table's entry in the same order; a dump has all of them.
  // UNDER is the generation that the value was read under, LEFT_BY the transaction whose FINISH has
  // left it, TOLD the one that INVAL has told of while intents stood.
  static final int EPOCH = 3;
  static final int VALUE_EPOCH = 4;
  static final int VALUE = 5;
  static final int UNDER = 6;
  static final int LEFT_BY = 7;
  static final int LEASE = 8;
  static final int INTENTS = 9;
  static final int COUNT = 10;
  static final int TOLD = 11;
  static final int DIRTY = 12;
  static final int ENTRY_SIZE = 9;
  static final int TABLE_VALUE = VALUE + ENTRY_SIZE;
  static final int TABLE_INTENTS = INTENTS + ENTRY_SIZE;
  static final int TABLE_COUNT = COUNT + ENTRY_SIZE;
  static final int TABLE_LEASE = LEASE + ENTRY_SIZE;

  // Whose process the epoch is of, and numbers that were used.
  static final int FOREIGN = 22;
  static final int LAST_EPOCH = 23;
  static final int LAST_GENERATION = 24;
  static final int DUMP = 25;

  // The list's entry, by generation.
  static final int LISTS = 44;
  static final int GENERATIONS = 6;

  // What clients know: the last write that was acknowledged, the newest value that was read.
  static final int ACKED = 50;
  static final int SEEN = 51;

  // The tailer.
  static final int POSITION = 52;
  static final int TAILER = 53;
  static final int NEXT_POSITION = 54;

  // The resolver: the token that it is about to finish, and one; on the table's entry, 16 more.
  static final int RESOLVED = 55;

  // What may still go wrong.
  static final int CRASHES = 56;
  static final int LOSSES = 57;
  static final int FLUSHES = 58;
  static final int RESTARTS = 59;
  static final int LOST_POSITIONS = 60;

  // The nodes: the epoch that each takes for the current one, and the reader whose load others
  // join.
  static final int KNOWN = 61;
  static final int FLIGHT = 63;

  private static final int WRITERS = 65;
  private static final int WRITER_SIZE = 6;
  private static final int READERS = WRITERS + 3 * WRITER_SIZE;
  private static final int READER_SIZE = 18;
  private static final int SIZE = 144;

  // Which transactions have marked that they know what foreign keys change, as bits.
  static final int MARKED = 143;

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
