package dev.forebay.apps.billing;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3EventNotificationRecord;
import dev.forebay.client.ForebayClient;

/**
 * Bills an uploaded usage file: one invoice for each customer in it, or none. Answers with how many
 * there are. However often an event is delivered, its file is billed once.
 *
 * @see FileBilling
 */
public final class GenerateInvoice implements RequestHandler<S3Event, String> {
  @Override
  public String handleRequest(S3Event event, Context context) {
    Terms terms = Terms.from(ForebayClient.environment(context));
    FileBilling billing = new FileBilling(ForebayClient.from(context), terms);
    int invoices = 0;
    for (S3EventNotificationRecord record : event.getRecords()) {
      invoices += billing.bill(UploadedFile.of(record));
    }
    return "invoices: " + invoices;
  }
}
