package dev.forebay.data.request;

import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Rows in JSON: one object, or an array of objects. */
final class JsonBody implements Body {
  private final String text;
  private final boolean many;
  private final Set<String> keys = new LinkedHashSet<>();
  private int fewest = Integer.MAX_VALUE;

  /** Reads the text once, to its end. FB101 where it is not what it should be. */
  JsonBody(String text, boolean many) {
    this.text = text;
    this.many = many;
    for (Map<String, JsonValue> row : this) {
      keys.addAll(row.keySet());
      fewest = Math.min(fewest, row.size());
    }
  }

  @Override
  public Iterator<Map<String, JsonValue>> iterator() {
    return new JsonObjects(text, many);
  }

  @Override
  public Set<String> keys() {
    return Collections.unmodifiableSet(keys);
  }

  @Override
  public boolean isUniform() {
    return fewest >= keys.size();
  }
}
