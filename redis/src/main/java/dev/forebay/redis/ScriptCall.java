package dev.forebay.redis;

import java.util.List;

/**
 * One run of a script.
 *
 * @param script the script
 * @param keys its KEYS, all in one cluster slot
 * @param arguments its ARGV
 */
public record ScriptCall(Script script, List<byte[]> keys, List<byte[]> arguments) {
  /** Keeps copies of the lists; the bytes are not to be written to afterwards. */
  public ScriptCall {
    keys = List.copyOf(keys);
    arguments = List.copyOf(arguments);
  }
}
