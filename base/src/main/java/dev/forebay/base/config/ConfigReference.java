package dev.forebay.base.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The reference of a configuration file in Markdown: a table row for each key. */
public final class ConfigReference {
  private ConfigReference() {}

  /**
   * The rows {@code | key | type | default | meaning |} below a heading, ending with a line break.
   *
   * @param types the records that have the file's keys between them
   */
  public static String of(List<Class<? extends Record>> types) {
    StringBuilder table =
        new StringBuilder("| key | type | default | meaning |\n|---|---|---|---|\n");
    rows(Components.of(types), "", table);
    return table.toString();
  }

  private static void rows(List<RecordComponent> components, String path, StringBuilder table) {
    for (RecordComponent component : components) {
      row(component, path + component.getName(), table);
    }
  }

  private static void row(RecordComponent component, String key, StringBuilder table) {
    Doc doc = component.getAnnotation(Doc.class);
    Class<?> nested = nestedRecord(component.getGenericType());
    Doc shared = doc != null || nested == null ? doc : nested.getAnnotation(Doc.class);
    String meaning = shared == null ? "" : shared.value();
    table.append(
        "| `%s` | %s | %s | %s |\n"
            .formatted(key, typeName(component.getGenericType()), defaultOf(component), meaning));
    if (nested != null) {
      rows(List.of(nested.getRecordComponents()), key + suffix(component.getType()) + ".", table);
    }
  }

  private static String suffix(Class<?> type) {
    return type == List.class ? "[]" : type == java.util.Map.class ? ".NAME" : "";
  }

  private static String defaultOf(RecordComponent component) {
    Default literal = component.getAnnotation(Default.class);
    if (literal != null) {
      return literal.value().isEmpty() ? "empty" : "`" + literal.value() + "`";
    }
    return Components.isRequired(component) ? "required" : "";
  }

  private static @Nullable Class<?> nestedRecord(Type type) {
    if (type instanceof ParameterizedType generic) {
      Type[] parameters = generic.getActualTypeArguments();
      return nestedRecord(parameters[parameters.length - 1]);
    }
    Class<?> raw = (Class<?>) type;
    return raw.isRecord() && !Scalars.isScalar(raw) ? raw : null;
  }

  private static String typeName(Type type) {
    if (type instanceof ParameterizedType generic) {
      Type[] parameters = generic.getActualTypeArguments();
      return (generic.getRawType() == List.class ? "list of " : "mapping to ")
          + typeName(parameters[parameters.length - 1]);
    }
    Class<?> raw = (Class<?>) type;
    if (raw.isEnum()) {
      return String.join(" or ", Scalars.names(raw));
    }
    return raw == Duration.class
        ? "duration"
        : raw == DataSize.class ? "size" : Scalars.isScalar(raw) ? scalarName(raw) : "section";
  }

  private static String scalarName(Class<?> type) {
    return type == String.class || type == Secret.class
        ? "text"
        : type == boolean.class ? "true or false" : "number";
  }
}
