package dev.forebay.mysql;

import dev.forebay.testing.MySqlServer;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.launcher.PostDiscoveryFilter;

/**
 * Leaves out the run on MySQL on a developer's machine that has none. In CI it is begun, and fails.
 */
public final class MissingMySql implements PostDiscoveryFilter {
  private static final boolean LEFT_OUT =
      TestServer.isMySql() && !MySqlServer.isInstalled() && System.getenv("CI") == null;

  /** For the service loader. */
  public MissingMySql() {
    if (LEFT_OUT) {
      System.out.println("There is no MySQL, so nothing is tested on it; tools/mysql installs it");
    }
  }

  @Override
  public FilterResult apply(TestDescriptor test) {
    return FilterResult.includedIf(!LEFT_OUT);
  }
}
