package dev.forebay.base.config;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the components of configuration records say of themselves. */
final class Components {
  private Components() {}

  /** Those of several records, one after the other. */
  static List<RecordComponent> of(List<? extends Class<?>> types) {
    return types.stream().flatMap(type -> Arrays.stream(type.getRecordComponents())).toList();
  }

  static boolean isNullable(RecordComponent component) {
    return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  /** Whether a file must have this key. A record is required where one of its own keys is. */
  static boolean isRequired(RecordComponent component) {
    Class<?> type = component.getType();
    if (component.isAnnotationPresent(Default.class)
        || isNullable(component)
        || java.util.Collection.class.isAssignableFrom(type)
        || java.util.Map.class.isAssignableFrom(type)) {
      return false;
    }
    return Scalars.isScalar(type)
        || Arrays.stream(type.getRecordComponents()).anyMatch(Components::isRequired);
  }
}
