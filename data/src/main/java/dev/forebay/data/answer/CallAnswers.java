package dev.forebay.data.answer;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.data.call.Called;
import dev.forebay.data.json.JsonBuffer;
import dev.forebay.data.plan.Call;
import dev.forebay.data.read.Result;
import dev.forebay.data.request.Accept;
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
  private CallAnswers() {}

  /** The answer. */
  public static Response write(Call call, Called called) {
    return switch (called) {
      case Called.Value(byte[] json) -> json(call, json);
      case Called.Results results -> results(call, results);
    };
  }

  private static Response results(Call call, Called.Results called) {
    boolean out = called.out().count() > 0;
    if (out && called.results().isEmpty()) {
      return json(call, called.out().object());
    }
    if (out) {
      JsonBuffer json = new JsonBuffer(256).putAscii("{\"out\":").put(called.out().object());
      json.putAscii(",\"results\":").put(arrays(called)).put('}');
      return json(call, json.toByteArray());
    }
    return switch (called.results().size()) {
      case 0 -> Response.status(204);
      case 1 ->
          AnswerWriter.rows(
              call.accept(), call.shown().offset(), false, called.results().getFirst());
      default -> json(call, arrays(called));
    };
  }

  /** What is no set of rows has no lines. */
  private static Response json(Call call, byte[] json) {
    if (call.accept().format() == Accept.Format.CSV) {
      throw new ForebayException(
          ErrorCode.NOT_ACCEPTABLE,
          "What the routine %s gives is not written as CSV".formatted(call.routine().name()),
          "Accept application/json, or call a procedure that answers one set of rows");
    }
    return Response.json(200, json);
  }

  private static byte[] arrays(Called.Results called) {
    JsonBuffer json = new JsonBuffer(256).put('[');
    for (Result result : called.results()) {
      if (json.size() > 1) {
        json.put(',');
      }
      json.put(result.rows().array());
    }
    return json.put(']').toByteArray();
  }
}
