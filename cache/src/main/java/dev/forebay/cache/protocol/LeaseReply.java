package dev.forebay.cache.protocol;

import dev.forebay.cache.entry.Stored;
import dev.forebay.redis.ScriptReply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What LEASE answers. */
public sealed interface LeaseReply {
  /** The value has come in between. */
  record Value(Stored stored) implements LeaseReply {}

  /** The caller may fill the entry. */
  record Granted() implements LeaseReply {}

  /** Another reader may, and has not yet. */
  record Wait() implements LeaseReply {}

  /** Transactions stand between intent and finish. */
  record Pending(List<Standing> intents) implements LeaseReply {}

  /** The bucket is in another epoch. */
  record ForeignEpoch() implements LeaseReply {}

  /** An intent that stands. */
  record Standing(String token, Duration age, String lockHint) {}

  /** The answer, read. */
  static LeaseReply of(ScriptReply reply) {
    if (Protocol.isForeignEpoch(reply)) {
      return new ForeignEpoch();
    }
    ScriptReply.Answered answer = Protocol.answered(reply);
    return switch (Protocol.word(answer)) {
      case "HIT" -> new Value(Stored.of(answer.bytes(1)));
      case "LEASE" -> new Granted();
      case "WAIT" -> new Wait();
      case "PEND" -> new Pending(standing(answer));
      default -> throw new IllegalStateException("LEASE answered " + Protocol.word(answer));
    };
  }

  private static List<Standing> standing(ScriptReply.Answered answer) {
    List<Standing> intents = new ArrayList<>();
    for (int i = 1; i < answer.size(); i += 3) {
      intents.add(
          new Standing(
              new String(answer.bytes(i), StandardCharsets.UTF_8),
              Duration.ofMillis(answer.number(i + 1)),
              new String(answer.bytes(i + 2), StandardCharsets.UTF_8)));
    }
    return intents;
  }
}
