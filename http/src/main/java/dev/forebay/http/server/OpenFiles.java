package dev.forebay.http.server;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process's limit of open files, of which each connection needs one. Helidon stops listening
 * for good once the system refuses to accept, so the connections must stay below it.
 */
final class OpenFiles {
  private static final Logger LOG = LoggerFactory.getLogger(OpenFiles.class);

  private OpenFiles() {}

  /** The number of connections, or half of the open files that the process may have. */
  static int cap(int connections) {
    if (!(ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix)) {
      return connections;
    }
    long half = Math.max(1, unix.getMaxFileDescriptorCount() / 2);
    if (half >= connections) {
      return connections;
    }
    LOG.info("At most {} connections, half of the open files that ulimit -n allows.", half);
    return (int) half;
  }
}
