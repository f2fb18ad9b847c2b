package dev.forebay.functions.runtime.java;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The method that takes the events, and how events become its arguments. Its parameters may be an
 * event (first), an InputStream, an OutputStream and a Context (last), each at most once. With a
 * stream among them the method reads and writes bytes itself; without, the event is read from JSON
 * and the result is written as JSON.
 *
 * <p>Source: AWS, "Define Lambda function handler in Java".
 */
final class HandlerMethod {
  private static final byte[] JSON_NULL = "null".getBytes(StandardCharsets.UTF_8);
  private static final String INTERFACE_METHOD = "handleRequest";

  private final Method method;
  private final @Nullable PojoSerializer<Object> input;
  private final @Nullable PojoSerializer<Object> output;

  private HandlerMethod(
      Method method,
      @Nullable PojoSerializer<Object> input,
      @Nullable PojoSerializer<Object> output) {
    this.method = method;
    this.input = input;
    this.output = output;
  }

  /** The method of a class that implements one of Lambda's interfaces. */
  static HandlerMethod ofInterface(Class<?> type, Serializers serializers)
      throws ReflectiveOperationException {
    if (RequestStreamHandler.class.isAssignableFrom(type)) {
      return new HandlerMethod(only(RequestStreamHandler.class), null, null);
    }
    List<Type> arguments =
        TypeArguments.of(type, RequestHandler.class)
            .orElseThrow(
                () ->
                    new NoSuchMethodException(
                        type.getName()
                            + " implements neither RequestHandler nor RequestStreamHandler;"
                            + " name a method of it: "
                            + type.getName()
                            + "::method"));
    return new HandlerMethod(
        only(RequestHandler.class),
        serializers.of(arguments.get(0)),
        isVoid(arguments.get(1)) ? null : serializers.of(arguments.get(1)));
  }

  /** The method of this name; of several, AWS's choice: the one with the most parameters. */
  static HandlerMethod named(Class<?> type, String name, Serializers serializers)
      throws ReflectiveOperationException {
    if (name.equals(INTERFACE_METHOD) && implementsInterface(type)) {
      return ofInterface(type, serializers);
    }
    Method method =
        Arrays.stream(type.getMethods())
            .filter(candidate -> candidate.getName().equals(name) && isHandler(candidate))
            .max(Comparator.comparingInt(HandlerMethod::rank))
            .orElseThrow(
                () ->
                    new NoSuchMethodException(
                        type.getName()
                            + " has no public method "
                            + name
                            + " that takes an event, a Context, or both"));
    if (hasStream(method)) {
      return new HandlerMethod(method, null, null);
    }
    Optional<Type> event = event(method);
    return new HandlerMethod(
        method,
        event.isPresent() ? serializers.of(event.get()) : null,
        isVoid(method.getReturnType()) ? null : serializers.of(method.getGenericReturnType()));
  }

  /** Whether the method needs no instance. */
  boolean isStatic() {
    return Modifier.isStatic(method.getModifiers());
  }

  /**
   * Calls the handler.
   *
   * @throws UnreadableEventException when the event is not what the method takes
   * @throws Throwable whatever the handler throws
   */
  byte[] call(@Nullable Object instance, byte[] event, Context context) throws Throwable {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Object result;
    try {
      result = method.invoke(instance, arguments(event, out, context));
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
    if (hasStream(method)) {
      return out.toByteArray();
    }
    if (output == null || result == null) {
      return JSON_NULL;
    }
    output.toJson(result, out);
    return out.toByteArray();
  }

  private @Nullable Object[] arguments(byte[] event, OutputStream out, Context context) {
    List<@Nullable Object> arguments = new ArrayList<>();
    for (Class<?> type : method.getParameterTypes()) {
      if (type == Context.class) {
        arguments.add(context);
      } else if (hasStream(method)) {
        arguments.add(type == InputStream.class ? new ByteArrayInputStream(event) : out);
      } else {
        arguments.add(read(event));
      }
    }
    return arguments.toArray();
  }

  private @Nullable Object read(byte[] event) {
    if (input == null) {
      return null;
    }
    try {
      return input.fromJson(new ByteArrayInputStream(event));
    } catch (RuntimeException e) {
      throw new UnreadableEventException(e);
    }
  }

  private static boolean isHandler(Method method) {
    List<Class<?>> types = List.of(method.getParameterTypes());
    int last = types.size() - 1;
    boolean contextIsLast = !types.contains(Context.class) || types.indexOf(Context.class) == last;
    long events = types.stream().filter(type -> !isStream(type) && type != Context.class).count();
    boolean distinct = types.stream().distinct().count() == types.size();
    return contextIsLast && distinct && events <= (hasStream(method) ? 0 : 1);
  }

  /** AWS prefers what the source declares to the compiler's bridges, then the longest signature. */
  private static int rank(Method method) {
    List<Class<?>> types = List.of(method.getParameterTypes());
    return (method.isBridge() ? 0 : 100) + types.size() + (types.contains(Context.class) ? 1 : 0);
  }

  private static Optional<Type> event(Method method) {
    return Arrays.stream(method.getGenericParameterTypes())
        .filter(type -> type != Context.class)
        .findFirst();
  }

  private static boolean hasStream(Method method) {
    return Arrays.stream(method.getParameterTypes()).anyMatch(HandlerMethod::isStream);
  }

  private static boolean isStream(Class<?> type) {
    return type == InputStream.class || type == OutputStream.class;
  }

  private static boolean implementsInterface(Class<?> type) {
    return RequestHandler.class.isAssignableFrom(type)
        || RequestStreamHandler.class.isAssignableFrom(type);
  }

  private static Method only(Class<?> handlerInterface) {
    return handlerInterface.getMethods()[0];
  }

  private static boolean isVoid(Type type) {
    return type == void.class || type == Void.class;
  }
}
