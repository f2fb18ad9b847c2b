package dev.forebay.data.transaction;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.http.QueryString;
import dev.forebay.http.Request;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One operation as a request of its own, with values in the place of its references.
 *
 * @param method its method
 * @param table its table
 * @param rawQuery what is behind the question mark
 * @param headers {@code Prefer}: its own preferences, then those of the whole transaction, then
 *     that rows are shown; and the transaction's {@code Content-Profile}
 * @param body its rows
 */
@SuppressWarnings("ArrayRecordComponent")
record OperationRequest(
    String method, String table, String rawQuery, Map<String, List<String>> headers, byte[] body)
    implements Request {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}]*)\\}");
  private static final String PREFIX = "/rest/v1/";

  static OperationRequest of(Operation operation, Request transaction, Answers answers) {
    String path = path(operation, answers);
    int question = path.indexOf('?');
    String table = question < 0 ? path : path.substring(0, question);
    if (table.contains("/")) {
      throw new ForebayException(
          ErrorCode.INVALID_OPERATION,
          "An operation writes to a table, so its path is /table?query");
    }
    List<String> preferences = new ArrayList<>(List.of(operation.prefer()));
    preferences.addAll(transaction.headers("prefer"));
    preferences.add("return=representation");
    return new OperationRequest(
        operation.method(),
        table,
        question < 0 ? "" : path.substring(question + 1),
        Map.of("prefer", preferences, "content-profile", transaction.headers("content-profile")),
        body(operation.body(), answers));
  }

  private static String path(Operation operation, Answers answers) {
    String path =
        REFERENCE
            .matcher(operation.path())
            .replaceAll(found -> Matcher.quoteReplacement(text(answers.value(found.group(1)))));
    String table = path.startsWith(PREFIX) ? path.substring(PREFIX.length()) : path;
    return table.startsWith("/") ? table.substring(1) : table;
  }

  private static String text(JsonNode value) {
    String text = value.isString() ? value.stringValue() : value.toString();
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static byte[] body(@Nullable JsonNode body, Answers answers) {
    return body == null ? new byte[0] : Answers.JSON.writeValueAsBytes(resolved(body, answers));
  }

  /** Rows with values in the place of references, which stand where a column's value does. */
  private static JsonNode resolved(JsonNode body, Answers answers) {
    if (body.isArray()) {
      ArrayNode rows = Answers.JSON.createArrayNode();
      body.forEach(row -> rows.add(resolved(row, answers)));
      return rows;
    }
    if (!body.isObject()) {
      return body;
    }
    ObjectNode row = Answers.JSON.createObjectNode();
    body.properties().forEach(field -> row.set(field.getKey(), value(field.getValue(), answers)));
    return row;
  }

  private static JsonNode value(JsonNode value, Answers answers) {
    JsonNode reference = value.isObject() && value.size() == 1 ? value.get("$ref") : null;
    return reference != null && reference.isString()
        ? answers.value(reference.stringValue())
        : value;
  }

  @Override
  public String rawPath() {
    return path();
  }

  @Override
  public String path() {
    return PREFIX + table;
  }

  @Override
  public String pathParameter(String name) {
    return table;
  }

  @Override
  public Map<String, String> pathParameters() {
    return Map.of("table", table);
  }

  @Override
  public List<QueryParameter> query() {
    return QueryString.parse(rawQuery);
  }

  @Override
  public Optional<String> header(String name) {
    return headers.getOrDefault(name, List.of()).stream().findFirst();
  }

  @Override
  public InputStream bodyStream() {
    return new ByteArrayInputStream(body);
  }

  /** The client's own request has it; nothing that writes asks. */
  @Override
  public String remoteAddress() {
    return "";
  }
}
