package dev.forebay.data.read;

import dev.forebay.cache.entry.ListName;
import dev.forebay.data.entry.TableModels;
import dev.forebay.data.plan.Plan;
import dev.forebay.data.request.Preferences.Count;
import dev.forebay.data.row.JsonRows;
import dev.forebay.data.value.Spelling;
import dev.forebay.mysql.schema.Schema;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Names the answers to whole queries, and keeps them: how many rows were counted (8 bytes, −1 for
 * not counted), how many there are (4 bytes), and the rows as a JSON array.
 */
public final class Lists {
  private static final int HEADER = 12;
  private static final long NOT_COUNTED = -1;

  private final TableModels models;
  private final Supplier<Schema> schema;

  public Lists(TableModels models, Supplier<Schema> schema) {
    this.models = models;
    this.schema = schema;
  }

  /** The name of the plan's answer, if it may be kept: if all tables that it reads allow it. */
  public Optional<ListName> name(Plan.Read plan) {
    boolean estimated = plan.count().filter(count -> count != Count.EXACT).isPresent();
    if (estimated || !models.of(plan.table()).keepsLists()) {
      return Optional.empty();
    }
    PlanSpelling spelling = new PlanSpelling(models);
    spelling.add(List.of(plan.resource(), plan.count().isPresent()));
    return spelling.isComplete() && spelling.tables().stream().allMatch(this::keepsLists)
        ? Optional.of(name(spelling.tables(), spelling.text()))
        : Optional.empty();
  }

  private boolean keepsLists(String table) {
    return schema.get().table(table).filter(known -> models.of(known).keepsLists()).isPresent();
  }

  private static ListName name(Set<String> tables, String spelling) {
    return new ListName(List.copyOf(tables), Spelling.sha256(spelling));
  }

  public static byte[] encode(Result result) {
    JsonRows rows = result.rows();
    return ByteBuffer.allocate(HEADER + rows.length() + 2)
        .putLong(result.total().orElse(NOT_COUNTED))
        .putInt(rows.count())
        .put((byte) '[')
        .put(rows.bytes(), rows.from(), rows.length())
        .put((byte) ']')
        .array();
  }

  public static Result decode(byte[] list, List<String> labels, CacheStatus status) {
    ByteBuffer header = ByteBuffer.wrap(list);
    long total = header.getLong();
    JsonRows rows = JsonRows.ofArray(list, HEADER, header.getInt());
    OptionalLong counted = total == NOT_COUNTED ? OptionalLong.empty() : OptionalLong.of(total);
    return Result.read(rows, counted, labels, status);
  }
}
