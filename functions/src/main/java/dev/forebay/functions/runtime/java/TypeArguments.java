package dev.forebay.functions.runtime.java;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a class gives an interface for its type parameters, through any number of generic
 * superclasses: for {@code class Bill extends Base<List<Usage>>} and {@code class Base<T>
 * implements RequestHandler<T, String>} they are {@code List<Usage>} and {@code String}.
 */
final class TypeArguments {
  private TypeArguments() {}

  /** The interface's arguments, or empty where the class does not implement it. */
  static Optional<List<Type>> of(Class<?> type, Class<?> wanted) {
    return find(type, Map.of(), wanted);
  }

  private static Optional<List<Type>> find(
      Type type, Map<TypeVariable<?>, Type> bindings, Class<?> wanted) {
    Class<?> raw = raw(type);
    if (!wanted.isAssignableFrom(raw)) {
      return Optional.empty();
    }
    Map<TypeVariable<?>, Type> bound = bind(type, raw, bindings);
    if (raw == wanted) {
      return Optional.of(
          Arrays.stream(raw.getTypeParameters()).map(v -> resolve(v, bound)).toList());
    }
    return supertypes(raw).flatMap(parent -> find(parent, bound, wanted).stream()).findFirst();
  }

  private static Stream<Type> supertypes(Class<?> raw) {
    return Stream.concat(
        Stream.ofNullable(raw.getGenericSuperclass()), Arrays.stream(raw.getGenericInterfaces()));
  }

  private static Map<TypeVariable<?>, Type> bind(
      Type type, Class<?> raw, Map<TypeVariable<?>, Type> bindings) {
    Map<TypeVariable<?>, Type> bound = new HashMap<>();
    if (type instanceof ParameterizedType generic) {
      TypeVariable<?>[] variables = raw.getTypeParameters();
      for (int i = 0; i < variables.length; i++) {
        bound.put(variables[i], resolve(generic.getActualTypeArguments()[i], bindings));
      }
    }
    return bound;
  }

  /** A variable that nothing binds is its bound: Object, for a raw RequestHandler. */
  private static Type resolve(Type type, Map<TypeVariable<?>, Type> bindings) {
    return switch (type) {
      case TypeVariable<?> variable ->
          bindings.containsKey(variable)
              ? bindings.get(variable)
              : resolve(variable.getBounds()[0], bindings);
      case ParameterizedType generic ->
          new Parameterized(
              raw(generic),
              Arrays.stream(generic.getActualTypeArguments())
                  .map(argument -> resolve(argument, bindings))
                  .toList(),
              generic.getOwnerType());
      default -> type;
    };
  }

  private static Class<?> raw(Type type) {
    return (Class<?>) (type instanceof ParameterizedType generic ? generic.getRawType() : type);
  }

  private record Parameterized(Class<?> raw, List<Type> arguments, @Nullable Type owner)
      implements ParameterizedType {
    @Override
    public Type[] getActualTypeArguments() {
      return arguments.toArray(Type[]::new);
    }

    @Override
    public Type getRawType() {
      return raw;
    }

    @Override
    public @Nullable Type getOwnerType() {
      return owner;
    }
  }
}
