package dev.forebay.aws;

import dev.forebay.aws.protocol.AwsException;
import dev.forebay.aws.protocol.AwsProtocol;
import dev.forebay.aws.protocol.ErrorAnswers;
import dev.forebay.aws.signature.VerifiedRequest;
import dev.forebay.aws.signature.Verifier;
import dev.forebay.base.ForebayException;
import dev.forebay.http.Edge;
import dev.forebay.http.Request;
import dev.forebay.http.RequestHead;
import dev.forebay.http.Response;
import dev.forebay.http.Route;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Answers requests that are signed as those of AWS's clients are, whatever their path: by the
 * service that they are signed for, in its protocol, errors included.
 */
public final class AwsEdge implements Edge {
  private final Verifier verifier;
  private final Services services;

  /**
   * An edge for these services.
   *
   * @param elsewhere the URLs of services that have an address of their own, by name
   */
  public AwsEdge(Verifier verifier, List<AwsService> services, Map<String, String> elsewhere) {
    this.verifier = verifier;
    this.services = new Services(services, elsewhere);
  }

  @Override
  public Optional<Route> claim(RequestHead head) {
    return Verifier.isSigned(head) ? Optional.of(route(head)) : Optional.empty();
  }

  private Route route(RequestHead head) {
    String service = Verifier.service(head).orElse("");
    AwsProtocol protocol =
        services
            .named(service)
            .flatMap(AwsService::protocol)
            .orElseGet(() -> AwsProtocol.of(service, head));
    ErrorAnswers errors = new ErrorAnswers(protocol, head, UUID.randomUUID().toString());
    return new Route(
        head.method(),
        head.rawPath(),
        request -> answer(request, protocol, errors),
        error -> errors.of(inWordsOf(service, error)));
  }

  private Response answer(Request request, AwsProtocol protocol, ErrorAnswers errors) {
    try {
      VerifiedRequest signed = verifier.verify(request);
      String id = errors.requestId();
      return services.answer(signed, protocol, id).with("x-amzn-RequestId", id);
    } catch (AwsException e) {
      return errors.of(e);
    }
  }

  private AwsException inWordsOf(String service, ForebayException error) {
    return services
        .named(service)
        .map(known -> known.error(error))
        .orElseGet(() -> CommonErrors.of(error));
  }
}
