package dev.forebay.aws.lambda;

import dev.forebay.aws.protocol.AwsError;
import dev.forebay.aws.protocol.AwsException;
import dev.forebay.http.Request;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A function, as requests name it: {@code NAME}, {@code ACCOUNT:function:NAME} or an ARN, each with
 * {@code :QUALIFIER} or without.
 *
 * @param name its name
 * @param qualifier of the version that is meant
 */
record FunctionReference(String name, String qualifier) {
  /** The one version that there is. */
  static final String LATEST = "$LATEST";

  private static final Pattern FORM =
      Pattern.compile(
          "(?:(?:arn:[a-z-]+:lambda:[a-z0-9-]+:)?[0-9]{12}:function:)?"
              + "([A-Za-z0-9_-]{1,64})(?::([A-Za-z0-9$_-]{1,128}))?");

  static FunctionReference of(String text, Request request) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw new AwsException(
          new AwsError.Named(400, "ValidationException"),
          "'%s' is not the name of a function, nor an ARN of one.".formatted(text),
          Map.of("Type", "User"));
    }
    String inName = parts.group(2);
    return new FunctionReference(
        parts.group(1), inName != null ? inName : parameter(request).orElse(LATEST));
  }

  private static Optional<String> parameter(Request request) {
    return request.query().stream()
        .filter(parameter -> parameter.name().equals("Qualifier"))
        .map(Request.QueryParameter::value)
        .findFirst();
  }
}
