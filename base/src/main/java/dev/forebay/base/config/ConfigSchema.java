package dev.forebay.base.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON Schema (draft 2020-12) of a configuration file, for editors. */
public final class ConfigSchema {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** A scalar may also be an environment variable, whatever its type. */
  private static final String VARIABLE = "^\\$\\{.*}$";

  private ConfigSchema() {}

  /**
   * The schema as indented JSON, ending with a line break.
   *
   * @param types the records that have the file's keys between them; the first one describes it
   */
  public static String of(List<Class<? extends Record>> types, String title) {
    ObjectNode schema = JSON.createObjectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", title);
    schema.put("type", "object");
    describe(types.getFirst().getAnnotation(Doc.class), schema);
    object(Components.of(types), schema);
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(schema) + "\n";
  }

  private static void object(List<RecordComponent> components, ObjectNode schema) {
    schema.put("additionalProperties", false);
    ObjectNode properties = schema.putObject("properties");
    ArrayNode required = JSON.createArrayNode();
    for (RecordComponent component : components) {
      ObjectNode property = properties.putObject(component.getName());
      type(component.getGenericType(), property);
      describe(component.getAnnotation(Doc.class), property);
      Default literal = component.getAnnotation(Default.class);
      if (literal != null) {
        property.put("default", literal.value());
      }
      if (Components.isRequired(component)) {
        required.add(component.getName());
      }
    }
    if (!required.isEmpty()) {
      schema.set("required", required);
    }
  }

  private static void type(Type type, ObjectNode schema) {
    if (type instanceof ParameterizedType generic) {
      boolean list = generic.getRawType() == List.class;
      schema.put("type", list ? "array" : "object");
      type(
          generic.getActualTypeArguments()[list ? 0 : 1],
          schema.putObject(list ? "items" : "additionalProperties"));
    } else if (Scalars.isScalar((Class<?>) type)) {
      scalar((Class<?>) type, schema);
    } else {
      schema.put("type", "object");
      describe(((Class<?>) type).getAnnotation(Doc.class), schema);
      object(List.of(((Class<?>) type).getRecordComponents()), schema);
    }
  }

  private static void scalar(Class<?> type, ObjectNode schema) {
    if (type == String.class || type == Secret.class) {
      // YAML reads 0.10 and true as other types; whoever means text should not have to quote.
      ArrayNode types = schema.putArray("type");
      types.add("string").add("number").add("boolean");
      return;
    }
    ArrayNode alternatives = schema.putArray("anyOf");
    precise(type, alternatives.addObject());
    alternatives.addObject().put("type", "string").put("pattern", VARIABLE);
  }

  private static void precise(Class<?> type, ObjectNode schema) {
    if (type == int.class || type == long.class) {
      schema.put("type", "integer");
    } else if (type == BigDecimal.class) {
      schema.put("type", "number");
    } else if (type == boolean.class) {
      schema.put("type", "boolean");
    } else if (type == Duration.class) {
      schema.put("type", "string").put("pattern", Durations.FORM);
    } else if (type == DataSize.class) {
      schema.putArray("type").add("string").add("integer");
    } else {
      ArrayNode names = schema.putArray("enum");
      Scalars.names(type).forEach(names::add);
    }
  }

  private static void describe(@Nullable Doc doc, ObjectNode schema) {
    if (doc != null) {
      schema.put("description", doc.value());
    }
  }
}
