package handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import java.util.List;

/** Reads AWS's event class. */
public class Keys implements RequestHandler<S3Event, List<String>> {
  @Override
  public List<String> handleRequest(S3Event event, Context context) {
    return event.getRecords().stream()
        .map(r -> r.getS3().getBucket().getName() + "/" + r.getS3().getObject().getUrlDecodedKey())
        .toList();
  }
}
