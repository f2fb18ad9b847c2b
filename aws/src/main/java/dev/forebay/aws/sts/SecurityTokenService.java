package dev.forebay.aws.sts;

import dev.forebay.aws.AwsCall;
import dev.forebay.aws.AwsOperation;
import dev.forebay.aws.AwsService;
import dev.forebay.aws.protocol.XmlDocument;
import dev.forebay.http.Response;
import java.util.List;

/**
 * STS, by which clients ask who they are: the one account that there is, as its root.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html">
 *     GetCallerIdentity</a>
 */
public final class SecurityTokenService implements AwsService {
  private static final String NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";
  private static final String ACCOUNT = "000000000000";

  @Override
  public String name() {
    return "sts";
  }

  @Override
  public List<AwsOperation> operations() {
    return List.of(
        new AwsOperation.Named("GetCallerIdentity", SecurityTokenService::callerIdentity));
  }

  private static Response callerIdentity(AwsCall call) {
    byte[] document =
        new XmlDocument()
            .begin("GetCallerIdentityResponse", NAMESPACE)
            .begin("GetCallerIdentityResult")
            .element("Arn", "arn:aws:iam::" + ACCOUNT + ":root")
            .element("UserId", ACCOUNT)
            .element("Account", ACCOUNT)
            .end()
            .begin("ResponseMetadata")
            .element("RequestId", call.id())
            .bytes();
    return Response.of(200, "text/xml", document);
  }
}
