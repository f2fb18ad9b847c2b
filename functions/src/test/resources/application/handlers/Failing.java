package handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.forebay.client.PermanentException;
import java.io.IOException;

/** Throws what the event asks for. */
public class Failing implements RequestHandler<String, String> {
  static class Hopeless extends PermanentException {
    Hopeless() {
      super("line 3: no such customer");
    }
  }

  @Override
  public String handleRequest(String event, Context context) {
    context.getLogger().log("about to throw: " + event);
    switch (event) {
      case "permanent":
        throw new Hopeless();
      case "caused":
        throw new IllegalStateException("outer", new IOException("inner"));
      case "error":
        throw new StackOverflowError();
      default:
        throw new IllegalStateException("try again");
    }
  }
}
