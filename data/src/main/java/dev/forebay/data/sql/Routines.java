package dev.forebay.data.sql;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.list;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.sql;

import dev.forebay.data.sql.Statement.Argument;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.QueryPart;

/** Renders calls of stored routines. */
final class Routines {
  private Routines() {}

  static Query call(DSLContext dsl, Statement.CallProcedure call) {
    List<QueryPart> arguments = new ArrayList<>();
    int variables = 0;
    for (Argument argument : call.arguments()) {
      arguments.add(argument == Argument.VALUE ? ConditionRenderer.value() : variable(++variables));
    }
    return dsl.query("call {0}({1})", name(call.procedure()), list(arguments));
  }

  static Query set(DSLContext dsl, Statement.SetVariables variables) {
    List<QueryPart> settings =
        IntStream.rangeClosed(1, variables.count())
            .<QueryPart>mapToObj(i -> sql("{0} = {1}", variable(i), ConditionRenderer.value()))
            .toList();
    return dsl.query("set {0}", list(settings));
  }

  static Query read(DSLContext dsl, Statement.ReadVariables variables) {
    List<Field<?>> fields = new ArrayList<>();
    for (boolean geometry : variables.geometries()) {
      fields.add(shown(variable(fields.size() + 1), geometry));
    }
    return dsl.select(fields);
  }

  static Query evaluate(DSLContext dsl, Statement.Evaluate function) {
    Field<Object> call =
        field(
            "{0}({1})",
            name(function.function()),
            list(Collections.nCopies(function.arguments(), ConditionRenderer.value())));
    return dsl.select(shown(call, function.geometry()));
  }

  private static Field<?> shown(Field<Object> value, boolean geometry) {
    return geometry ? field("st_asgeojson({0})", String.class, value) : value;
  }

  private static Field<Object> variable(int number) {
    return field("@forebay_" + number);
  }
}
