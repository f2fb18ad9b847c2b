package dev.forebay.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.ProtectionDomain;
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
  private static final String CACHE = "dev/forebay/cache/";
  private static final String EXECUTE = "dev/forebay/data/execute/";
  private static final Duration LONGEST_HOLD = Duration.ofMinutes(1);

  /** Where the steps are in the code. */
  private static final List<Point> POINTS =
      List.of(
          Point.around("EPOCH", CACHE + "Epochs", "learn", ""),
          Point.around("INTENT", CACHE + "WriteIntents", "place", "(Ljava/util/Collection;)V"),
          Point.around("FINISH", CACHE + "Finisher", "finish", ")V"),
          Point.around("HGET", CACHE + "Reader", "find", ""),
          Point.around("LEASE", CACHE + "Misses", "lease", ""),
          Point.around("SELECT", CACHE + "Misses", "load", ""),
          new Point("before FILL", "", CACHE + "Flight", "filling", ""),
          new Point("", "after FILL", CACHE + "Misses", "stored", ""),
          new Point("JOIN", "", CACHE + "Flight", "result", ""),
          Point.around("GENERATION", CACHE + "Generations", "held", ""),
          new Point("", "before COMMIT", EXECUTE + "Change", "awaitTold", ""),
          new Point("after COMMIT", "", EXECUTE + "Change", "ended", ""),
          Point.around("STATE", CACHE + "Watch", "ask", ""),
          Point.around("INVAL", CACHE + "Changes", "invalidate", ")V"),
          Point.around("SETTLE", EXECUTE + "RowSettler", "settle", ")V"));

  /** All steps. */
  static final List<String> STEPS =
      POINTS.stream()
          .flatMap(point -> Stream.of(point.before(), point.after()))
          .filter(step -> !step.isEmpty())
          .toList();

  /** The exit status of a process that has come to its step; the same as of {@code kill -9}. */
  static final int KILLED = 137;

  private static final AtomicInteger LEFT = new AtomicInteger();
  private static volatile String armed = "";
  private static volatile Path folder;

  private Failpoints() {}

  /** A method, and the steps that its beginning and its end are; an empty name where it is none. */
  private record Point(
      String before, String after, String owner, String method, String descriptor) {
    static Point around(String step, String owner, String method, String descriptor) {
      return new Point("before " + step, "after " + step, owner, method, descriptor);
    }

    boolean canBeSkipped() {
      return descriptor.endsWith(")V");
    }
  }

  /** Called by the JVM. */
  public static void premain(String argument, Instrumentation instrumentation) {
    String[] parts = argument.split("=", 2);
    if (parts[0].equals("hold")) {
      folder = Path.of(parts[1]);
    } else {
      armed = parts[0];
      LEFT.set(Integer.parseInt(parts[1]));
    }
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
      for (Class<?> part : List.of(Failpoints.class, Point.class, Weaver.class, Calls.class)) {
        String name = part.getName().replace('.', '/') + ".class";
        out.putNextEntry(new JarEntry(name));
        try (InputStream bytes = part.getClassLoader().getResourceAsStream(name)) {
          bytes.transferTo(out);
        }
      }
    }
  }

  /** Puts calls into the methods that are steps. */
  private static final class Weaver implements ClassFileTransformer {
    @Override
    public byte[] transform(
        ClassLoader loader,
        String className,
        Class<?> redefined,
        ProtectionDomain domain,
        byte[] bytes) {
      byte[] woven = planted(className);
      for (Point point : POINTS) {
        if (point.owner().equals(className)) {
          woven = weave(loader, point, woven == null ? bytes : woven);
        }
      }
      return woven;
    }

    /** The class with the mistakes that it can be made to make; null where it has none. */
    private static byte[] planted(String className) {
      Path files = folder;
      Path planted = files == null ? null : files.resolve("classes").resolve(className + ".class");
      try {
        return planted != null && Files.exists(planted) ? Files.readAllBytes(planted) : null;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static byte[] weave(ClassLoader loader, Point point, byte[] bytes) {
      ClassFile format =
          ClassFile.of(
              ClassFile.ClassHierarchyResolverOption.of(
                  ClassHierarchyResolver.ofResourceParsing(loader)));
      return format.transformClass(
          format.parse(bytes),
          ClassTransform.transformingMethodBodies(
              method ->
                  method.methodName().equalsString(point.method())
                      && method.methodType().stringValue().contains(point.descriptor()),
              CodeTransform.ofStateful(() -> new Calls(point))));
    }
  }

  /** A call at a method's beginning, where it can be left out, and one before each return. */
  private static final class Calls implements CodeTransform {
    private final Point point;
    private boolean begun;

    Calls(Point point) {
      this.point = point;
    }

    @Override
    public void accept(CodeBuilder code, CodeElement element) {
      if (!begun) {
        begun = true;
        begin(code);
      }
      if (element instanceof ReturnInstruction && !point.after().isEmpty()) {
        call(code, "at", point.after(), "(Ljava/lang/String;)V");
      }
      code.with(element);
    }

    private void begin(CodeBuilder code) {
      if (!point.before().isEmpty()) {
        call(code, "at", point.before(), "(Ljava/lang/String;)V");
      }
      if (point.canBeSkipped()) {
        call(code, "isSkipped", point.before(), "(Ljava/lang/String;)Z");
        code.ifThen(CodeBuilder::return_);
      }
    }

    private static void call(CodeBuilder code, String method, String argument, String type) {
      code.loadConstant(file(argument));
      code.invokestatic(
          ClassDesc.of(Failpoints.class.getName()), method, MethodTypeDesc.ofDescriptor(type));
    }
  }
}
