package dev.forebay.data.write;

import dev.forebay.data.plan.Plan.Missing;
import dev.forebay.data.plan.Where;
import dev.forebay.data.sql.Renderer;
import dev.forebay.data.sql.Statement;
import dev.forebay.mysql.Session;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an UPDATE puts into rows.
 *
 * @param columns which columns
 * @param values their new values: null, {@link Missing#DEFAULT} or a value
 */
record NewValues(List<String> columns, List<@Nullable Object> values) {
  /** Puts them into the rows of a table; how many those are. */
  long update(Session session, Renderer renderer, String table, Where where) {
    Set<String> defaults = new HashSet<>();
    List<@Nullable Object> parameters = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      if (values.get(i) == Missing.DEFAULT) {
        defaults.add(columns.get(i));
      } else {
        parameters.add(values.get(i));
      }
    }
    parameters.addAll(where.values());
    var update = new Statement.Update(table, columns, defaults, where.condition());
    return session.update(renderer.render(update), parameters);
  }

  /** The new value of a column; of one that it leaves, or gives a default, the old one. */
  Object of(String column, Object old) {
    int index = columns.indexOf(column);
    Object value = index < 0 ? null : values.get(index);
    return value == null || value == Missing.DEFAULT ? old : value;
  }
}
