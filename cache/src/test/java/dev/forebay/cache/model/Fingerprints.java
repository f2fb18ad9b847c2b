package dev.forebay.cache.model;

/** A set of numbers, in 8 bytes each and a little room. */
final class Fingerprints {
  private long[] slots = new long[1 << 16];
  private int size;

  /** False where it is in already. */
  boolean add(long fingerprint) {
    long number = fingerprint == 0 ? 1 : fingerprint;
    int slot = slot(number);
    if (slots[slot] == number) {
      return false;
    }
    slots[slot] = number;
    size++;
    if (size > slots.length / 4 * 3) {
      grow();
    }
    return true;
  }

  int size() {
    return size;
  }

  private int slot(long number) {
    int slot = (int) number & (slots.length - 1);
    while (slots[slot] != 0 && slots[slot] != number) {
      slot = (slot + 1) & (slots.length - 1);
    }
    return slot;
  }

  private void grow() {
    long[] old = slots;
    slots = new long[old.length * 2];
    for (long number : old) {
      if (number != 0) {
        slots[slot(number)] = number;
      }
    }
  }
}
