package dev.forebay.data.transaction;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.http.Request;
import dev.forebay.http.Response;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The operations of one transaction.
 *
 * <pre>
 * [{"name": "c", "method": "POST", "path": "/customers", "body": {"name": "Ann"}},
 *  {"method": "POST", "path": "/orders", "body": {"customer_id": {"$ref": "c.id"}}},
 *  {"method": "PATCH", "path": "/customers?id=eq.${c.id}", "body": {"orders": 1}}]
 * </pre>
 */
public final class Operations {
  /** How many operations a transaction has at most. */
  public static final int MOST = 100;

  /** The methods of operations. */
  public static final Set<String> METHODS = Set.of("POST", "PUT", "PATCH", "DELETE");

  private static final Set<String> KEYS = Set.of("name", "method", "path", "body", "prefer");

  private final List<Operation> operations;
  private final Request request;

  private Operations(List<Operation> operations, Request request) {
    this.operations = operations;
    this.request = request;
  }

  /**
   * Reads the operations of a request. FB101 where the body is no JSON, FB110 where it has a query,
   * FB207 where they are too many, FB246 where one is not written as it should be.
   */
  public static Operations parse(Request request) {
    if (!request.query().isEmpty()) {
      throw new ForebayException(
          ErrorCode.MALFORMED_QUERY,
          "A transaction takes no query parameters",
          "Write them into the path of the operation that they are for");
    }
    JsonNode array = tree(request.body());
    if (!array.isArray()) {
      throw new ForebayException(
          ErrorCode.MALFORMED_BODY, "The body must be an array of operations");
    }
    if (array.size() > MOST) {
      throw new ForebayException(
          ErrorCode.PLAN_LIMIT, "A transaction has at most %d operations".formatted(MOST));
    }
    List<Operation> operations = new ArrayList<>();
    for (JsonNode node : array) {
      operations.add(operation(node, operations.size()));
    }
    requireDifferentNames(operations);
    return new Operations(operations, request);
  }

  /**
   * Carries out one after the other; each gives a part of the answer, {@code {"status": 201,
   * "body": […]}}. The first that fails says which it was.
   *
   * @param write carries out one write
   */
  public Response run(Function<Request, Response> write) {
    Answers answers = new Answers();
    for (Operation operation : operations) {
      try {
        Response answer = write.apply(OperationRequest.of(operation, request, answers));
        answers.add(operation, answer);
      } catch (ForebayException e) {
        throw in(operation, e);
      }
    }
    return Response.json(200, answers.json());
  }

  private static JsonNode tree(byte[] body) {
    try {
      return Answers.JSON.readTree(body);
    } catch (JacksonException e) {
      throw new ForebayException(ErrorCode.MALFORMED_BODY, "The body is not valid JSON", e);
    }
  }

  private static Operation operation(JsonNode node, int number) {
    if (!node.isObject()) {
      throw invalid(number, "is no object");
    }
    for (String key : node.propertyNames()) {
      if (!KEYS.contains(key)) {
        throw invalid(number, "has an unknown key; known are name, method, path, body and prefer");
      }
    }
    String method = text(node, "method", number, null);
    if (!METHODS.contains(method)) {
      throw invalid(number, "has a method that is none of POST, PUT, PATCH and DELETE");
    }
    return new Operation(
        text(node, "name", number, "" + number),
        method,
        text(node, "path", number, null),
        node.get("body"),
        text(node, "prefer", number, ""));
  }

  private static String text(JsonNode node, String key, int number, @Nullable String otherwise) {
    JsonNode value = node.get(key);
    if (value == null && otherwise != null) {
      return otherwise;
    }
    if (value == null || !value.isString()) {
      throw invalid(number, "has no text as its " + key);
    }
    return value.stringValue();
  }

  private static void requireDifferentNames(List<Operation> operations) {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < operations.size(); i++) {
      if (!names.add(operations.get(i).name())) {
        throw invalid(i, "has the name of another one");
      }
    }
  }

  private static ForebayException invalid(int number, String what) {
    return new ForebayException(
        ErrorCode.INVALID_OPERATION,
        "Operation %d %s".formatted(number, what),
        "Write {\"method\": \"POST\", \"path\": \"/table\", \"body\": {…}}");
  }

  private static ForebayException in(Operation operation, ForebayException e) {
    String detail = e.detail() == null ? "" : "; " + e.detail();
    return new ForebayException(
        e.code(), e.getMessage(), "In " + operation.label() + detail, e.hint(), e.getCause());
  }
}
