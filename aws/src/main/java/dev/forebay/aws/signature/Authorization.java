package dev.forebay.aws.signature;

import dev.forebay.aws.protocol.AwsException;
import dev.forebay.aws.protocol.CommonError;
import dev.forebay.http.Request;
import dev.forebay.http.RequestHead;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a request says of its signature, in its Authorization header or presigned in its query.
 *
 * @param accessKeyId who signed
 * @param scope what for
 * @param signedHeaders the names of the headers that are signed, in lower case
 * @param signature 64 hexadecimal digits
 * @param time when it was signed
 * @param token of a session, or null
 */
record Authorization(
    String accessKeyId,
    CredentialScope scope,
    List<String> signedHeaders,
    String signature,
    SignatureTime time,
    @Nullable String token) {
  private static final Pattern CREDENTIAL =
      Pattern.compile("(.+)/([0-9]{8})/([^/]+)/([^/]+)/" + CredentialScope.END);
  private static final Pattern SIGNATURE = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern SERVICE = Pattern.compile("/([^/, &]+)/" + CredentialScope.END);

  Authorization {
    signedHeaders = List.copyOf(signedHeaders);
  }

  /** What the request says; a client's error where it cannot be read, or says it twice. */
  static Authorization of(Request request) {
    Map<String, String> query = parameters(request);
    List<String> headers = request.headers("authorization");
    if (headers.size() + (query.containsKey("X-Amz-Algorithm") ? 1 : 0) > 1) {
      throw malformed("Only one authorization may be given.");
    }
    return headers.isEmpty() ? fromQuery(query) : fromHeader(headers.getFirst(), request);
  }

  /** The service that the request is signed for, as far as that can be told. */
  static Optional<String> service(RequestHead head) {
    String text =
        head.header("authorization").orElseGet(() -> head.rawQuery().replaceAll("%2[Ff]", "/"));
    Matcher service = SERVICE.matcher(text);
    return service.find() ? Optional.of(service.group(1)) : Optional.empty();
  }

  boolean isPresigned() {
    return time.validity() != null;
  }

  private static Authorization fromHeader(String header, Request request) {
    Map<String, String> parts = parts(header);
    return of(
        part(parts, "Credential"),
        part(parts, "SignedHeaders"),
        part(parts, "Signature"),
        SignatureTime.ofHeaders(request.header("x-amz-date"), request.header("date")),
        request.header("x-amz-security-token").orElse(null));
  }

  private static Authorization fromQuery(Map<String, String> query) {
    if (!query.containsKey("X-Amz-Algorithm")) {
      throw new AwsException(CommonError.UNSIGNED, "Requests must be signed.");
    }
    requireAlgorithm(part(query, "X-Amz-Algorithm"));
    return of(
        part(query, "X-Amz-Credential"),
        part(query, "X-Amz-SignedHeaders"),
        part(query, "X-Amz-Signature"),
        SignatureTime.ofQuery(part(query, "X-Amz-Date"), part(query, "X-Amz-Expires")),
        query.get("X-Amz-Security-Token"));
  }

  private static Authorization of(
      String credential,
      String signedHeaders,
      String signature,
      SignatureTime time,
      @Nullable String token) {
    Matcher parts = CREDENTIAL.matcher(credential);
    if (!parts.matches()) {
      throw malformed("The credential must be KEY/DATE/REGION/SERVICE/aws4_request.");
    }
    if (!SIGNATURE.matcher(signature).matches()) {
      throw malformed("The signature must have 64 hexadecimal digits.");
    }
    CredentialScope scope = new CredentialScope(parts.group(2), parts.group(3), parts.group(4));
    if (!scope.date().equals(time.date())) {
      throw malformed("The credential's date is not the request's.");
    }
    List<String> names = Arrays.asList(signedHeaders.split(";", -1));
    return new Authorization(parts.group(1), scope, names, signature, time, token);
  }

  /** The parts of {@code AWS4-HMAC-SHA256 Credential=…, SignedHeaders=…, Signature=…}. */
  private static Map<String, String> parts(String header) {
    int space = header.indexOf(' ');
    requireAlgorithm(space < 0 ? header : header.substring(0, space));
    Map<String, String> parts = new HashMap<>();
    for (String part : header.substring(space + 1).split(",", -1)) {
      int equals = part.indexOf('=');
      if (equals < 0 || parts.put(part.substring(0, equals).strip(), value(part, equals)) != null) {
        throw malformed("The Authorization header cannot be read.");
      }
    }
    return parts;
  }

  private static String value(String part, int equals) {
    return part.substring(equals + 1).strip();
  }

  private static Map<String, String> parameters(Request request) {
    Map<String, String> parameters = new HashMap<>();
    for (Request.QueryParameter parameter : request.query()) {
      boolean ours = parameter.name().startsWith("X-Amz-");
      if (ours && parameters.put(parameter.name(), parameter.value()) != null) {
        throw malformed("The parameter " + parameter.name() + " stands there twice.");
      }
    }
    return parameters;
  }

  private static String part(Map<String, String> parts, String name) {
    String value = parts.get(name);
    if (value == null || value.isEmpty()) {
      throw malformed("The authorization has no " + name + ".");
    }
    return value;
  }

  private static void requireAlgorithm(String algorithm) {
    if (!algorithm.equals(Signer.ALGORITHM)) {
      throw malformed("Requests must be signed with " + Signer.ALGORITHM + ".");
    }
  }

  private static AwsException malformed(String message) {
    return new AwsException(CommonError.MALFORMED_SIGNATURE, message);
  }
}
