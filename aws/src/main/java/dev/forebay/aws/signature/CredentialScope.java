package dev.forebay.aws.signature;

/**
 * What a signature is good for.
 *
 * @param date the day in UTC, {@code 20261130}
 * @param region such as {@code us-east-1}
 * @param service such as {@code lambda}
 */
public record CredentialScope(String date, String region, String service) {
  /** Its last part. */
  static final String END = "aws4_request";

  /** As it stands in a credential: {@code 20261130/us-east-1/lambda/aws4_request}. */
  String text() {
    return date + "/" + region + "/" + service + "/" + END;
  }
}
