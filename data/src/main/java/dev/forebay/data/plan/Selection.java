package dev.forebay.data.plan;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.data.plan.Plan.Field;
import dev.forebay.data.plan.Plan.Projection;
import dev.forebay.data.request.ApiRequest.SelectItem;
import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Turns {@code select} into fields. */
final class Selection {
  private Selection() {}

  static Projection of(Table table, List<SelectItem> select) {
    Projection all = Projection.all(table);
    if (select.isEmpty()) {
      return all;
    }
    List<Field> fields = new ArrayList<>();
    select.forEach(item -> fields.addAll(item.all() ? all.fields() : List.of(field(table, item))));
    requireDistinct(fields);
    return new Projection(fields, fields.equals(all.fields()));
  }

  private static Field field(Table table, SelectItem item) {
    Column column = Names.column(table, item.column());
    String alias = item.alias();
    return new Field(column, alias == null ? column.name() : alias);
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
