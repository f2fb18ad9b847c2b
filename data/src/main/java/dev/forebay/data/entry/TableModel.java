package dev.forebay.data.entry;

import dev.forebay.data.plan.Ordering;
import dev.forebay.data.plan.Plan.Projection;
import dev.forebay.data.request.ApiRequest.Nulls;
import dev.forebay.data.row.RowFormat;
import dev.forebay.data.sql.Expressions;
import dev.forebay.data.sql.Statement.Expression;
import dev.forebay.data.value.ValueType;
import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is worked out once for a table: how its rows are read, named and cached. */
public final class TableModel {
  private static final Logger LOG = LoggerFactory.getLogger(TableModel.class);

  private final Table table;
  private final TableCache cache;
  private final List<Column> key;
  private final List<String> keyNames;
  private final boolean hasEntries;
  private final boolean promised;
  private final List<Column> lookups;
  private final RowFormat format;
  private final int signature;

  TableModel(Table table, TableCache cache, boolean promised) {
    this.table = table;
    this.cache = cache;
    this.key = RowKey.of(table);
    this.keyNames = key.stream().map(Column::name).toList();
    this.hasEntries = cache.enabled() && hasKey() && !table.view();
    this.promised = promised;
    this.lookups = hasEntries ? lookups(table, cache) : List.of();
    this.format = new RowFormat(Projection.all(table));
    this.signature = signature(table);
  }

  public Table table() {
    return table;
  }

  /** Whether another model says the same. */
  boolean isLike(TableModel other) {
    return cache.equals(other.cache) && promised == other.promised && table.equals(other.table);
  }

  public String name() {
    return table.name();
  }

  /** The primary key's columns, or none where its values cannot be compared exactly. */
  public List<Column> key() {
    return key;
  }

  public List<String> keyNames() {
    return keyNames;
  }

  public boolean hasKey() {
    return !key.isEmpty();
  }

  /** Whether the cache may have entries of it, perhaps from before a routine was made. */
  boolean hasEntries() {
    return hasEntries;
  }

  /** Whether its rows go through the cache: what routines change has no intent. */
  public boolean isCached() {
    return hasEntries && promised;
  }

  /** Whether the cache may have answers to whole queries of it. */
  boolean hasLists() {
    return hasEntries && cache.lists();
  }

  /** Whether answers to whole queries of it go through the cache. */
  public boolean keepsLists() {
    return isCached() && hasLists();
  }

  /** Whether foreign keys change its rows on their own. */
  public boolean isChangedByCascade() {
    return table.foreignKeys().stream().anyMatch(k -> k.cascadesDeletes() || k.cascadesUpdates());
  }

  /** What to bind for the texts of these columns' values. */
  public List<Object> parameters(List<String> columns, List<String> texts) {
    List<Object> parameters = new ArrayList<>(columns.size());
    for (int i = 0; i < columns.size(); i++) {
      Column column = table.column(columns.get(i)).orElseThrow();
      parameters.add(KeyText.parameter(column, texts.get(i)));
    }
    return parameters;
  }

  public Duration ttl() {
    return cache.ttl();
  }

  /** The columns of which equality reads are cached. */
  public List<Column> lookups() {
    return lookups;
  }

  /** Writes whole rows. */
  public RowFormat format() {
    return format;
  }

  /** Differs, but for one chance in four billion, between two definitions of the columns. */
  public int signature() {
    return signature;
  }

  /** All columns, as {@link #format} reads them. */
  public List<Expression> columns() {
    return Expressions.values(table.columns());
  }

  /** All columns, then the weights of those that name entries: key first, then lookups. */
  public List<Expression> columnsAndWeights() {
    List<Expression> expressions = new ArrayList<>(columns());
    Stream.concat(key.stream(), lookups.stream())
        .filter(column -> ValueType.of(column).isWeighed())
        .forEach(column -> expressions.add(Expressions.weight(column)));
    return expressions;
  }

  /** The key's columns, then the weights of those that name the row's entry. */
  public List<Expression> keyAndWeights() {
    List<Expression> expressions = new ArrayList<>(Expressions.values(key));
    key.stream()
        .filter(column -> ValueType.of(column).isWeighed())
        .map(Expressions::weight)
        .forEach(expressions::add);
    return expressions;
  }

  public List<Ordering> byKey() {
    return keyNames().stream().map(name -> new Ordering(name, false, Nulls.NATURAL)).toList();
  }

  private static List<Column> lookups(Table table, TableCache cache) {
    List<Column> lookups = new ArrayList<>();
    for (String name : cache.lookups()) {
      table
          .column(name)
          .filter(column -> ValueType.of(column).isNamed())
          .ifPresentOrElse(
              lookups::add,
              () -> LOG.warn("Lookups of {} by {} cannot be cached", table.name(), name));
    }
    return List.copyOf(lookups);
  }

  private static int signature(Table table) {
    return table.columns().stream()
        .map(c -> List.of(c.name(), c.type().toString()))
        .toList()
        .hashCode();
  }
}
