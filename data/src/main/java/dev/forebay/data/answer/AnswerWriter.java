package dev.forebay.data.answer;

import dev.forebay.data.execute.NotSingular;
import dev.forebay.data.execute.Result;
import dev.forebay.data.request.ApiRequest;
import dev.forebay.data.row.JsonRows;
import dev.forebay.http.Response;
import dev.forebay.http.Response.Header;
import java.util.ArrayList;
import java.util.List;

/**
 * The last stage of the data API: writes a result as the client wants it. Rejects with FB205, where
 * one row was wanted and another number was read. Pure.
 *
 * <pre>
 * GET     200, or 206 where there are counted to be more · rows · Content-Range, Cache-Status
 * </pre>
 */
public final class AnswerWriter {
  private static final Header JSON = new Header("Content-Type", "application/json; charset=utf-8");
  private static final Header OBJECT =
      new Header("Content-Type", "application/vnd.pgrst.object+json; charset=utf-8");

  /** The answer to a request. */
  public Response write(ApiRequest request, Result result) {
    return switch (request.action()) {
      case READ, HEAD -> read(request, result);
      case INSERT, UPSERT, UPDATE, DELETE ->
          throw new IllegalArgumentException("Of writes WriteAnswers tells");
    };
  }

  private static Response read(ApiRequest request, Result result) {
    List<Header> headers = new ArrayList<>();
    headers.add(new Header("Content-Range", range(request.query().offset(), result)));
    if (result.cacheStatus() != null) {
      headers.add(new Header("Cache-Status", result.cacheStatus()));
    }
    boolean partial =
        result.total().isPresent() && result.total().getAsLong() > result.rows().count();
    return withRows(partial ? 206 : 200, request, result.rows(), headers);
  }

  static Response withRows(int status, ApiRequest request, JsonRows rows, List<Header> headers) {
    if (!request.singular()) {
      headers.addFirst(JSON);
      return new Response(status, headers, new Response.Body.Bytes(rows.array()));
    }
    if (rows.count() != 1) {
      throw NotSingular.error(rows.count());
    }
    headers.addFirst(OBJECT);
    return new Response(status, headers, new Response.Body.Bytes(rows.object()));
  }

  /** {@code 0-9/42}: the first and the last row shown, and how many there are. */
  private static String range(long offset, Result result) {
    String total = result.total().isPresent() ? "" + result.total().getAsLong() : "*";
    return result.affected() == 0
        ? "*/" + total
        : offset + "-" + (offset + result.affected() - 1) + "/" + total;
  }
}
