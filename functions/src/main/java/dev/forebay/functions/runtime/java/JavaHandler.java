package dev.forebay.functions.runtime.java;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.functions.runtime.FunctionSettings;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/**
 * A handler's class and method, and its instances. As on Lambda, an instance is made once, is used
 * by one invocation at a time, and is used again by later ones.
 */
final class JavaHandler {
  private final ClassLoader classes;
  private final Constructor<?> constructor;
  private final HandlerMethod method;
  private final Deque<Object> idle = new ConcurrentLinkedDeque<>();

  private JavaHandler(ClassLoader classes, Constructor<?> constructor, HandlerMethod method) {
    this.classes = classes;
    this.constructor = constructor;
    this.method = method;
  }

  /** Finds {@code pkg.Class} or {@code pkg.Class::method}; FB704 where it is not there. */
  static JavaHandler load(String function, FunctionSettings settings, ApplicationCode code) {
    String[] parts = settings.handler().split("::", 2);
    try {
      Class<?> type = handlerClass(parts[0], code);
      HandlerMethod method =
          parts.length == 1
              ? HandlerMethod.ofInterface(type, code.serializers())
              : HandlerMethod.named(type, parts[1], code.serializers());
      return new JavaHandler(code.classes(), type.getConstructor(), method);
    } catch (ReflectiveOperationException | LinkageError e) {
      throw new ForebayException(
          ErrorCode.INVALID_HANDLER,
          "The handler " + settings.handler() + " of " + function + " cannot be loaded",
          e.toString(),
          "A handler is a public class with a public constructor without parameters, in "
              + settings.code(),
          e);
    }
  }

  private static Class<?> handlerClass(String name, ApplicationCode code)
      throws ReflectiveOperationException {
    Class<?> type = Class.forName(name, false, code.classes());
    if (!Modifier.isPublic(type.getModifiers()) || Modifier.isAbstract(type.getModifiers())) {
      throw new InstantiationException(name + " is not a public class, or is abstract");
    }
    return type;
  }

  ClassLoader classes() {
    return classes;
  }

  HandlerMethod method() {
    return method;
  }

  /** An instance that nobody else uses; a new one where none is idle (a cold start). */
  @Nullable Object take() throws Throwable {
    if (method.isStatic()) {
      return null;
    }
    Object instance = idle.pollFirst();
    return instance == null ? create() : instance;
  }

  /** Keeps an instance for later invocations. */
  void giveBack(@Nullable Object instance) {
    if (instance != null) {
      idle.addFirst(instance);
    }
  }

  private Object create() throws Throwable {
    try {
      return constructor.newInstance();
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }
}
