package dev.forebay.functions.runtime.java;

import com.amazonaws.services.lambda.runtime.CustomPojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.net.URL;
import java.net.URLClassLoader;
import java.security.CodeSource;
import java.util.Objects;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * AWS's own serialization for one application: event classes by LambdaEventSerializers, other
 * classes by the Jackson that AWS ships in it, or all of them by the application's {@link
 * CustomPojoSerializer} where it has one.
 *
 * <p>AWS's library keeps the classes and modules of "the" application in static fields, because on
 * Lambda there is one application in a process. So each application gets a copy of the library in a
 * class loader of its own, which is reached by reflection; and since those fields are plain hash
 * maps, serializers of event classes are used by one thread at a time.
 */
final class Serializers implements AutoCloseable {
  private final URLClassLoader library;
  private final ClassLoader application;
  private final @Nullable CustomPojoSerializer custom;

  Serializers(SharedTypes shared, ClassLoader application) {
    this.library = new URLClassLoader("lambda-serialization", new URL[] {jar()}, shared);
    this.application = application;
    this.custom =
        ServiceLoader.load(CustomPojoSerializer.class, application).findFirst().orElse(null);
  }

  /** What reads and writes values of this type. */
  @SuppressWarnings("unchecked")
  PojoSerializer<Object> of(Type type) throws ReflectiveOperationException {
    if (custom != null) {
      return new Custom(custom, type);
    }
    if (type instanceof Class<?> event && isEvent(event)) {
      Object serializer =
          copy(LambdaEventSerializers.class)
              .getMethod("serializerFor", Class.class, ClassLoader.class)
              .invoke(null, event, application);
      return new OneAtATime((PojoSerializer<Object>) serializer, this);
    }
    Class<?> factory = copy(JacksonFactory.class);
    Object jackson = factory.getMethod("getInstance").invoke(null);
    return (PojoSerializer<Object>)
        factory.getMethod("getSerializer", Type.class).invoke(jackson, type);
  }

  private boolean isEvent(Class<?> type) throws ReflectiveOperationException {
    return (boolean)
        copy(LambdaEventSerializers.class)
            .getMethod("isLambdaSupportedEvent", String.class)
            .invoke(null, type.getName());
  }

  private Class<?> copy(Class<?> original) throws ClassNotFoundException {
    return Class.forName(original.getName(), true, library);
  }

  private static URL jar() {
    CodeSource source = LambdaEventSerializers.class.getProtectionDomain().getCodeSource();
    return Objects.requireNonNull(source, "the serialization library has no location")
        .getLocation();
  }

  @Override
  public void close() {
    try {
      library.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Custom(CustomPojoSerializer serializer, Type type)
      implements PojoSerializer<Object> {
    @Override
    public Object fromJson(InputStream input) {
      return serializer.fromJson(input, type);
    }

    @Override
    public Object fromJson(String input) {
      return serializer.fromJson(input, type);
    }

    @Override
    public void toJson(Object value, OutputStream output) {
      serializer.toJson(value, output, type);
    }
  }

  private record OneAtATime(PojoSerializer<Object> serializer, Object lock)
      implements PojoSerializer<Object> {
    @Override
    public Object fromJson(InputStream input) {
      synchronized (lock) {
        return serializer.fromJson(input);
      }
    }

    @Override
    public Object fromJson(String input) {
      synchronized (lock) {
        return serializer.fromJson(input);
      }
    }

    @Override
    public void toJson(Object value, OutputStream output) {
      synchronized (lock) {
        serializer.toJson(value, output);
      }
    }
  }
}
