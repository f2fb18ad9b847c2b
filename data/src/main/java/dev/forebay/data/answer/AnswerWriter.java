package dev.forebay.data.answer;

import dev.forebay.data.execute.NotSingular;
import dev.forebay.data.execute.Result;
import dev.forebay.data.request.ApiRequest;
import dev.forebay.data.request.Preferences.Return;
import dev.forebay.http.Response;
import dev.forebay.http.Response.Header;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The last stage of the data API: writes a result as the client wants it. Rejects with FB205, where
 * one row was wanted and another number was read. Pure.
 *
 * <pre>
 * GET     200, or 206 where there are counted to be more · rows · Content-Range, Cache-Status
 * POST    201 · rows with return=representation · Location with return=headers-only
 * PATCH   200 with rows, else 204 · Content-Range
 * DELETE  200 with rows, else 204 · Content-Range
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
      case INSERT -> written(request, result, 201, 201);
      case UPDATE, DELETE -> written(request, result, 200, 204);
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
    return withRows(partial ? 206 : 200, request, result, headers);
  }

  private static Response written(ApiRequest request, Result result, int withRows, int without) {
    List<Header> headers = new ArrayList<>();
    if (!request.preferences().applied().isEmpty()) {
      String applied = String.join(", ", request.preferences().applied());
      headers.add(new Header("Preference-Applied", applied));
    }
    if (request.action() == ApiRequest.Action.INSERT) {
      location(request, result, headers);
    } else {
      headers.add(new Header("Content-Range", range(0, result)));
    }
    return request.preferences().answer() == Return.REPRESENTATION
        ? withRows(withRows, request, result, headers)
        : new Response(without, headers, Response.status(without).body());
  }

  private static void location(ApiRequest request, Result result, List<Header> headers) {
    if (!result.key().isEmpty()) {
      String row =
          result.key().entrySet().stream()
              .map(AnswerWriter::equality)
              .collect(Collectors.joining("&"));
      headers.add(new Header("Location", "/rest/v1/" + encoded(request.table()) + "?" + row));
    }
  }

  private static String equality(Map.Entry<String, String> value) {
    return encoded(value.getKey()) + "=eq." + encoded(value.getValue());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static Response withRows(
      int status, ApiRequest request, Result result, List<Header> headers) {
    if (!request.singular()) {
      headers.addFirst(JSON);
      return new Response(status, headers, new Response.Body.Bytes(result.rows().array()));
    }
    if (result.rows().count() != 1) {
      throw NotSingular.error(result.rows().count());
    }
    headers.addFirst(OBJECT);
    return new Response(status, headers, new Response.Body.Bytes(result.rows().object()));
  }

  /** {@code 0-9/42}: the first and the last row shown, and how many there are. */
  private static String range(long offset, Result result) {
    String total = result.total().isPresent() ? "" + result.total().getAsLong() : "*";
    return result.affected() == 0
        ? "*/" + total
        : offset + "-" + (offset + result.affected() - 1) + "/" + total;
  }
}
