package dev.forebay.aws.signature;

import dev.forebay.http.QueryString;
import dev.forebay.http.Request.QueryParameter;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What of a request is signed: method, path, query and some headers, without the hash of its body.
 *
 * @param text all lines but the last
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">
 *     Create a signed request</a>
 */
record CanonicalRequest(String text) {
  private static final String SIGNATURE = "X-Amz-Signature";

  /**
   * The canonical form.
   *
   * @param service decides on how the path is encoded
   * @param headers all values of a header, by its name in lower case
   */
  static CanonicalRequest of(
      String service,
      String method,
      String rawPath,
      String rawQuery,
      List<String> signedHeaders,
      Function<String, List<String>> headers) {
    String lines =
        signedHeaders.stream()
            .map(name -> name + ":" + value(headers.apply(name)) + "\n")
            .collect(Collectors.joining());
    return new CanonicalRequest(
        String.join(
            "\n",
            method,
            UriEncoding.path(service, rawPath),
            query(rawQuery),
            lines,
            String.join(";", signedHeaders)));
  }

  /** The signature of the request with a body of this hash, or with what stands in for one. */
  String signature(SigningKey key, String time, String payload) {
    return key.sign(Signer.ALGORITHM, time, SigningKey.sha256(text + "\n" + payload));
  }

  private static String query(String raw) {
    return QueryString.parse(raw).stream()
        .filter(parameter -> !parameter.name().equals(SIGNATURE))
        .map(CanonicalRequest::encoded)
        .sorted(CanonicalRequest::compare)
        .map(parameter -> parameter.name() + "=" + parameter.value())
        .collect(Collectors.joining("&"));
  }

  private static QueryParameter encoded(QueryParameter parameter) {
    return new QueryParameter(
        UriEncoding.text(parameter.name()), UriEncoding.text(parameter.value()));
  }

  /** By name, then by value, as they are encoded. */
  private static int compare(QueryParameter a, QueryParameter b) {
    int names = a.name().compareTo(b.name());
    return names != 0 ? names : a.value().compareTo(b.value());
  }

  private static String value(List<String> values) {
    return values.stream()
        .map(value -> value.strip().replaceAll("\\s+", " "))
        .collect(Collectors.joining(","));
  }
}
