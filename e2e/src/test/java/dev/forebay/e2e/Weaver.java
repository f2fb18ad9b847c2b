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
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.instrument.ClassFileTransformer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.util.List;

/**
 * Puts calls of {@link Failpoints} into the methods that are steps, and classes with planted
 * mistakes in the place of Forebay's own. What it cannot find ends the process: a step that nobody
 * comes to would say nothing about what happens there.
 */
final class Weaver implements ClassFileTransformer {
  private static final String CACHE = "dev/forebay/cache/";
  private static final String ENTRY = "dev/forebay/data/entry/";
  private static final String WRITE = "dev/forebay/data/write/";

  /** Where the steps are in the code. */
  static final List<Point> POINTS =
      List.of(
          Point.around("EPOCH", CACHE + "epoch/Epochs", "learn", ""),
          Point.around("INTENT", CACHE + "WriteIntents", "place", "(Ljava/util/Collection;)V"),
          Point.around("FINISH", CACHE + "intent/Finisher", "finish", ")V"),
          Point.around("HGET", CACHE + "read/Reader", "find", ""),
          Point.around("LEASE", CACHE + "read/Misses", "lease", ""),
          Point.around("SELECT", CACHE + "read/Misses", "load", ""),
          new Point("before FILL", "", CACHE + "read/Flight", "filling", ""),
          new Point("", "after FILL", CACHE + "read/Misses", "stored", ""),
          new Point("JOIN", "", CACHE + "read/Flight", "result", ""),
          Point.around("GENERATION", CACHE + "read/Generations", "held", ""),
          new Point("", "before COMMIT", WRITE + "Change", "awaitTold", ""),
          new Point("after COMMIT", "", WRITE + "Change", "ended", ""),
          Point.around("STATE", CACHE + "epoch/EpochWatch", "ask", ""),
          Point.around("INVAL", CACHE + "changes/Changes", "invalidate", ")V"),
          Point.around("SETTLE", ENTRY + "RowSettler", "settle", ")V"));

  /** A method, and the steps that its beginning and its end are; an empty name where it is none. */
  record Point(String before, String after, String owner, String method, String descriptor) {
    static Point around(String step, String owner, String method, String descriptor) {
      return new Point("before " + step, "after " + step, owner, method, descriptor);
    }

    boolean canBeSkipped() {
      return descriptor.endsWith(")V");
    }

    boolean isIn(MethodModel found) {
      return found.methodName().equalsString(method)
          && found.methodType().stringValue().contains(descriptor);
    }
  }

  /** The classes that this is made of. */
  static List<Class<?>> classes() {
    return List.of(Failpoints.class, Weaver.class, Point.class, Calls.class);
  }

  /** Each step is in a method that is there. */
  static void requirePoints() {
    for (Point point : POINTS) {
      try (InputStream bytes = ClassLoader.getSystemResourceAsStream(point.owner() + ".class")) {
        if (bytes == null
            || ClassFile.of().parse(bytes.readAllBytes()).methods().stream()
                .noneMatch(point::isIn)) {
          throw new IllegalStateException("there is no such step: " + point);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public byte[] transform(
      ClassLoader loader,
      String className,
      Class<?> redefined,
      ProtectionDomain domain,
      byte[] bytes) {
    try {
      byte[] woven = planted(className);
      for (Point point : POINTS) {
        if (point.owner().equals(className)) {
          woven = weave(loader, point, woven == null ? bytes : woven);
        }
      }
      return woven;
    } catch (RuntimeException | LinkageError e) {
      // The JVM would go on with the class as it is.
      e.printStackTrace();
      Runtime.getRuntime().halt(1);
      throw e;
    }
  }

  /** The class with the mistakes that it can be made to make; null where it has none. */
  private static byte[] planted(String className) {
    Path files = Failpoints.folder();
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
            point::isIn, CodeTransform.ofStateful(() -> new Calls(point))));
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
      code.loadConstant(Failpoints.file(argument));
      code.invokestatic(
          ClassDesc.of(Failpoints.class.getName()), method, MethodTypeDesc.ofDescriptor(type));
    }
  }
}
