package dev.forebay.server;

import dev.forebay.base.config.ConfigFile;
import dev.forebay.mysql.migration.TableScripts;
import dev.forebay.server.config.ForebayConfig;
import dev.forebay.server.docs.DocsPage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The features that stand beside the {@link Core}, in the order in which they are opened. A new one
 * is a line here, and nothing else in this module.
 */
public final class Features {
  /** All that there are. */
  public static final Features ALL =
      new Features(
          List.of(
              new Feature<>(
                  Feature.None.class,
                  List.of(),
                  List.of("/docs"),
                  List.of(),
                  (_, _) -> new DocsPage())));

  private final List<Feature<?>> list;

  Features(List<Feature<?>> list) {
    this.list = List.copyOf(list);
  }

  /** The records that have the keys of {@code forebay.yaml} between them. */
  public List<Class<? extends Record>> settings() {
    List<Class<? extends Record>> types = new ArrayList<>();
    types.add(ForebayConfig.class);
    list.forEach(feature -> types.add(feature.settings()));
    return types;
  }

  /**
   * The {@code forebay.yaml} of an application's folder, which has no other keys than these and no
   * routes where Forebay's own are. FB801 where it is wrong or missing.
   *
   * @param environment gives an environment variable's value, or null
   */
  public ConfigFile read(Path application, UnaryOperator<@Nullable String> environment) {
    ConfigFile file = ConfigFile.read(application.resolve("forebay.yaml"), environment);
    file.requireKeysOf(settings());
    file.check(() -> file.as(ForebayConfig.class).requireOwnPaths(reservedPaths()));
    return file;
  }

  /** The commands of their own, beside {@code run} and the others. */
  public List<Class<?>> commands() {
    return list.stream().<Class<?>>flatMap(feature -> feature.commands().stream()).toList();
  }

  /** The tables of Forebay's own. */
  List<TableScripts> tables() {
    return Stream.concat(
            Core.TABLES.stream(), list.stream().flatMap(feature -> feature.tables().stream()))
        .toList();
  }

  void open(ConfigFile file, Foundation on, Parts parts) {
    list.forEach(feature -> parts.add(feature.open(file, on)));
  }

  private List<String> reservedPaths() {
    return Stream.concat(
            Core.RESERVED_PATHS.stream(),
            list.stream().flatMap(feature -> feature.reservedPaths().stream()))
        .toList();
  }
}
