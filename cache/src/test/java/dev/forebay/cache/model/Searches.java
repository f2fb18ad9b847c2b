package dev.forebay.cache.model;

import dev.forebay.cache.model.Bounds.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * The bounds that are searched: a few seconds with every build, and as much as a night otherwise.
 */
final class Searches {
  private Searches() {}

  /** Together they come to every step that there is. */
  static List<Bounds> small() {
    return List.of(
        Bounds.of(0, 1, 1, 2).directWriters(1).crashes(1),
        Bounds.of(0, 1, 1, 2).directWriters(1).lostPositions(1),
        Bounds.of(1, 1, 1, 2).directWriters(1),
        Bounds.of(1, 1, 1, 2).directWriters(1).withTriggers(),
        Bounds.of(1, 1, 1, 2).directWriters(1).withCascades(),
        Bounds.of(1, 1, 1, 2).withOtherKeys().crashes(1).losses(1),
        Bounds.of(2, 1, 1, 2).withOtherKeys(),
        Bounds.of(1, 1, 2, 2).monotonically(),
        Bounds.of(0, 1, 2, 1).directWriters(1).lostPositions(1),
        Bounds.of(1, 1, 1, 2).flushes(1).crashes(1),
        Bounds.of(1, 1, 2, 1).restarts(1),
        Bounds.of(1, 1, 2, 2).onOneNode().losses(1).monotonically(),
        Bounds.of(1, 1, 1, 2).lostPositions(1).losses(1),
        Bounds.of(2, 1, 1, 2).of(Shape.LOOKUP).losses(1).monotonically());
  }

  /** What stands under the table's generation, and lists. */
  static List<Bounds> generations() {
    return List.of(
        Bounds.of(1, 1, 1, 2).of(Shape.NEW_ROW).bulk(1).losses(1).crashes(1).monotonically(),
        Bounds.of(1, 1, 1, 2).of(Shape.NEW_ROW).bulk(1).flushes(1),
        Bounds.of(1, 1, 2, 1).of(Shape.NEW_ROW).bulk(1).onOneNode().monotonically(),
        Bounds.of(1, 1, 1, 2).of(Shape.OLD_ROW).bulk(1).directWriters(1),
        Bounds.of(2, 1, 1, 2).of(Shape.OLD_ROW).bulk(1).monotonically(),
        Bounds.of(1, 1, 1, 2).of(Shape.OLD_ROW).withOtherKeys(),
        Bounds.of(1, 1, 1, 2).of(Shape.LOOKUP).bulk(1).flushes(1),
        Bounds.of(2, 1, 1, 2).of(Shape.LOOKUP).bulk(1).monotonically(),
        Bounds.of(1, 1, 2, 2).of(Shape.LIST).monotonically(),
        Bounds.of(1, 1, 1, 2).of(Shape.LIST).withOtherKeys(),
        Bounds.of(2, 1, 1, 2).of(Shape.LIST).monotonically(),
        Bounds.of(1, 1, 1, 2).of(Shape.LIST).flushes(1),
        Bounds.of(1, 1, 1, 2).of(Shape.LIST).directWriters(1),
        Bounds.of(0, 1, 1, 2).of(Shape.LIST).directWriters(1).crashes(1));
  }

  /**
   * With every build, in seconds; the cheapest first, as mutants are searched for in this order.
   */
  static List<Bounds> quick() {
    List<Bounds> all = new ArrayList<>(generations());
    all.addAll(small());
    all.addAll(large());
    return all;
  }

  private static List<Bounds> large() {
    return List.of(
        Bounds.of(2, 1, 1, 2).restarts(1),
        Bounds.of(2, 1, 2, 1).flushes(1),
        Bounds.of(2, 1, 2, 1).crashes(1).losses(1).monotonically());
  }

  /** Some 10⁸ states. Wants 6 GB. */
  static List<Bounds> full() {
    return List.of(
        Bounds.of(1, 1, 2, 1).directWriters(1).lostPositions(1).crashes(1),
        Bounds.of(1, 1, 2, 2).directWriters(1),
        Bounds.of(1, 2, 2, 2).crashes(1).losses(1).monotonically(),
        Bounds.of(1, 2, 2, 2).onOneNode().losses(2).monotonically(),
        Bounds.of(2, 1, 2, 1).crashes(2).losses(2).monotonically(),
        Bounds.of(2, 1, 2, 2).losses(1).monotonically(),
        Bounds.of(2, 1, 2, 1).of(Shape.LOOKUP).crashes(1).losses(2).monotonically(),
        Bounds.of(1, 1, 2, 2).of(Shape.NEW_ROW).bulk(1).crashes(1).losses(1).monotonically(),
        Bounds.of(2, 2, 1, 2).of(Shape.OLD_ROW).bulk(1).losses(1).monotonically(),
        Bounds.of(2, 1, 2, 1).of(Shape.LOOKUP).bulk(2).flushes(1),
        Bounds.of(1, 1, 2, 1).of(Shape.LOOKUP).bulk(1).restarts(1),
        Bounds.of(2, 1, 2, 1).withOtherKeys().crashes(1).losses(1).monotonically(),
        Bounds.of(1, 1, 2, 1).of(Shape.LIST).withOtherKeys().directWriters(1),
        Bounds.of(2, 1, 2, 1).of(Shape.LIST).losses(1).monotonically(),
        Bounds.of(1, 1, 2, 1).of(Shape.LIST).restarts(1).crashes(1),
        Bounds.of(1, 1, 2, 1).of(Shape.LIST).directWriters(1).lostPositions(1),
        Bounds.of(2, 1, 1, 2).of(Shape.LIST).directWriters(1),
        Bounds.of(2, 1, 2, 1).flushes(2).crashes(1),
        Bounds.of(2, 1, 2, 1).restarts(1).flushes(1));
  }
}
