package dev.forebay.e2e;

/** How a mistake is put into a process, where it is made only while it is wanted. */
sealed interface Plant {
  /** What stands in an edit for the question whether the mistake is to be made. */
  String PLANTED = "PLANTED";

  /** A step of {@link Failpoints} that is left out. */
  record LeftOut(String step) implements Plant {}

  /**
   * A source that is changed in one place.
   *
   * @param file its path in the project
   * @param right what stands there, a regular expression
   * @param wrong what takes its place, which may name the expression's groups; {@link #PLANTED} in
   *     it is the question
   */
  record Edit(String file, String right, String wrong) implements Plant {}

  /** A mistake in a script of the cache. */
  static Plant script(String name, String right, String wrong) {
    return new Edit(
        "cache/src/main/resources/dev/forebay/cache/protocol/" + name + ".lua", right, wrong);
  }

  /** A mistake in a class of the cache, which is named with its package there. */
  static Plant cache(String name, String right, String wrong) {
    return new Edit("cache/src/main/java/dev/forebay/cache/" + name + ".java", right, wrong);
  }

  /** A mistake in a class of the data API that names entries. */
  static Plant entry(String name, String right, String wrong) {
    return new Edit("data/src/main/java/dev/forebay/data/entry/" + name + ".java", right, wrong);
  }

  /** A mistake in a class of the data API that writes. */
  static Plant write(String name, String right, String wrong) {
    return new Edit("data/src/main/java/dev/forebay/data/write/" + name + ".java", right, wrong);
  }

  /** A mistake in a class that reads the binlog. */
  static Plant tailer(String name, String right, String wrong) {
    String folder = "mysql/src/main/java/dev/forebay/mysql/tailer/";
    return new Edit(folder + name + ".java", right, wrong);
  }
}
