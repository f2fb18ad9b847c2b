package dev.forebay.data.request;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The name of a parameter, taken apart: {@code lines.product.not.or}.
 *
 * @param whole as it was sent
 * @param embeds the labels that lead to an embed
 * @param word what is meant of it: order, limit, offset, and, or, not.and, not.or; or empty for a
 *     filter on {@link #operand}
 * @param operand what is filtered; the word where there is one
 */
record ParameterName(String whole, List<String> embeds, String word, Operand operand) {
  private static final Set<String> WORDS = Set.of("order", "limit", "offset", "and", "or");

  static ParameterName parse(String name) {
    Cursor cursor = new Cursor(name, name);
    List<String> embeds = new ArrayList<>();
    Operand operand = Operand.read(cursor, ".");
    while (operand.path().isEmpty() && cursor.accept('.')) {
      embeds.add(operand.column());
      operand = Operand.read(cursor, ".");
    }
    cursor.expectEnd();
    return operand.path().isEmpty() && WORDS.contains(operand.column())
        ? ofWord(name, embeds, operand)
        : new ParameterName(name, embeds, "", operand);
  }

  private static ParameterName ofWord(String name, List<String> embeds, Operand operand) {
    String word = operand.column();
    boolean group = word.equals("and") || word.equals("or");
    if (group && !embeds.isEmpty() && embeds.getLast().equals("not")) {
      embeds.removeLast();
      word = "not." + word;
    }
    return new ParameterName(name, embeds, word, operand);
  }
}
