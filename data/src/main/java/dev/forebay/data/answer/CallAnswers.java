package dev.forebay.data.answer;

import dev.forebay.data.execute.Called;
import dev.forebay.data.plan.Call;
import dev.forebay.data.row.JsonBuffer;
import dev.forebay.data.row.JsonRows;
import dev.forebay.http.Response;

/**
 * Answers to calls of routines. Pure.
 *
 * <pre>
 * function                         3.50
 * procedure, nothing comes of it   204
 * one result set                   [{"id":1}]
 * several                          [[{"id":1}],[{"n":2}]]
 * parameters that come out         {"total":2}
 * both                             {"out":{"total":2},"results":[[{"id":1}]]}
 * </pre>
 */
public final class CallAnswers {
  private static final String OBJECT = "application/vnd.pgrst.object+json; charset=utf-8";

  private CallAnswers() {}

  /** The answer. */
  public static Response write(Call call, Called called) {
    return switch (called) {
      case Called.Value(byte[] json) -> Response.json(200, json);
      case Called.Results results -> results(call, results);
    };
  }

  private static Response results(Call call, Called.Results called) {
    boolean out = called.out().count() > 0;
    if (out && called.results().isEmpty()) {
      return Response.json(200, called.out().object());
    }
    if (out) {
      JsonBuffer json = new JsonBuffer(256).putAscii("{\"out\":").put(called.out().object());
      json.putAscii(",\"results\":").put(arrays(called)).put('}');
      return Response.json(200, json.toByteArray());
    }
    return switch (called.results().size()) {
      case 0 -> Response.status(204);
      case 1 -> one(call, called.results().getFirst());
      default -> Response.json(200, arrays(called));
    };
  }

  private static Response one(Call call, JsonRows rows) {
    return call.singular()
        ? Response.of(200, OBJECT, rows.object())
        : Response.json(200, rows.array());
  }

  private static byte[] arrays(Called.Results called) {
    JsonBuffer json = new JsonBuffer(256).put('[');
    for (JsonRows rows : called.results()) {
      if (json.size() > 1) {
        json.put(',');
      }
      json.put(rows.array());
    }
    return json.put(']').toByteArray();
  }
}
