package handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;

/** The simplest handler. */
public class Upper implements RequestHandler<String, String> {
  @Override
  public String handleRequest(String event, Context context) {
    return event.toUpperCase();
  }
}
