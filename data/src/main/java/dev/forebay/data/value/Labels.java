package dev.forebay.data.value;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Labels as an ENUM or SET declares them. */
final class Labels {
  private Labels() {}

  /**
   * The label that a word means: itself, or the only one that it is in another case. A number is
   * none: MySQL would take it as an index.
   */
  static @Nullable String of(List<String> labels, String word) {
    if (labels.contains(word)) {
      return word;
    }
    List<String> alike = labels.stream().filter(word::equalsIgnoreCase).toList();
    return alike.size() == 1 ? alike.getFirst() : null;
  }
}
