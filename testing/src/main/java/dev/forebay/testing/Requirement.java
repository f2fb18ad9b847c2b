package dev.forebay.testing;

import org.opentest4j.TestAbortedException;

/** What a test needs of its machine. In CI it fails where that is missing; elsewhere it skips. */
public final class Requirement {
  private Requirement() {}

  /** Ends the test where the condition does not hold, saying what is missing. */
  public static void require(boolean there, String missing) {
    if (!there) {
      throw missing(missing);
    }
  }

  /** The failure of a test that cannot be run; where it may be skipped, this skips it. */
  public static AssertionError missing(String what) {
    if (System.getenv("CI") == null) {
      throw new TestAbortedException(what);
    }
    return new AssertionError(what);
  }
}
