package dev.forebay.data.types;

import dev.forebay.data.types.TwoNodes.Seen;
import dev.forebay.data.types.Wording.Standing;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * A write that was sent, and what its table holds before and after it, by the names of the rows.
 *
 * @param role of the column that it is about
 * @param how in a word or two
 */
record Attempt(
    Findings findings,
    String role,
    String how,
    Wording spelling,
    Sent sent,
    Seen seen,
    Map<String, String> before,
    Map<String, String> after) {

  /** Whether it was done; else it has to be a refusal that this spelling allows. */
  boolean isDone() {
    if (seen.isGood()) {
      return true;
    }
    if (!seen.isRefusal() || !changesNothing()) {
      found("is a refusal, and changes nothing", seen + " " + difference(), "4xx");
    } else if (spelling.standing() == Standing.TAKEN && !seen.isConflict() && !isOfNul()) {
      found("is taken", seen.toString(), "2xx");
    }
    return false;
  }

  /** No URL can hold U+0000. */
  private boolean isOfNul() {
    return seen.isOfNul() && sent.path().contains("%00");
  }

  boolean changesNothing() {
    return before.equals(after);
  }

  /** No row but these is another than before, or gone. */
  void leavesOthersAlone(Collection<String> mine) {
    before.forEach(
        (name, row) -> {
          if (!mine.contains(name) && !row.equals(after.get(name))) {
            found("leaves other rows alone", difference(), name + "=" + row);
          }
        });
  }

  void found(String property, String got, String wanted) {
    findings.add(role, how + " " + property, spelling, sent.toString(), got, wanted);
  }

  /** Which rows are other than before. */
  String difference() {
    return difference(before, after);
  }

  static String difference(Map<String, String> before, Map<String, String> after) {
    return without(before, after) + " -> " + without(after, before);
  }

  private static List<String> without(Map<String, String> rows, Map<String, String> others) {
    List<String> own = new ArrayList<>();
    rows.forEach(
        (name, row) -> {
          if (!row.equals(others.get(name))) {
            own.add(name + "=" + row);
          }
        });
    return own;
  }
}
