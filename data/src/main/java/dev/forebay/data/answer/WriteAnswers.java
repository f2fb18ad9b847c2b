package dev.forebay.data.answer;

import dev.forebay.data.plan.Plan;
import dev.forebay.data.request.ApiRequest;
import dev.forebay.data.request.Preferences;
import dev.forebay.data.request.Preferences.Choice;
import dev.forebay.data.request.Preferences.Return;
import dev.forebay.data.write.Written;
import dev.forebay.http.Response;
import dev.forebay.http.Response.Header;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Answers to writes, with PostgREST's statuses and headers. Pure.
 *
 * <pre>
 * POST    201, or 200 where all rows were there and were merged · Location with return=headers-only
 * PUT     201 or 200 with rows, else 204
 * PATCH   200 with rows, else 204 · Content-Range
 * DELETE  200 with rows, else 204 · Content-Range
 * </pre>
 */
public final class WriteAnswers {
  /** The answer to a request that was carried out. */
  public Response write(ApiRequest request, Plan.Write plan, Written written) {
    List<Header> headers = new ArrayList<>();
    location(request, written).ifPresent(headers::add);
    range(request, plan, written).ifPresent(headers::add);
    applied(request.preferences(), plan).ifPresent(headers::add);
    int status = status(request, plan, written);
    return request.preferences().wants(Return.REPRESENTATION)
        ? withRows(status, request, plan, written, headers)
        : new Response(status, headers, Response.status(status).body());
  }

  private static Response withRows(
      int status, ApiRequest request, Plan.Write plan, Written written, List<Header> headers) {
    RowsWriter writer = new RowsWriter(request.accept(), plan.returning().resource().labels());
    headers.addFirst(writer.contentType());
    return new Response(status, headers, writer.body(written.rows()));
  }

  private static int status(ApiRequest request, Plan.Write plan, Written written) {
    boolean rows = request.preferences().wants(Return.REPRESENTATION);
    return switch (plan) {
      case Plan.Insert insert -> isMerged(insert) && written.inserted() == 0 ? 200 : 201;
      case Plan.Put _ when rows -> written.inserted() > 0 ? 201 : 200;
      case Plan.Put _, Plan.Update _, Plan.Delete _ -> rows ? 200 : 204;
    };
  }

  private static boolean isMerged(Plan.Insert insert) {
    return insert.onConflict().filter(Plan.OnConflict::merge).isPresent();
  }

  /** Only what a PATCH has touched is counted from 0; of others PostgREST tells the total alone. */
  private static Optional<Header> range(ApiRequest request, Plan.Write plan, Written written) {
    String total = request.preferences().count().isPresent() ? "" + written.affected() : "*";
    return switch (plan) {
      case Plan.Put _ -> Optional.empty();
      case Plan.Update _ when written.affected() > 0 ->
          range("0-" + (written.affected() - 1) + "/" + total);
      case Plan.Insert _, Plan.Update _, Plan.Delete _ -> range("*/" + total);
    };
  }

  private static Optional<Header> range(String range) {
    return Optional.of(new Header("Content-Range", range));
  }

  private static Optional<Header> location(ApiRequest request, Written written) {
    if (written.key().isEmpty()) {
      return Optional.empty();
    }
    String row =
        written.key().entrySet().stream()
            .map(WriteAnswers::equality)
            .collect(Collectors.joining("&"));
    return Optional.of(new Header("Location", "/rest/v1/" + encoded(request.table()) + "?" + row));
  }

  private static String equality(Map.Entry<String, String> value) {
    return encoded(value.getKey()) + "=eq." + encoded(value.getValue());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** The preferences that had a say in this write, in PostgREST's order. */
  private static Optional<Header> applied(Preferences said, Plan.Write plan) {
    List<String> applied = new ArrayList<>();
    if (plan instanceof Plan.Insert insert && insert.onConflict().isPresent()) {
      add(said.resolution(), applied);
    }
    add(said.answer(), applied);
    add(said.count(), applied);
    add(said.tx(), applied);
    if (!(plan instanceof Plan.Delete)) {
      add(said.missing(), applied);
    }
    add(said.handling(), applied);
    plan.terms().maxAffected().ifPresent(most -> applied.add("max-affected=" + most));
    return applied.isEmpty()
        ? Optional.empty()
        : Optional.of(new Header("Preference-Applied", String.join(", ", applied)));
  }

  private static void add(Optional<? extends Choice> choice, List<String> applied) {
    choice.ifPresent(said -> applied.add(said.text()));
  }
}
