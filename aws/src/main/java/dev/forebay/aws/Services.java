package dev.forebay.aws;

import dev.forebay.aws.protocol.AwsException;
import dev.forebay.aws.protocol.AwsProtocol;
import dev.forebay.aws.signature.VerifiedRequest;
import dev.forebay.http.QueryString;
import dev.forebay.http.Request;
import dev.forebay.http.Request.QueryParameter;
import dev.forebay.http.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The services that are here, and those that are at another address. */
final class Services {
  private final Map<String, AwsService> here;
  private final Map<String, String> elsewhere;

  Services(List<AwsService> services, Map<String, String> elsewhere) {
    this.here = services.stream().collect(Collectors.toMap(AwsService::name, Function.identity()));
    this.elsewhere = Map.copyOf(elsewhere);
  }

  Optional<AwsService> named(String name) {
    return Optional.ofNullable(here.get(name));
  }

  /** Answers the request by its operation, or says that it is not here, and what is. */
  Response answer(VerifiedRequest signed, AwsProtocol protocol, String id) {
    return switch (protocol) {
      case QUERY, EC2 -> {
        Map<String, String> form = form(signed);
        yield call(
            signed, protocol, form.getOrDefault("Action", ""), new AwsCall(signed, id, form));
      }
      case AWS_JSON, CBOR ->
          call(signed, protocol, target(signed.request()), new AwsCall(signed, id, Map.of()));
      case REST_JSON, REST_XML -> callAt(signed, protocol, id);
    };
  }

  private Response call(VerifiedRequest signed, AwsProtocol protocol, String name, AwsCall call) {
    for (AwsOperation operation : operations(signed)) {
      if (operation instanceof AwsOperation.Named named && named.name().equals(name)) {
        return named.handler().handle(call);
      }
    }
    throw absent(signed, protocol, name);
  }

  private Response callAt(VerifiedRequest signed, AwsProtocol protocol, String id) {
    Request request = signed.request();
    for (AwsOperation operation : operations(signed)) {
      if (operation instanceof AwsOperation.At at && at.method().equals(request.method())) {
        Optional<Map<String, String>> parameters = at.path().match(request.rawPath());
        if (parameters.isPresent()) {
          return at.handler().handle(new AwsCall(signed, id, parameters.get()));
        }
      }
    }
    throw absent(signed, protocol, request.method() + " " + request.path());
  }

  private List<AwsOperation> operations(VerifiedRequest signed) {
    return named(signed.scope().service()).map(AwsService::operations).orElse(List.of());
  }

  private AwsException absent(VerifiedRequest signed, AwsProtocol protocol, String operation) {
    String service = signed.scope().service();
    String title = (service + " " + operation).strip();
    return new AwsException(
        protocol.absent(), "%s is not here: %s".formatted(title, advice(service)));
  }

  /** What there is instead. */
  private String advice(String service) {
    String address = elsewhere.get(service);
    if (address != null) {
      return "set AWS_ENDPOINT_URL_%s=%s".formatted(service.toUpperCase(Locale.ROOT), address);
    }
    return named(service)
        .map(known -> "its operations are " + names(known))
        .orElseGet(() -> "the services are " + names());
  }

  private static String names(AwsService service) {
    return service.operations().stream()
        .map(AwsOperation::name)
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private String names() {
    return Stream.concat(here.keySet().stream(), elsewhere.keySet().stream())
        .sorted()
        .collect(Collectors.joining(", "));
  }

  /** The parameters of the body, and those of the query, which a presigned URL has. */
  private static Map<String, String> form(VerifiedRequest signed) {
    String body = new String(AwsCall.readAll(signed), StandardCharsets.UTF_8);
    List<QueryParameter> all = new ArrayList<>(QueryString.parse(body));
    all.addAll(signed.request().query());
    Map<String, String> form = new HashMap<>();
    all.forEach(parameter -> form.putIfAbsent(parameter.name(), parameter.value()));
    return form;
  }

  /** The operation that a header or, with CBOR, the path's end names. */
  private static String target(Request request) {
    String target = request.header("x-amz-target").orElseGet(request::path);
    return target.substring(Math.max(target.lastIndexOf('.'), target.lastIndexOf('/')) + 1);
  }
}
