package dev.forebay.server;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryUsage;
import java.lang.management.RuntimeMXBean;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * What is measured of the process and its JVM, under the names that Prometheus's own clients use.
 * All of it is asked of the JVM when somebody asks for it.
 */
final class ProcessMeters {
  private ProcessMeters() {}

  static void register(MeterRegistry meters) {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    memory(meters, "heap", memory::getHeapMemoryUsage);
    memory(meters, "nonheap", memory::getNonHeapMemoryUsage);
    gauge(meters, "jvm.threads.current", "Platform threads.", ProcessMeters::threads);
    counter(meters, "jvm.gc", "Pauses for garbage collection.", _ -> gcMillis() / 1e3);
    RuntimeMXBean runtime = ManagementFactory.getRuntimeMXBean();
    Gauge.builder("process.start.time", () -> runtime.getStartTime() / 1e3)
        .baseUnit("seconds")
        .description("When the process was started, since 1970.")
        .register(meters);
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    counter(meters, "process.cpu", "Processor time.", _ -> system.getProcessCpuTime() / 1e9);
    if (system instanceof UnixOperatingSystemMXBean unix) {
      gauge(meters, "process.open.fds", "Open files.", unix::getOpenFileDescriptorCount);
      gauge(meters, "process.max.fds", "Files that may be open.", unix::getMaxFileDescriptorCount);
    }
  }

  private static void memory(MeterRegistry meters, String area, Supplier<MemoryUsage> usage) {
    memory(meters, "used", "Memory in use.", area, () -> usage.get().getUsed());
    memory(
        meters, "max", "Memory that there may be; -1: no limit.", area, () -> usage.get().getMax());
  }

  private static void memory(
      MeterRegistry meters, String what, String description, String area, Supplier<Number> value) {
    Gauge.builder("jvm.memory." + what, value)
        .baseUnit("bytes")
        .description(description)
        .tag("area", area)
        .register(meters);
  }

  private static void gauge(
      MeterRegistry meters, String name, String description, Supplier<Number> value) {
    Gauge.builder(name, value).description(description).register(meters);
  }

  private static void counter(
      MeterRegistry meters, String name, String description, ToDoubleFunction<Class<?>> seconds) {
    FunctionCounter.builder(name, ProcessMeters.class, seconds::applyAsDouble)
        .baseUnit("seconds")
        .description(description)
        .register(meters);
  }

  private static int threads() {
    return ManagementFactory.getThreadMXBean().getThreadCount();
  }

  private static long gcMillis() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(GarbageCollectorMXBean::getCollectionTime)
        .sum();
  }
}
