package dev.forebay.data.request;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.data.request.SelectItem.Aggregate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Parses {@code select}.
 *
 * <pre>
 * items     = item { "," item }
 * item      = "*" | [alias ":"] field | [alias ":"] embed | "..." embed
 * field     = [operand ["::" cast] "."] function "()" ["::" cast]      amount.sum(), count()
 *           | operand ["::" cast]
 * embed     = target ["!" hint] ["!inner" | "!left"] "(" [items] ")"
 * </pre>
 */
final class SelectParser {
  private static final String DELIMITERS = ",:.!()";

  private final Cursor cursor;
  private final int deepest;

  /** With how deep embeds may be nested. */
  SelectParser(Cursor cursor, int deepest) {
    this.cursor = cursor;
    this.deepest = deepest;
  }

  /** All of the parameter. */
  List<SelectItem> parse() {
    List<SelectItem> items = items(0);
    cursor.expectEnd();
    return items;
  }

  private List<SelectItem> items(int depth) {
    List<SelectItem> items = new ArrayList<>();
    do {
      items.add(item(depth));
    } while (cursor.accept(','));
    return items;
  }

  private SelectItem item(int depth) {
    if (cursor.accept("...")) {
      return embed(null, cursor.name(DELIMITERS), true, depth);
    }
    String name = cursor.name(DELIMITERS);
    boolean aliased = !cursor.sees("::") && cursor.accept(':');
    String alias = aliased ? name : null;
    String column = aliased ? cursor.name(DELIMITERS) : name;
    if (column.equals("count") && cursor.accept("()")) {
      return new SelectItem.Field(null, alias, null, Aggregate.COUNT, cast());
    }
    if (cursor.sees('!') || cursor.sees('(')) {
      return embed(alias, column, false, depth);
    }
    return column.equals("*") && !aliased ? SelectItem.All.ALL : field(alias, column);
  }

  private SelectItem field(@Nullable String alias, String column) {
    Operand operand = Operand.read(cursor, column, DELIMITERS);
    String cast = cast();
    if (!cursor.accept('.')) {
      return new SelectItem.Field(operand, alias, cast, null, null);
    }
    Aggregate aggregate = aggregate();
    return new SelectItem.Field(operand, alias, cast, aggregate, cast());
  }

  private @Nullable String cast() {
    return cursor.accept("::") ? cursor.name(DELIMITERS) : null;
  }

  private Aggregate aggregate() {
    for (Aggregate aggregate : Aggregate.values()) {
      if (cursor.accept(aggregate.word() + "()")) {
        return aggregate;
      }
    }
    throw cursor.malformed("count(), sum(), avg(), min() or max()");
  }

  private SelectItem embed(@Nullable String alias, String target, boolean spread, int depth) {
    if (depth == deepest) {
      throw new ForebayException(
          ErrorCode.EMBED_TOO_DEEP,
          "The embeds are nested deeper than %d, which is the limit".formatted(deepest),
          "Ask for less at once, or raise api.maxEmbedDepth");
    }
    boolean inner = false;
    String hint = null;
    while (cursor.accept('!')) {
      String word = cursor.name(DELIMITERS);
      switch (word) {
        case "inner" -> inner = true;
        case "left" -> inner = false;
        default -> hint = word;
      }
    }
    cursor.expect('(');
    List<SelectItem> select = cursor.sees(')') ? List.of() : items(depth + 1);
    cursor.expect(')');
    return new SelectItem.Embed(target, alias, hint, inner, spread, select);
  }
}
