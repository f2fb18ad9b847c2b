package dev.forebay.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A known race; {@link Schedules} has an order of steps in which it shows. Most are mistakes in a
 * script of the protocol: a script in which a key of Redis, {@code planted}, says which one it
 * makes. It is put before Forebay's own by the JVM's option {@code -Xbootclasspath/a}, so that
 * Forebay has no switch for it. The others are steps that are left out.
 */
enum PlantedRace {
  FILL_WITHOUT_A_LEASE("fill", "if (not lease or .*) then", "if not planted and ($1) then"),
  FILL_WITH_ANOTHERS_LEASE(
      "fill", "(string\\.match\\(lease.* ~= ARGV\\[2\\])\\) then", "not planted and $1) then"),
  INTENT_LEAVES_THE_VALUE("intent", "r\\('DEL', KEYS\\[1\\]\\)", "if not planted then $0 end"),
  INTENT_LEAVES_THE_LEASE(
      "intent",
      "r\\('DEL', KEYS\\[1\\]\\)",
      "if planted then r('HDEL', KEYS[1], 'v' .. ARGV[1]) else $0 end"),
  INTENT_REPLACES_ANOTHER(
      "intent", "if (r\\('HEXISTS', KEYS\\[1\\], 'n'\\) == 0) then", "if planted or $1 then"),
  LEASE_BESIDE_AN_INTENT("lease", "if entry\\.n then", "if entry.n and not planted then"),
  FINISH_WHILE_DIRTY("finish", "if dirty or", "if (dirty and not planted) or"),
  FINISH_BESIDE_OTHERS("finish", "if others > 0 then", "if others > 0 and not planted then"),
  EPOCH_OUTLIVES_THE_PROCESS(
      "epoch", "(r\\('GET', KEYS\\[2\\]\\) == ARGV\\[1\\])", "(planted or $1)"),
  KEPT_WHOEVER_FINISHED(
      "inval",
      "(r\\('HGET', KEYS\\[i\\], 'x'\\) == ARGV\\[1\\])",
      "(planted and r('HEXISTS', KEYS[i], 'x') == 1 or $1)"),
  INVAL_LEAVES_THE_LEASE(
      "inval",
      "r\\('UNLINK', KEYS\\[i\\]\\)",
      "if not (planted and r('HEXISTS', KEYS[i], 'l') == 1) then $0 end"),
  INVAL_LEAVES_AN_INTENT_CLEAN(
      "inval", "r\\('HSET', KEYS\\[i\\], 'd', 1\\)", "if not planted then $0 end"),
  COMMIT_WITHOUT_INTENT("before INTENT"),
  BULK_WITHOUT_AN_INTENT("before INTENT"),
  ACKNOWLEDGED_BEFORE_FINISH("before FINISH"),
  RESOLVER_DOES_NOT_LOCK("before SETTLE");

  private static final String SCRIPTS = "dev/forebay/cache";

  private final String place;
  private final String right;
  private final String wrong;

  PlantedRace(String script, String right, String wrong) {
    this.place = script;
    this.right = right;
    this.wrong = wrong;
  }

  /** A step that is left out. */
  PlantedRace(String step) {
    this(step, "", "");
  }

  /** The step that is left out, or nothing where a script has the mistake. */
  Stream<String> skippedStep() {
    return right.isEmpty() ? Stream.of(place) : Stream.empty();
  }

  /** Writes the scripts that can make mistakes; returns the JVM's option that puts them first. */
  static String plantAll(Path folder) {
    Stream.of(values())
        .filter(race -> !race.right.isEmpty())
        .map(race -> race.place)
        .distinct()
        .forEach(script -> plant(folder, script));
    return "-Xbootclasspath/a:" + folder;
  }

  private static void plant(Path folder, String script) {
    String source = source(script);
    for (PlantedRace race : values()) {
      if (race.place.equals(script)) {
        source = race.mistaken(source);
      }
    }
    try {
      Path file = folder.resolve(SCRIPTS).resolve(script + ".lua");
      Files.createDirectories(file.getParent());
      Files.writeString(file, source);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String mistaken(String source) {
    String planted = "(redis.call('GET', 'planted') == '" + this + "')";
    String mistaken = source.replaceFirst(right, wrong.replace("planted", planted));
    if (mistaken.equals(source)) {
      throw new IllegalStateException(place + " has no " + right);
    }
    return mistaken;
  }

  private static String source(String script) {
    String name = "/" + SCRIPTS + "/" + script + ".lua";
    try (InputStream stream = PlantedRace.class.getResourceAsStream(name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
