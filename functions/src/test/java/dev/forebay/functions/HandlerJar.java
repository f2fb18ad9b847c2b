package dev.forebay.functions;

import static java.util.stream.Collectors.joining;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.jar.Attributes.Name;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.joda.time.DateTime;

/**
 * An application's jar: the handlers under {@code src/test/resources/application}, compiled, with
 * AWS's event classes on the Class-Path of its manifest.
 */
public final class HandlerJar {
  private HandlerJar() {}

  /** Writes the jar. */
  public static Path write(Path folder, String name) {
    try {
      Path classes = Files.createDirectories(folder.resolve(name + "-classes"));
      compile(classes);
      return pack(classes, folder.resolve(name));
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void compile(Path classes) throws IOException, URISyntaxException {
    Path sources =
        Path.of(Objects.requireNonNull(HandlerJar.class.getResource("/application")).toURI());
    List<String> files = filesIn(sources).map(Path::toString).toList();
    List<String> options =
        List.of("-proc:none", "-nowarn", "-d", classes.toString(), "-cp", classPath());
    String[] arguments = Stream.concat(options.stream(), files.stream()).toArray(String[]::new);
    int failed = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments);
    if (failed != 0) {
      throw new IllegalStateException("the handlers do not compile");
    }
  }

  private static Path pack(Path classes, Path jar) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Name.CLASS_PATH, libraries());
    try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      for (Path file : filesIn(classes).toList()) {
        out.putNextEntry(
            new JarEntry(classes.relativize(file).toString().replace(File.separatorChar, '/')));
        Files.copy(file, out);
      }
    }
    return jar;
  }

  private static String libraries() {
    return Stream.of(S3Event.class, DateTime.class)
        .map(HandlerJar::jarOf)
        .map(jar -> jar.toUri().toString())
        .collect(joining(" "));
  }

  private static String classPath() {
    return Stream.of(Context.class, S3Event.class)
        .map(HandlerJar::jarOf)
        .map(Path::toString)
        .collect(joining(File.pathSeparator));
  }

  private static Path jarOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Stream<Path> filesIn(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
