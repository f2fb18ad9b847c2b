package dev.forebay.data.write;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.data.entry.KeyBatch;
import dev.forebay.data.entry.KeyText;
import dev.forebay.data.entry.Sessions;
import dev.forebay.data.entry.StoredRow;
import dev.forebay.data.entry.TableModel;
import dev.forebay.data.json.JsonBuffer;
import dev.forebay.data.plan.Condition;
import dev.forebay.data.plan.Output;
import dev.forebay.data.plan.Output.Cast;
import dev.forebay.data.plan.Resource;
import dev.forebay.data.plan.Source;
import dev.forebay.data.read.Batch;
import dev.forebay.data.read.Embeds;
import dev.forebay.data.read.Level;
import dev.forebay.data.row.JsonRows;
import dev.forebay.data.sql.Renderer;
import dev.forebay.data.sql.Statement;
import dev.forebay.data.sql.Statement.Page;
import dev.forebay.mysql.Session;
import dev.forebay.mysql.Session.Row;
import dev.forebay.mysql.schema.Column;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Reads rows that a write has locked again, in its transaction, for what an answer shows besides
 * their columns: embeds, casts, parts of JSON. One statement for each 1,024 rows, and as many for
 * each embed.
 */
public final class WrittenRows {
  private static final int MOST_SORTED = 1024;

  private final Renderer renderer;
  private final int mostEmbedded;

  /** With how many rows an answer may embed in all. */
  public WrittenRows(Renderer renderer, int mostEmbedded) {
    this.renderer = renderer;
    this.mostEmbedded = mostEmbedded;
  }

  /**
   * What the resource shows of these rows: in their order, or in the resource's. FB208 where more
   * are to be sorted than one statement names.
   */
  public JsonRows read(Session session, TableModel model, Resource resource, List<StoredRow> rows) {
    boolean sorted = !resource.sorting().orderings().isEmpty();
    if (sorted && rows.size() > MOST_SORTED) {
      throw new ForebayException(
          ErrorCode.UNSUPPORTED_FEATURE,
          "The answer to a write of more than %d rows is not sorted".formatted(MOST_SORTED),
          "Leave out order, and sort them yourself");
    }
    Reading reading = new Reading(session, model, Level.root(resource));
    reading.read(rows);
    List<byte[]> objects =
        new Embeds(Sessions.of(session), renderer, null, mostEmbedded).objects(reading.batch);
    return joined(sorted ? objects : reading.inOrderOf(rows, objects));
  }

  private static JsonRows joined(List<byte[]> objects) {
    JsonBuffer out = new JsonBuffer(256);
    for (byte[] object : objects) {
      (out.size() > 0 ? out.put(',') : out).put(object);
    }
    return new JsonRows(out.toByteArray(), 0, objects.size());
  }

  /** The rows of one answer, with their keys to tell them by. */
  private final class Reading {
    private final Session session;
    private final TableModel model;
    private final Level level;
    private final Batch batch;
    private final List<Output> outputs;
    private final Map<List<String>, Integer> numbers = new HashMap<>();

    Reading(Session session, TableModel model, Level level) {
      this.session = session;
      this.model = model;
      this.level = level;
      this.batch = new Batch(level);
      this.outputs = new ArrayList<>(level.outputs());
      for (String column : model.keyNames()) {
        outputs.add(Output.of(new Source.Stored(column), Cast.NONE));
      }
    }

    void read(List<StoredRow> rows) {
      List<List<Object>> keys = rows.stream().map(row -> row.keyParameters(model)).toList();
      for (KeyBatch part : KeyBatch.of(model.keyNames(), keys)) {
        session.query(sql(part), parameters(part), this::add);
      }
    }

    private String sql(KeyBatch part) {
      Resource resource = level.resource();
      return renderer.render(
          new Statement.Rows(
              model.name(),
              null,
              List.of(),
              outputs,
              new Condition.All(List.of(part.condition(), resource.where().condition())),
              resource.sorting().orderings(),
              Page.LOCKED));
    }

    private List<Object> parameters(KeyBatch part) {
      Resource resource = level.resource();
      List<Object> parameters = new ArrayList<>(resource.values());
      parameters.addAll(part.values());
      parameters.addAll(resource.where().values());
      parameters.addAll(resource.sorting().values());
      return parameters;
    }

    private boolean add(Row row) {
      numbers.put(key(row), batch.rows().count());
      return batch.add(row);
    }

    private List<String> key(Row row) {
      List<String> key = new ArrayList<>();
      int index = level.outputs().size() + 1;
      for (Column column : model.key()) {
        key.add(KeyText.of(column, row, index++));
      }
      return key;
    }

    /** Rows that an inner embed leaves out are none of the answer. */
    List<byte[]> inOrderOf(List<StoredRow> rows, List<byte[]> objects) {
      return rows.stream()
          .map(row -> numbers.get(row.key()))
          .filter(Objects::nonNull)
          .map(objects::get)
          .toList();
    }
  }
}
