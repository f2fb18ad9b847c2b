package handlers;

import com.amazonaws.services.lambda.runtime.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/** Methods without an interface. */
public class Plain {
  public String greet(Map<String, String> event) {
    return "without context";
  }

  public String greet(Map<String, String> event, Context context) {
    return "Hello " + event.get("name") + " from " + context.getFunctionName();
  }

  public static int length(String event) {
    return event.length();
  }

  public String about(Context context) {
    return context.getFunctionVersion();
  }

  public void nothing() {}

  public void copy(InputStream in, OutputStream out) throws IOException {
    in.transferTo(out);
  }

  public String notAHandler(String first, String second) {
    return first + second;
  }
}
