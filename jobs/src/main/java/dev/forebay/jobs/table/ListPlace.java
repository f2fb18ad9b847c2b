package dev.forebay.jobs.table;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Comparator;
import java.util.Optional;

/**
 * Where a job stands in a list by time.
 *
 * @param time when the job is due or has ended, in microseconds
 * @param instance the job's instance
 * @param kind the job's kind
 */
public record ListPlace(Instant time, String instance, String kind)
    implements Comparable<ListPlace> {
  private static final Comparator<ListPlace> ORDER =
      Comparator.comparing(ListPlace::time)
          .thenComparing(ListPlace::instance)
          .thenComparing(ListPlace::kind)
          .reversed();

  /** Before the first one. */
  public static final ListPlace START =
      new ListPlace(Instant.parse("9999-12-31T00:00:00Z"), "", "");

  /** The latest comes first. */
  @Override
  public int compareTo(ListPlace other) {
    return ORDER.compare(this, other);
  }

  /** As clients are given it: opaque, fit for a URL. */
  public String text() {
    byte[] names = (instance + "\n" + kind).getBytes(StandardCharsets.UTF_8);
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, time);
    byte[] all = ByteBuffer.allocate(8 + names.length).putLong(micros).put(names).array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
  }

  /** The place of a text; empty where it is none. */
  public static Optional<ListPlace> parse(String text) {
    try {
      ByteBuffer all = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
      Instant time = Instant.EPOCH.plus(all.getLong(), ChronoUnit.MICROS);
      String[] names = StandardCharsets.UTF_8.decode(all).toString().split("\n", 2);
      return time.isBefore(Instant.EPOCH) || time.isAfter(START.time())
          ? Optional.empty()
          : Optional.of(new ListPlace(time, names[0], names[1]));
    } catch (IllegalArgumentException | IndexOutOfBoundsException | BufferUnderflowException e) {
      return Optional.empty();
    }
  }
}
