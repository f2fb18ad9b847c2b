package dev.forebay.base.config;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.base.NearestName;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Turns YAML nodes into records, by the records' components. */
final class RecordBinder {
  private final String file;
  private final Scalars scalars;

  RecordBinder(String file, UnaryOperator<@Nullable String> environment) {
    this.file = file;
    this.scalars = new Scalars(environment);
  }

  /** The record that a mapping is, and no more. */
  private Object record(Node node, Class<?> type, String path) {
    refuseUnknownKeys(node, List.of(type.getRecordComponents()), path);
    return known(node, type, path);
  }

  /** The record that some of a mapping's keys are. */
  Object known(Node node, Class<?> type, String path) {
    Map<String, Node> values = mapping(node, path);
    List<RecordComponent> components = List.of(type.getRecordComponents());
    Object[] arguments = new Object[components.size()];
    for (int i = 0; i < arguments.length; i++) {
      RecordComponent component = components.get(i);
      String key = join(path, component.getName());
      Node value = values.get(component.getName());
      arguments[i] =
          value == null || isNull(value)
              ? absent(component, node, key)
              : value(value, component.getGenericType(), key);
    }
    return construct(type, arguments, node, path);
  }

  private Object value(Node node, Type type, String path) {
    if (type instanceof ParameterizedType generic) {
      Type[] parameters = generic.getActualTypeArguments();
      return generic.getRawType() == List.class
          ? list(node, parameters[0], path)
          : map(node, parameters[1], path);
    }
    Class<?> scalarOrRecord = (Class<?>) type;
    return scalarOrRecord.isRecord() && !Scalars.isScalar(scalarOrRecord)
        ? record(node, scalarOrRecord, path)
        : scalar(node, scalarOrRecord, path);
  }

  private List<Object> list(Node node, Type element, String path) {
    if (!(node instanceof SequenceNode sequence)) {
      throw error(node, path, "must be a list");
    }
    List<Object> values = new ArrayList<>();
    for (Node item : sequence.getValue()) {
      values.add(value(item, element, path + "[" + values.size() + "]"));
    }
    return values;
  }

  private Map<String, Object> map(Node node, Type element, String path) {
    Map<String, Object> values = new LinkedHashMap<>();
    mapping(node, path)
        .forEach(
            (key, item) -> {
              Node present = isNull(item) ? emptyMapping(item) : item;
              values.put(key, value(present, element, join(path, key)));
            });
    return values;
  }

  private Object scalar(Node node, Class<?> type, String path) {
    if (!(node instanceof ScalarNode scalar)) {
      throw error(node, path, "must be a single value, not a list or a mapping");
    }
    try {
      return scalars.parse(scalar.getValue(), type);
    } catch (IllegalArgumentException e) {
      throw error(node, path, String.valueOf(e.getMessage()));
    }
  }

  private @Nullable Object absent(RecordComponent component, Node parent, String path) {
    Default literal = component.getAnnotation(Default.class);
    Class<?> type = component.getType();
    if (literal != null) {
      return scalars.parse(literal.value(), type);
    }
    if (Components.isNullable(component)) {
      return null;
    }
    if (type == List.class) {
      return List.of();
    }
    if (type == Map.class) {
      return Map.of();
    }
    if (type.isRecord() && !Components.isRequired(component)) {
      return record(emptyMapping(parent), type, path);
    }
    throw error(parent, path, "is missing");
  }

  private Object construct(Class<?> type, @Nullable Object[] arguments, Node node, String path) {
    try {
      var constructor =
          type.getDeclaredConstructor(
              Arrays.stream(type.getRecordComponents())
                  .map(RecordComponent::getType)
                  .toArray(Class[]::new));
      constructor.setAccessible(true);
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof ConfigProblem problem) {
        throw at(problem, node, path);
      }
      if (e.getCause() instanceof IllegalArgumentException invalid) {
        throw error(node, path, String.valueOf(invalid.getMessage()));
      }
      throw new IllegalStateException(e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  ForebayException at(ConfigProblem problem, Node node, String path) {
    Node place = node;
    String key = path;
    for (Object step : problem.path()) {
      if (place instanceof SequenceNode sequence && step instanceof Integer index) {
        place = sequence.getValue().get(index);
        key = key + "[" + index + "]";
      } else {
        place = mapping(place, key).getOrDefault(step.toString(), place);
        key = join(key, step.toString());
      }
    }
    return error(place, key, String.valueOf(problem.getMessage()));
  }

  private Map<String, Node> mapping(Node node, String path) {
    Map<String, Node> values = new LinkedHashMap<>();
    for (NodeTuple tuple : tuples(node, path)) {
      String key = key(tuple, path);
      if (values.put(key, tuple.getValueNode()) != null) {
        throw error(tuple.getKeyNode(), join(path, key), "is there twice");
      }
    }
    return values;
  }

  void refuseUnknownKeys(Node node, List<RecordComponent> components, String path) {
    List<String> known = components.stream().map(RecordComponent::getName).toList();
    for (NodeTuple tuple : tuples(node, path)) {
      String key = key(tuple, path);
      if (!known.contains(key)) {
        String instead =
            NearestName.of(key, known)
                .map(name -> "did you mean \"" + name + "\"?")
                .orElse("the keys here are " + String.join(", ", known));
        throw error(tuple.getKeyNode(), join(path, key), "unknown key; " + instead);
      }
    }
  }

  private List<NodeTuple> tuples(Node node, String path) {
    if (node instanceof MappingNode mapping) {
      return mapping.getValue();
    }
    throw error(node, path, "must be a mapping of keys to values");
  }

  private String key(NodeTuple tuple, String path) {
    if (tuple.getKeyNode() instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    throw error(tuple.getKeyNode(), path, "a key must be a plain name");
  }

  private ForebayException error(Node node, String path, String problem) {
    String line = node.getStartMark().map(mark -> ":" + (mark.getLine() + 1)).orElse("");
    String key = path.isEmpty() ? "" : path + ": ";
    return new ForebayException(ErrorCode.INVALID_CONFIG, file + line + ": " + key + problem);
  }

  private static boolean isNull(Node node) {
    return node instanceof ScalarNode scalar
        && scalar.getScalarStyle() == ScalarStyle.PLAIN
        && (scalar.getTag().equals(Tag.NULL) || scalar.getValue().isEmpty());
  }

  private static Node emptyMapping(Node at) {
    return new MappingNode(
        Tag.MAP, true, List.of(), FlowStyle.BLOCK, at.getStartMark(), at.getEndMark());
  }

  private static String join(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
