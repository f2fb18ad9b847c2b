package dev.forebay.data.answer;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.data.read.Result;
import dev.forebay.data.read.RowStream;
import dev.forebay.data.request.Accept;
import dev.forebay.data.request.ApiRequest;
import dev.forebay.http.Response;
import dev.forebay.http.Response.Header;
import java.util.ArrayList;
import java.util.List;

/**
 * The last stage of the data API: writes a result as the client wants it. Rejects with FB205, where
 * one row was wanted and another number was read, and FB225, where the range begins behind the last
 * row. Pure.
 *
 * <pre>
 * GET     200, or 206 where there are counted to be more · rows · Content-Range, Cache-Status
 * </pre>
 */
public final class AnswerWriter {
  /** The answer to a request. */
  public Response write(ApiRequest request, Result result) {
    return switch (request.action()) {
      case READ, HEAD -> {
        boolean head = request.action() == ApiRequest.Action.HEAD;
        yield rows(request.accept(), request.query().offset(), head, result);
      }
      case INSERT, UPSERT, UPDATE, DELETE ->
          throw new IllegalArgumentException("Of writes WriteAnswers tells");
    };
  }

  /** The answer of rows from an offset on. */
  static Response rows(Accept accept, long offset, boolean head, Result result) {
    requireRange(offset, result);
    List<Header> headers = new ArrayList<>();
    if (result.affected() >= 0 || result.total().isPresent()) {
      headers.add(new Header("Content-Range", range(offset, result)));
    }
    if (result.cacheStatus() != null) {
      headers.add(CacheStatusHeader.of(result.cacheStatus()));
    }
    boolean partial =
        result.affected() >= 0 && result.total().orElse(result.affected()) > result.affected();
    RowsWriter writer = new RowsWriter(accept, result.labels());
    headers.addFirst(writer.contentType());
    return new Response(partial ? 206 : 200, headers, body(head, result, writer));
  }

  /** A range that begins behind the last row is none, where the rows are counted. */
  private static void requireRange(long offset, Result result) {
    boolean none = offset > 0 && result.affected() == 0;
    if (none && result.total().isPresent() && offset >= result.total().getAsLong()) {
      throw new ForebayException(
          ErrorCode.RANGE_NOT_SATISFIABLE,
          "Requested range not satisfiable",
          "An offset of %d was requested, but there are only %d rows."
              .formatted(offset, result.total().getAsLong()),
          null,
          null);
    }
  }

  /** An answer to HEAD has no length where its rows would have to be read for it. */
  private static Response.Body body(boolean head, Result result, RowsWriter writer) {
    RowStream stream = result.stream();
    if (stream == null) {
      return writer.body(result.rows());
    }
    return head
        ? Response.status(200).body()
        : (Response.Body.Stream) out -> writer.write(stream, out);
  }

  /**
   * {@code 0-9/42}: the first and last row shown, where known beforehand, and how many there are.
   */
  private static String range(long offset, Result result) {
    String total = result.total().isPresent() ? "" + result.total().getAsLong() : "*";
    return result.affected() <= 0
        ? "*/" + total
        : offset + "-" + (offset + result.affected() - 1) + "/" + total;
  }
}
