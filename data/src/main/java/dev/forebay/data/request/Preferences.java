package dev.forebay.data.request;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the Prefer headers ask for (RFC 7240, with PostgREST's words). Empty is what was not said.
 *
 * @param answer what a write answers with
 * @param count how to count all rows that the filter names
 * @param resolution what to do with rows that are there already
 * @param missing what a key that a row lacks stands for
 * @param tx how the transaction ends
 * @param handling whether what is not understood is refused
 * @param maxAffected the most rows that a write may touch; holds under {@link Handling#STRICT} only
 */
public record Preferences(
    Optional<Return> answer,
    Optional<Count> count,
    Optional<Resolution> resolution,
    Optional<Missing> missing,
    Optional<Tx> tx,
    Optional<Handling> handling,
    OptionalLong maxAffected) {

  /** Nothing said. */
  public static final Preferences NONE =
      new Preferences(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          OptionalLong.empty());

  /** Whether this is what a write is to answer with. */
  public boolean wants(Return wanted) {
    return answer.filter(wanted::equals).isPresent();
  }

  /** Whether what is not understood is refused, and {@link #maxAffected} holds. */
  public boolean strict() {
    return handling.filter(Handling.STRICT::equals).isPresent();
  }

  /** Whether the transaction is to be undone once the answer is known. */
  public boolean rollsBack() {
    return tx.filter(Tx.ROLLBACK::equals).isPresent();
  }

  /** One of the words that a preference takes. */
  public sealed interface Choice {
    /** The word's name in Java. */
    String name();

    /** The preference as it stands in the header: {@code return=headers-only}. */
    default String text() {
      String word = name().toLowerCase(Locale.ROOT).replace('_', '-');
      return getClass().getSimpleName().toLowerCase(Locale.ROOT) + "=" + word;
    }
  }

  /** What a write answers with. */
  public enum Return implements Choice {
    /** Nothing but the status. */
    MINIMAL,
    /** A Location header. */
    HEADERS_ONLY,
    /** The rows as they now are, or as they were before a DELETE. */
    REPRESENTATION
  }

  /** How all rows that the filter names are counted. */
  public enum Count implements Choice {
    /** One by one. */
    EXACT,
    /** By the estimate of the database's optimizer. */
    PLANNED,
    /** One by one up to the most rows that an answer has; past that by the estimate. */
    ESTIMATED
  }

  /** What to do with rows that are there already. */
  public enum Resolution implements Choice {
    /** They get the values that the request gives. */
    MERGE_DUPLICATES,
    /** They stay as they are. */
    IGNORE_DUPLICATES
  }

  /** What a key that a row lacks stands for. */
  public enum Missing implements Choice {
    /** The column's default. */
    DEFAULT,
    /** Null. */
    NULL
  }

  /** How the transaction ends. */
  public enum Tx implements Choice {
    /** What was written stays. */
    COMMIT,
    /** What was written is undone. */
    ROLLBACK
  }

  /** What becomes of preferences that are not understood. */
  public enum Handling implements Choice {
    /** They are refused. */
    STRICT,
    /** They are ignored. */
    LENIENT
  }
}
