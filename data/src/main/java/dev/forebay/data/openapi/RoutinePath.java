package dev.forebay.data.openapi;

import dev.forebay.data.json.JsonNodes;
import dev.forebay.data.value.ValueType;
import dev.forebay.mysql.schema.Column;
import dev.forebay.mysql.schema.Routine;
import dev.forebay.mysql.schema.Routine.Mode;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/** What a document says of one stored routine: POST, and GET where it only reads. */
final class RoutinePath {
  private static final String FOLDER = "/rpc/";
  private static final String TAG = "rpc";

  private final Routine routine;
  private final List<Column> arguments;
  private final List<Column> out;

  RoutinePath(Routine routine) {
    this.routine = routine;
    this.arguments = columns(routine, EnumSet.of(Mode.IN, Mode.INOUT));
    this.out = columns(routine, EnumSet.of(Mode.OUT, Mode.INOUT));
  }

  void addTo(Draft draft) {
    ObjectNode path = JsonNodes.object();
    if (routine.readOnly()) {
      path.set("get", get().json());
    }
    path.set("post", post().json());
    draft.paths.set(TablePath.of(FOLDER, routine.name()), path);
  }

  private OperationDraft get() {
    OperationDraft operation = operation("callByGet");
    arguments.forEach(argument -> operation.parameter(parameter(argument)));
    Set<String> names = arguments.stream().map(Column::name).collect(Collectors.toSet());
    operation.parameters(shown().stream().filter(name -> !names.contains(name)).toList());
    return answered(operation).errors(ErrorResponses.OF_READS);
  }

  private OperationDraft post() {
    OperationDraft operation =
        operation("call").parameters(shown()).parameters(List.of("prefer.call"));
    if (!routine.readOnly()) {
      operation.parameters(List.of("Idempotency-Key"));
    }
    ObjectNode example = JsonNodes.object();
    arguments.forEach(argument -> example.set(argument.name(), Examples.of(argument)));
    ObjectNode content =
        JsonNodes.object("schema", object(arguments).put("additionalProperties", false));
    content.set("example", example);
    return answered(operation.body(JsonNodes.object("application/json", content)))
        .errors(ErrorResponses.OF_WRITES);
  }

  private OperationDraft operation(String id) {
    OperationDraft operation =
        new OperationDraft(Refs.name(id, routine.name()), TAG, "Call " + routine.name());
    return routine.comment().isEmpty() ? operation : operation.describe(routine.comment());
  }

  /** JSON stands in a query string as its text. */
  private static ObjectNode parameter(Column argument) {
    ObjectNode parameter =
        JsonNodes.object().put("name", argument.name()).put("in", "query").put("required", true);
    parameter.put("description", "`" + argument.declaredType() + "`");
    ObjectNode schema = ColumnSchemas.ofValue(argument);
    if (!ValueType.of(argument).isCompared()) {
      ObjectNode content = OperationDraft.content("application/json", schema);
      content.withObject("application/json").set("example", Examples.of(argument));
      return parameter.set("content", content);
    }
    schema.set("examples", JsonNodes.array(Examples.of(argument)));
    return parameter.set("schema", schema);
  }

  /** What says which rows of a result are shown; only rows have columns to say it by. */
  private List<String> shown() {
    return routine.returns() == null && out.isEmpty() ? SharedParts.RESULT : List.of();
  }

  private OperationDraft answered(OperationDraft operation) {
    Column returns = routine.returns();
    if (returns != null) {
      return operation.answer(
          "200", SuccessResponses.value("The value", ColumnSchemas.of(returns)));
    }
    if (out.isEmpty()) {
      return operation
          .answer("200", SuccessResponses.results())
          .answer("204", Refs.response("nothing"));
    }
    ObjectNode rows = JsonNodes.arrayOf(JsonNodes.object());
    ObjectNode both = JsonNodes.object("out", object(out)).set("results", rows);
    ObjectNode schema =
        JsonNodes.object(
            "anyOf",
            JsonNodes.array(object(out), JsonNodes.type("object").set("properties", both)));
    return operation.answer(
        "200", SuccessResponses.value("What comes out, and result sets", schema));
  }

  private static ObjectNode object(List<Column> columns) {
    ObjectNode properties = JsonNodes.object();
    columns.forEach(
        c ->
            properties.set(
                c.name(), ColumnSchemas.of(c).put("description", "`" + c.declaredType() + "`")));
    ObjectNode schema = JsonNodes.type("object");
    schema.set("required", JsonNodes.texts(columns.stream().map(Column::name).toList()));
    return schema.set("properties", properties);
  }

  private static List<Column> columns(Routine routine, Set<Mode> modes) {
    return routine.parameters().stream()
        .filter(parameter -> modes.contains(parameter.mode()))
        .map(Routine.Parameter::column)
        .toList();
  }
}
