package dev.forebay.functions.runtime.java;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;

/**
 * The parent of every application's class loader: the JDK, and those of Lambda's interfaces through
 * which Forebay and a handler talk. Nothing else of Forebay or its libraries can be seen through
 * it, so that an application may bring any version of any library.
 */
final class SharedTypes extends ClassLoader {
  static {
    registerAsParallelCapable();
  }

  private static final String CORE = Context.class.getPackageName();

  SharedTypes() {
    super("lambda-interfaces", ClassLoader.getPlatformClassLoader());
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    if (isShared(name)) {
      return Class.forName(name, false, SharedTypes.class.getClassLoader());
    }
    throw new ClassNotFoundException(name);
  }

  /** The core's package itself and its loggers; event classes lie below it and are not shared. */
  private static boolean isShared(String name) {
    int dot = name.lastIndexOf('.');
    String packageName = dot < 0 ? "" : name.substring(0, dot);
    return packageName.equals(CORE)
        || packageName.equals(CORE + ".logging")
        || name.equals(PojoSerializer.class.getName());
  }
}
