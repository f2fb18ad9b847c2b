package dev.forebay.server.config;

import dev.forebay.auth.ReadRule;
import dev.forebay.auth.TableAccess;
import dev.forebay.base.ForebayException;
import dev.forebay.base.config.ConfigProblem;
import dev.forebay.base.config.Doc;
import dev.forebay.data.TableCacheSettings;
import dev.forebay.data.request.RowFilter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One entry of the section {@code tables}. */
@Doc("What is particular to one table.")
public record TableConfig(
    TableCacheSettings cache,
    TableAccess access,
    @Doc(
            "The columns that are booleans, of TINYINT or BIT(1), and no others of the table. Left"
                + " out: each TINYINT(1) and BIT(1) that is no key.")
        @Nullable List<String> booleans) {
  /** Checks what can be known of the access without the table. */
  public TableConfig {
    ReadRule read = access.anonymous().read();
    if (read != null && read.rows() != null) {
      requireFilter(read.rows(), List.of("access", "anonymous", "read", "rows"));
    }
  }

  private static void requireFilter(String rows, List<Object> path) {
    try {
      RowFilter.parse(rows);
    } catch (ForebayException e) {
      throw new ConfigProblem(
          path, e.hint() == null ? e.getMessage() : e.getMessage() + ". " + e.hint());
    }
  }
}
