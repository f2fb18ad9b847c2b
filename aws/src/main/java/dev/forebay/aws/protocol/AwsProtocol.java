package dev.forebay.aws.protocol;

import dev.forebay.http.RequestHead;
import java.util.Locale;
import java.util.Set;

/**
 * How a client names the operation that it wants, and in which form it reads answers.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/index.html">AWS protocols</a>
 */
public enum AwsProtocol {
  /** S3: the operation is method, path and query; documents are XML. */
  REST_XML,
  /** Lambda: the operation is method and path; documents are JSON. */
  REST_JSON,
  /** SQS, DynamoDB: {@code X-Amz-Target: Prefix.Operation}; documents are JSON. */
  AWS_JSON,
  /** STS, SNS: a form with {@code Action=Operation}; answers are XML. */
  QUERY,
  /** EC2: the query protocol with an error document of its own. */
  EC2,
  /** CloudWatch: {@code /service/NAME/operation/OPERATION}; documents are CBOR. */
  CBOR;

  private static final Set<String> XML_SERVICES =
      Set.of("s3", "s3express", "s3-object-lambda", "s3-outposts", "route53", "cloudfront");

  /**
   * The protocol that a request speaks, whether its service is here or not.
   *
   * @param service what it is signed for, empty where that is not known
   */
  public static AwsProtocol of(String service, RequestHead head) {
    if (XML_SERVICES.contains(service)) {
      return REST_XML;
    }
    if (head.header("smithy-protocol").filter("rpc-v2-cbor"::equals).isPresent()) {
      return CBOR;
    }
    if (head.header("x-amz-target").isPresent()) {
      return AWS_JSON;
    }
    if (isForm(head) || head.rawQuery().contains("Action=")) {
      return service.equals("ec2") ? EC2 : QUERY;
    }
    return REST_JSON;
  }

  /** The error of an operation that is not here. */
  public CommonError absent() {
    return this == REST_XML ? CommonError.NOT_IMPLEMENTED : CommonError.UNKNOWN_OPERATION;
  }

  private static boolean isForm(RequestHead head) {
    return head.header("content-type")
        .map(type -> type.toLowerCase(Locale.ROOT))
        .filter(type -> type.startsWith("application/x-www-form-urlencoded"))
        .isPresent();
  }
}
