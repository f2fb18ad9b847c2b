package dev.forebay.mysql.migration;

import java.io.Reader;
import java.io.StringReader;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/**
 * The modules' scripts as Flyway reads them. Their names are without a folder, so they may move.
 */
final class ScriptResources implements ResourceProvider {
  private final List<LoadableResource> scripts;

  ScriptResources(List<TableScripts> modules) {
    this.scripts = modules.stream().flatMap(ScriptResources::scripts).toList();
  }

  private static Stream<LoadableResource> scripts(TableScripts module) {
    return module.names().stream().map(name -> new Script(module, name));
  }

  @Override
  public @Nullable LoadableResource getResource(String name) {
    return scripts.stream().filter(s -> s.getFilename().equals(name)).findFirst().orElse(null);
  }

  @Override
  public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
    return scripts.stream()
        .filter(script -> script.getFilename().startsWith(prefix))
        .filter(script -> Stream.of(suffixes).anyMatch(script.getFilename()::endsWith))
        .toList();
  }

  private static final class Script extends LoadableResource {
    private final TableScripts module;
    private final String name;

    Script(TableScripts module, String name) {
      this.module = module;
      this.name = name;
    }

    @Override
    public Reader read() {
      return new StringReader(module.text(name));
    }

    @Override
    public String getAbsolutePath() {
      return name;
    }

    @Override
    public String getAbsolutePathOnDisk() {
      return name;
    }

    @Override
    public String getFilename() {
      return name;
    }

    @Override
    public String getRelativePath() {
      return name;
    }
  }
}
