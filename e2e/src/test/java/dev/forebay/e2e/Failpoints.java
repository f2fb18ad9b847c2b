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
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * A Java agent that kills its process, as {@code kill -9} does, when it comes to a step of the
 * cache protocol for the n-th time: {@code -javaagent:failpoints.jar=after INTENT=40}. Forebay
 * itself knows nothing of it.
 */
public final class Failpoints {
  private static final String CACHE = "dev/forebay/cache/";

  /** Where the steps are in the code. */
  private static final List<Point> POINTS =
      List.of(
          new Point("EPOCH", CACHE + "Epochs", "learn", ""),
          new Point("INTENT", CACHE + "WriteIntents", "place", "(Ljava/util/Collection;)V"),
          new Point("FINISH", CACHE + "Finisher", "finish", ""),
          new Point("HGET", CACHE + "Reader", "read", ""),
          new Point("LEASE", CACHE + "Misses", "lease", ""),
          new Point("SELECT", CACHE + "Misses", "load", ""),
          new Point("FILL", CACHE + "Misses", "fill", ""));

  /** The steps a process can be killed at. */
  static final List<String> STEPS =
      POINTS.stream()
          .flatMap(point -> Stream.of("before " + point.step(), "after " + point.step()))
          .toList();

  private static final AtomicInteger LEFT = new AtomicInteger();
  private static volatile String armed = "";

  private Failpoints() {}

  private record Point(String step, String owner, String method, String descriptor) {}

  /** Called by the JVM. */
  public static void premain(String argument, Instrumentation instrumentation) {
    String[] parts = argument.split("=");
    armed = parts[0];
    LEFT.set(Integer.parseInt(parts[1]));
    instrumentation.addTransformer(new Weaver());
  }

  /** Called by the code that was woven in. */
  public static void at(String step) {
    if (step.equals(armed) && LEFT.decrementAndGet() == 0) {
      Runtime.getRuntime().halt(137);
    }
  }

  /** The JVM option that kills a process at a step; writes the agent's jar into the folder. */
  static String option(Path folder, String step, int passes) {
    Path jar = folder.resolve("failpoints.jar");
    try {
      if (!Files.exists(jar)) {
        write(jar);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "-javaagent:" + jar + "=" + step.replace(' ', '_') + "=" + passes;
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
      byte[] woven = null;
      for (Point point : POINTS) {
        if (point.owner().equals(className)) {
          woven = weave(loader, point, woven == null ? bytes : woven);
        }
      }
      return woven;
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
              CodeTransform.ofStateful(() -> new Calls(point.step()))));
    }
  }

  /** A call at a method's beginning, and one before each return. */
  private static final class Calls implements CodeTransform {
    private final String step;
    private boolean begun;

    Calls(String step) {
      this.step = step;
    }

    @Override
    public void accept(CodeBuilder code, CodeElement element) {
      if (!begun) {
        begun = true;
        call(code, "before_" + step);
      }
      if (element instanceof ReturnInstruction) {
        call(code, "after_" + step);
      }
      code.with(element);
    }

    private static void call(CodeBuilder code, String name) {
      code.loadConstant(name);
      code.invokestatic(
          ClassDesc.of(Failpoints.class.getName()),
          "at",
          MethodTypeDesc.ofDescriptor("(Ljava/lang/String;)V"));
    }
  }
}
