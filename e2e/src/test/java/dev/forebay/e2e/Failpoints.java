package dev.forebay.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.instrument.Instrumentation;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * A Java agent that kills its process, as {@code kill -9} does, when it comes to a step of the
 * cache protocol for the n-th time: {@code -javaagent:failpoints.jar=after_INTENT=40}. Or one that
 * is held at its steps, or leaves them out, as files in a folder say: {@code hold=/folder}; see
 * {@link SteppedNodes}. Classes in that folder take the place of Forebay's own. Forebay itself
 * knows nothing of it.
 */
public final class Failpoints {
  private static final Duration LONGEST_HOLD = Duration.ofMinutes(1);

  /** All steps. */
  static final List<String> STEPS =
      Weaver.POINTS.stream()
          .flatMap(point -> Stream.of(point.before(), point.after()))
          .filter(step -> !step.isEmpty())
          .toList();

  /** The exit status of a process that has come to its step; the same as of {@code kill -9}. */
  static final int KILLED = 137;

  private static final AtomicInteger LEFT = new AtomicInteger();
  private static volatile String armed = "";
  private static volatile Path folder;

  private Failpoints() {}

  /** Called by the JVM. */
  public static void premain(String argument, Instrumentation instrumentation) {
    String[] parts = argument.split("=", 2);
    if (parts[0].equals("hold")) {
      folder = Path.of(parts[1]);
    } else {
      armed = parts[0];
      LEFT.set(Integer.parseInt(parts[1]));
    }
    Weaver.requirePoints();
    instrumentation.addTransformer(new Weaver());
  }

  /** Called by the code that was woven in, and by what is planted. */
  public static void at(String step) {
    if (step.equals(armed) && LEFT.decrementAndGet() == 0) {
      Runtime.getRuntime().halt(KILLED);
    }
    Path files = folder;
    if (files != null) {
      try {
        hold(files, step);
        pass(files.resolve("passed_" + step));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Where the files are that it obeys; null where there are none. */
  static Path folder() {
    return folder;
  }

  /** Called by the code that was planted: whether a mistake is to be made. */
  public static boolean isPlanted(String race) {
    Path files = folder;
    return files != null && Files.exists(files.resolve("planted_" + race));
  }

  /** Called by the code that was woven in: whether a step is left out. */
  public static boolean isSkipped(String step) {
    Path files = folder;
    return files != null && Files.exists(files.resolve("skip_" + step));
  }

  /** The one that can rename the file is held until somebody deletes it. */
  private static void hold(Path files, String step) throws IOException {
    Path held = files.resolve("held_" + step);
    try {
      Files.move(files.resolve("hold_" + step), held, StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException e) {
      return;
    }
    long end = System.nanoTime() + LONGEST_HOLD.toNanos();
    while (Files.exists(held) && System.nanoTime() < end) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
  }

  private static void pass(Path passed) throws IOException {
    try {
      if (!Files.exists(passed)) {
        Files.createFile(passed);
      }
    } catch (FileAlreadyExistsException e) {
      // Another thread has passed at the same time.
    }
  }

  /** The JVM option that kills a process at a step; writes the agent's jar into the folder. */
  static String option(Path folder, String step, int passes) {
    return agent(folder, file(step) + "=" + passes);
  }

  /** The JVM option of a process whose steps obey files in the folder. */
  static String obeying(Path folder) {
    return agent(folder, "hold=" + folder);
  }

  /** A step's name in the names of files, and in the agent's option. */
  static String file(String step) {
    return step.replace(' ', '_');
  }

  private static String agent(Path folder, String argument) {
    Path jar = folder.resolve("failpoints.jar");
    try {
      if (!Files.exists(jar)) {
        Files.createDirectories(folder);
        write(jar);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "-javaagent:" + jar + "=" + argument;
  }

  private static void write(Path jar) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", Failpoints.class.getName());
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      for (Class<?> part : Weaver.classes()) {
        String name = part.getName().replace('.', '/') + ".class";
        out.putNextEntry(new JarEntry(name));
        try (InputStream bytes = part.getClassLoader().getResourceAsStream(name)) {
          bytes.transferTo(out);
        }
      }
    }
  }
}
