package dev.forebay.data.read;

import dev.forebay.cache.entry.EntryName;
import dev.forebay.data.entry.KeyText;
import dev.forebay.data.entry.TableModel;
import dev.forebay.data.entry.TextWeights;
import dev.forebay.data.plan.Resource;
import dev.forebay.data.value.ValueType;
import dev.forebay.mysql.schema.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Names the entry that can answer a read: of a row by its whole key, or of a lookup. */
final class ReadNames {
  private final TextWeights weights;

  ReadNames(TextWeights weights) {
    this.weights = weights;
  }

  /** The entry, unless the read is not of one, or is of a part of one. */
  Optional<EntryName> of(TableModel model, Resource resource) {
    if (!model.isCached() || resource.offset() > 0) {
      return Optional.empty();
    }
    Map<String, Object> values = resource.asked().equalities();
    return isKey(model, values) ? Optional.of(row(model, values)) : lookup(model, resource, values);
  }

  private static boolean isKey(TableModel model, Map<String, Object> values) {
    return values.size() == model.key().size() && values.keySet().containsAll(model.keyNames());
  }

  private EntryName row(TableModel model, Map<String, Object> values) {
    List<String> spellings = new ArrayList<>();
    for (Column column : model.key()) {
      spellings.add(spelling(column, values));
    }
    return EntryName.row(model.name(), KeyText.join(spellings));
  }

  private Optional<EntryName> lookup(
      TableModel model, Resource resource, Map<String, Object> values) {
    if (values.size() != 1 || resource.sorting().asked()) {
      return Optional.empty();
    }
    return model.lookups().stream()
        .filter(column -> values.containsKey(column.name()))
        .map(column -> EntryName.lookup(model.name(), column.name(), spelling(column, values)))
        .findFirst();
  }

  private String spelling(Column column, Map<String, Object> values) {
    Object value = values.get(column.name());
    if (value == null) {
      throw new IllegalArgumentException("No value for " + column.name());
    }
    ValueType type = ValueType.of(column);
    return type.isWeighed() ? weights.of(column, (String) value) : type.spelling(value);
  }
}
