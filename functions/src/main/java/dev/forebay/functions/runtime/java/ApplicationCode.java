package dev.forebay.functions.runtime.java;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The classes of one code path, and AWS's serialization for them. Functions with the same code
 * share them, statics included.
 */
final class ApplicationCode implements AutoCloseable {
  private final URLClassLoader classes;
  private final Serializers serializers;

  private ApplicationCode(URLClassLoader classes, Serializers serializers) {
    this.classes = classes;
    this.serializers = serializers;
  }

  /** Opens a jar or a folder of classes; FB704 where there is none. */
  static ApplicationCode open(Path path) {
    if (!Files.isReadable(path)) {
      throw new ForebayException(
          ErrorCode.INVALID_HANDLER,
          "There is no code at " + path,
          "Build the application, or correct \"code\" in forebay.yaml.");
    }
    SharedTypes shared = new SharedTypes();
    URLClassLoader classes =
        new URLClassLoader(path.getFileName().toString(), new URL[] {url(path)}, shared);
    return new ApplicationCode(classes, new Serializers(shared, classes));
  }

  ClassLoader classes() {
    return classes;
  }

  Serializers serializers() {
    return serializers;
  }

  @Override
  public void close() {
    try {
      serializers.close();
      classes.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static URL url(Path path) {
    try {
      return path.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
