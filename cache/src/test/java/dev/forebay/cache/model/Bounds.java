package dev.forebay.cache.model;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * How much may happen in a search. There are two nodes; writers and readers take turns on them.
 *
 * @param writers how many write through Forebay
 * @param writes how often each
 * @param readers how many read
 * @param reads how often each; of a list, the first one
 * @param shape what is read
 * @param bulk how many of the writers insert many rows at once
 * @param traits what else is so
 * @param mishaps what goes wrong
 */
record Bounds(
    int writers,
    int writes,
    int readers,
    int reads,
    Shape shape,
    int bulk,
    Set<Trait> traits,
    Mishaps mishaps) {

  /** What may be so in a search, besides how much happens. */
  private enum Trait {
    /** All readers are on one node, where they join one another's loads. */
    ONE_NODE,
    /** A trigger changes the row once more after the writer has read it back. */
    TRIGGERS,
    /**
     * A foreign key changes the row when others are written, so that the log tells of those alone:
     * a writer marks that it knows, and somebody who writes by SQL does not.
     */
    CASCADES,
    /**
     * The server may store what a writer names under another key, or change a row of another key:
     * the entry's.
     */
    OTHER_KEYS,
    /** No read may be older than one that ended before it, either. */
    MONOTONIC
  }

  /** What is read, and so how its writers lock, and what they tell the cache. */
  enum Shape {
    /** A row that is there all the time. */
    ROW,
    /** A row that comes once, under a key that the database makes, and may go. */
    NEW_ROW,
    /** A row that goes and comes, under a key that clients give. */
    OLD_ROW,
    /**
     * Rows with one value in a column: each writer has a row of its own, and waits for no other.
     */
    LOOKUP,
    /** The answer to a query, of which every row of the table may be a part. */
    LIST
  }

  /** What goes wrong: nothing. */
  private static final Mishaps NONE = new Mishaps(0, 0, 0, 0, 0, 0);

  /**
   * What goes wrong, and how often.
   *
   * @param directWriters how many write by SQL, once each
   * @param crashes writers or tailers die in the middle
   * @param losses answers of Redis come late or never
   * @param flushes Redis forgets all
   * @param restarts Redis is another process, with what an older dump held
   * @param lostPositions the tailer's position is gone
   */
  record Mishaps(
      int directWriters, int crashes, int losses, int flushes, int restarts, int lostPositions) {}

  static Bounds of(int writers, int writes, int readers, int reads) {
    return new Bounds(
        writers, writes, readers, reads, Shape.ROW, 0, EnumSet.noneOf(Trait.class), NONE);
  }

  Bounds of(Shape changed) {
    return new Bounds(writers, writes, readers, reads, changed, bulk, traits, mishaps);
  }

  Bounds bulk(int count) {
    return new Bounds(writers, writes, readers, reads, shape, count, traits, mishaps);
  }

  Bounds onOneNode() {
    return with(Trait.ONE_NODE);
  }

  Bounds withTriggers() {
    return with(Trait.TRIGGERS);
  }

  Bounds withCascades() {
    return with(Trait.CASCADES);
  }

  Bounds withOtherKeys() {
    return with(Trait.OTHER_KEYS);
  }

  Bounds monotonically() {
    return with(Trait.MONOTONIC);
  }

  private Bounds with(Trait trait) {
    Set<Trait> more = EnumSet.of(trait);
    more.addAll(traits);
    return new Bounds(writers, writes, readers, reads, shape, bulk, more, mishaps);
  }

  Bounds directWriters(int count) {
    Mishaps m = mishaps;
    return with(new Mishaps(count, m.crashes, m.losses, m.flushes, m.restarts, m.lostPositions));
  }

  Bounds crashes(int count) {
    Mishaps m = mishaps;
    return with(
        new Mishaps(m.directWriters, count, m.losses, m.flushes, m.restarts, m.lostPositions));
  }

  Bounds losses(int count) {
    Mishaps m = mishaps;
    return with(
        new Mishaps(m.directWriters, m.crashes, count, m.flushes, m.restarts, m.lostPositions));
  }

  Bounds flushes(int count) {
    Mishaps m = mishaps;
    return with(
        new Mishaps(m.directWriters, m.crashes, m.losses, count, m.restarts, m.lostPositions));
  }

  Bounds restarts(int count) {
    Mishaps m = mishaps;
    return with(
        new Mishaps(m.directWriters, m.crashes, m.losses, m.flushes, count, m.lostPositions));
  }

  Bounds lostPositions(int count) {
    Mishaps m = mishaps;
    return with(new Mishaps(m.directWriters, m.crashes, m.losses, m.flushes, m.restarts, count));
  }

  private Bounds with(Mishaps changed) {
    return new Bounds(writers, writes, readers, reads, shape, bulk, traits, changed);
  }

  boolean triggers() {
    return traits.contains(Trait.TRIGGERS);
  }

  boolean cascades() {
    return traits.contains(Trait.CASCADES);
  }

  boolean otherKeys() {
    return traits.contains(Trait.OTHER_KEYS);
  }

  private boolean monotonic() {
    return traits.contains(Trait.MONOTONIC);
  }

  /** Whether a version of the row is that there is none. */
  boolean absent(int version) {
    return (shape == Shape.NEW_ROW && version % 2 == 1)
        || (shape == Shape.OLD_ROW && version % 2 == 0);
  }

  /** Whether this writer tells the cache of the table's entry, and not of the row's or lookup's. */
  boolean touchesTable(int writer) {
    return shape == Shape.LIST || writer < bulk;
  }

  /** Whether the log is read. */
  boolean tailed() {
    return mishaps.directWriters > 0 || mishaps.lostPositions > 0;
  }

  /** Whether writers do not wait for one another: each has a row of its own. */
  boolean overlaps() {
    return shape == Shape.LIST || (shape == Shape.LOOKUP && !tailed());
  }

  /** Whether a writer can make the next version: many rows are only ever inserted. */
  boolean possible(int writer, int version) {
    boolean gone = shape == Shape.NEW_ROW && version > 1 && absent(version);
    boolean rows = shape == Shape.NEW_ROW || shape == Shape.OLD_ROW;
    return !gone && (writer >= bulk || !rows || absent(version));
  }

  /** So many generations of lists are the writers', one for each write; readers make the others. */
  int generationsOfWriters() {
    return shape == Shape.LIST ? writers * writes : 0;
  }

  /** The node that a reader is on. */
  int nodeOfReader(int reader) {
    return traits.contains(Trait.ONE_NODE) ? 0 : (reader + 1) % 2;
  }

  /** What a read that begins in this state must not be older than. */
  int floor(State state) {
    int tailed = Math.min(state.get(State.POSITION), state.get(State.VISIBLE));
    int floor = Math.max(state.get(State.ACKED), tailed);
    return monotonic() ? Math.max(floor, state.get(State.SEEN)) : floor;
  }

  /** Notes the value that a read ends with, and says what promise it breaks. */
  Optional<String> answered(State next, int value, int floor) {
    if (monotonic()) {
      next.set(State.SEEN, Math.max(next.get(State.SEEN), value));
    }
    return value < floor
        ? Optional.of("a read that began after value " + floor + " answered " + value)
        : Optional.empty();
  }
}
