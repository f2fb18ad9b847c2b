package dev.forebay.base.config;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A YAML file, read into records.
 *
 * <p>Keys are the names of a record's components; several records may have the keys of one file
 * between them. A scalar may hold {@code ${NAME}} or {@code ${NAME:-default}}, which the
 * environment fills in. Every error is FB801 with a message of the form {@code forebay.yaml:12:
 * tables.invoices.cache.lookup: unknown key; did you mean "lookups"?}
 */
public final class ConfigFile {
  private final Node root;
  private final RecordBinder binder;
  private final Map<Class<?>, Object> records = new HashMap<>();

  private ConfigFile(Node root, RecordBinder binder) {
    this.root = root;
    this.binder = binder;
  }

  /**
   * The file's content.
   *
   * @param environment gives an environment variable's value, or null where it is not set
   */
  public static ConfigFile read(Path file, UnaryOperator<@Nullable String> environment) {
    return parse(file.getFileName().toString(), content(file), environment);
  }

  static ConfigFile parse(String file, String yaml, UnaryOperator<@Nullable String> environment) {
    Node root = compose(file, yaml).orElseGet(ConfigFile::emptyMapping);
    return new ConfigFile(root, new RecordBinder(file, environment));
  }

  /** Refuses a key that none of these records has. */
  public void requireKeysOf(List<Class<? extends Record>> types) {
    binder.refuseUnknownKeys(root, Components.of(types), "");
  }

  /** The keys of one record, which is made once. One thread. */
  public <T extends Record> T as(Class<T> type) {
    return type.cast(records.computeIfAbsent(type, _ -> binder.known(root, type, "")));
  }

  /** Does what throws a {@link ConfigProblem} where a value is wrong beside others. */
  public void check(Runnable check) {
    try {
      check.run();
    } catch (ConfigProblem problem) {
      throw binder.at(problem, root, "");
    }
  }

  private static String content(Path file) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new ForebayException(
          ErrorCode.INVALID_CONFIG,
          "There is no " + file.getFileName() + " in " + file.toAbsolutePath().getParent(),
          "Name the folder of an application, one that has a forebay.yaml.");
    } catch (CharacterCodingException e) {
      throw new ForebayException(
          ErrorCode.INVALID_CONFIG, file.getFileName() + " is not UTF-8", "Save it as UTF-8.");
    } catch (IOException e) {
      throw new ForebayException(
          ErrorCode.INVALID_CONFIG, "Cannot read " + file.toAbsolutePath(), e);
    }
  }

  private static Optional<Node> compose(String file, String yaml) {
    LoadSettings settings = LoadSettings.builder().setLabel(file).setUseMarks(true).build();
    try {
      return new Compose(settings).composeString(yaml);
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      throw new ForebayException(
          ErrorCode.INVALID_CONFIG, file + ":" + line + ": not valid YAML: " + e.getProblem());
    } catch (YamlEngineException e) {
      throw new ForebayException(ErrorCode.INVALID_CONFIG, file + ": not valid YAML", e);
    }
  }

  private static Node emptyMapping() {
    return new MappingNode(Tag.MAP, List.of(), FlowStyle.BLOCK);
  }
}
