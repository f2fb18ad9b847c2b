package dev.forebay.aws.protocol;

import dev.forebay.http.RequestHead;
import dev.forebay.http.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes an error as the clients of a protocol read it.
 *
 * <pre>
 * REST-XML   &lt;Error&gt;&lt;Code/&gt;&lt;Message/&gt;&lt;Resource/&gt;&lt;RequestId/&gt;&lt;/Error&gt;
 * query      &lt;ErrorResponse&gt;&lt;Error&gt;&lt;Type/&gt;&lt;Code/&gt;&lt;Message/&gt;&lt;/Error&gt;&lt;RequestId/&gt;&lt;/ErrorResponse&gt;
 * JSON       {"__type": code, "message": …} and the header x-amzn-ErrorType
 * </pre>
 *
 * <p>The SDKs look for the code in JSON's header, in its body, or in both, each in its own order.
 *
 * @param protocol the protocol that the request speaks
 * @param request what is answered
 * @param requestId the answer's request id
 */
public record ErrorAnswers(AwsProtocol protocol, RequestHead request, String requestId) {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String XML = "text/xml";

  /** The answer that tells the client of the error. */
  public Response of(AwsException e) {
    Response answer = document(e);
    return switch (protocol) {
      case REST_XML -> answer.with("x-amz-request-id", requestId);
      case REST_JSON, AWS_JSON, QUERY, EC2, CBOR -> answer.with("x-amzn-RequestId", requestId);
    };
  }

  private Response document(AwsException e) {
    int status = e.error().status();
    return switch (protocol) {
      case REST_XML -> Response.of(status, "application/xml", restXml(e));
      case QUERY -> Response.of(status, XML, query(e));
      case EC2 -> Response.of(status, XML, ec2(e));
      case REST_JSON -> typed(Response.of(status, "application/json", json(e)), e);
      case AWS_JSON -> queryError(typed(Response.of(status, jsonType(), json(e)), e), e);
      case CBOR ->
          typed(Response.of(status, "application/cbor", Cbor.map(members(e))), e)
              .with("smithy-protocol", "rpc-v2-cbor");
    };
  }

  private byte[] restXml(AwsException e) {
    XmlDocument document = new XmlDocument().begin("Error").element("Code", code(e));
    document.element("Message", e.getMessage());
    e.members().forEach(document::element);
    return document.element("Resource", request.rawPath()).element("RequestId", requestId).bytes();
  }

  private byte[] query(AwsException e) {
    XmlDocument document = new XmlDocument().begin("ErrorResponse").begin("Error");
    document.element("Type", isSenders(e) ? "Sender" : "Receiver").element("Code", code(e));
    document.element("Message", e.getMessage());
    e.members().forEach(document::element);
    return document.end().element("RequestId", requestId).bytes();
  }

  private byte[] ec2(AwsException e) {
    XmlDocument document = new XmlDocument().begin("Response").begin("Errors").begin("Error");
    document.element("Code", code(e)).element("Message", e.getMessage());
    return document.end().end().element("RequestID", requestId).bytes();
  }

  private byte[] json(AwsException e) {
    return JSON.writeValueAsBytes(members(e));
  }

  private Map<String, String> members(AwsException e) {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("__type", code(e));
    members.put("message", e.getMessage());
    members.putAll(e.members());
    return members;
  }

  private Response typed(Response answer, AwsException e) {
    return answer.with("x-amzn-ErrorType", code(e));
  }

  /** Clients of services that spoke the query protocol before ask for its code as well. */
  private Response queryError(Response answer, AwsException e) {
    boolean asked = request.header("x-amzn-query-mode").filter("true"::equals).isPresent();
    String fault = isSenders(e) ? "Sender" : "Receiver";
    return asked
        ? answer.with("x-amzn-query-error", e.error().code(AwsProtocol.QUERY) + ";" + fault)
        : answer;
  }

  /** Version 1.0 or 1.1, as the request has it. */
  private String jsonType() {
    return request
        .header("content-type")
        .filter(type -> type.startsWith("application/x-amz-json-1.1"))
        .map(_ -> "application/x-amz-json-1.1")
        .orElse("application/x-amz-json-1.0");
  }

  private String code(AwsException e) {
    return e.error().code(protocol);
  }

  private static boolean isSenders(AwsException e) {
    return e.error().status() < 500;
  }
}
