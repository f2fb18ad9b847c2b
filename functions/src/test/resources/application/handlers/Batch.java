package handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.util.List;

/** Takes several messages at once, and fails with those that are not numbers. */
public class Batch implements RequestHandler<SQSEvent, SQSBatchResponse> {
  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    List<BatchItemFailure> failures =
        event.getRecords().stream()
            .filter(message -> !message.getBody().matches("[0-9]+"))
            .map(message -> new BatchItemFailure(message.getMessageId()))
            .toList();
    return new SQSBatchResponse(failures);
  }
}
