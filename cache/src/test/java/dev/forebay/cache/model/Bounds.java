package dev.forebay.cache.model;

/**
 * How much may happen in a search. There are two nodes; writers and readers take turns on them.
 *
 * @param writers how many write through Forebay
 * @param writes how often each
 * @param readers how many read
 * @param reads how often each
 * @param lookup whether the entry is a lookup: each writer has a row of its own, so that they do
 *     not wait for one another, and FINISH leaves no value
 * @param sameNode whether all readers are on one node, where they join one another's loads
 * @param triggers whether a trigger changes the row once more after the writer has read it back
 * @param cascades whether a foreign key changes the row when others are written, so that the log
 *     tells of those alone: a writer marks that it knows, and somebody who writes by SQL does not
 * @param monotonic whether no read may be older than one that ended before it, either
 * @param mishaps what goes wrong
 */
record Bounds(
    int writers,
    int writes,
    int readers,
    int reads,
    boolean lookup,
    boolean sameNode,
    boolean triggers,
    boolean cascades,
    boolean monotonic,
    Mishaps mishaps) {

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
    return new Bounds(writers, writes, readers, reads, false, false, false, false, false, NONE);
  }

  Bounds ofALookup() {
    return new Bounds(
        writers, writes, readers, reads, true, sameNode, triggers, cascades, monotonic, mishaps);
  }

  Bounds onOneNode() {
    return new Bounds(
        writers, writes, readers, reads, lookup, true, triggers, cascades, monotonic, mishaps);
  }

  Bounds withTriggers() {
    return new Bounds(
        writers, writes, readers, reads, lookup, sameNode, true, cascades, monotonic, mishaps);
  }

  Bounds withCascades() {
    return new Bounds(
        writers, writes, readers, reads, lookup, sameNode, triggers, true, monotonic, mishaps);
  }

  Bounds monotonically() {
    return new Bounds(
        writers, writes, readers, reads, lookup, sameNode, triggers, cascades, true, mishaps);
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
    return new Bounds(
        writers, writes, readers, reads, lookup, sameNode, triggers, cascades, monotonic, changed);
  }
}
