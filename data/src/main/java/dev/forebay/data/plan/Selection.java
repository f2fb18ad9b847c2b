package dev.forebay.data.plan;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.data.plan.Plan.Field;
import dev.forebay.data.plan.Plan.Projection;
import dev.forebay.data.request.Operand;
import dev.forebay.data.request.SelectItem;
import dev.forebay.mysql.schema.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Turns the {@code select} of a write into fields. */
final class Selection {
  private Selection() {}

  static Projection of(Table table, List<SelectItem> select) {
    Projection all = Projection.all(table);
    List<Field> fields = new ArrayList<>();
    for (SelectItem item : select) {
      switch (item) {
        case SelectItem.All _ -> fields.addAll(all.fields());
        case SelectItem.Field field -> fields.add(field(table, field));
        case SelectItem.Embed _ -> throw unsupported("embed");
      }
    }
    requireDistinct(fields);
    return new Projection(fields, fields.equals(all.fields()));
  }

  private static Field field(Table table, SelectItem.Field item) {
    Operand operand = item.operand();
    if (operand == null || !item.equals(SelectItem.Field.of(operand.column(), item.alias()))) {
      throw unsupported("compute");
    }
    return new Field(Names.column(table, operand.column()), item.label());
  }

  private static ForebayException unsupported(String what) {
    return new ForebayException(
        ErrorCode.UNSUPPORTED_FEATURE,
        "The answer to a write cannot %s".formatted(what),
        "Select plain columns, and read the rest with a GET");
  }

  private static void requireDistinct(List<Field> fields) {
    Set<String> labels = new HashSet<>();
    for (Field field : fields) {
      if (!labels.add(field.label())) {
        throw new ForebayException(
            ErrorCode.MALFORMED_QUERY,
            "Two selected columns would be called %s".formatted(field.label()),
            "Rename one of them: select=other_name:%s".formatted(field.column().name()));
      }
    }
  }
}
