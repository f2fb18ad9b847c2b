package dev.forebay.redis;

import java.util.List;

/** What Redis answered to a script. */
public sealed interface ScriptReply {
  /**
   * The script ran.
   *
   * @param values what it returned: {@code byte[]}, {@code Long}
   */
  record Answered(List<Object> values) implements ScriptReply {
    /** The value at an index, which is a string. */
    public byte[] bytes(int index) {
      return (byte[]) values.get(index);
    }

    /** The value at an index, which is a number. */
    public long number(int index) {
      return (Long) values.get(index);
    }

    /** How many values there are. */
    public int size() {
      return values.size();
    }
  }

  /**
   * The script, or Redis before it ran, returned an error.
   *
   * @param error the error as Redis writes it, its code first: {@code "OOM command not allowed …"}
   */
  record Refused(String error) implements ScriptReply {
    /** Whether this is the error's code, its first word. */
    public boolean is(String code) {
      return error.equals(code) || error.startsWith(code + " ");
    }
  }
}
