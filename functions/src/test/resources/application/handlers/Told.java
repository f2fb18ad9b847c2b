package handlers;

import com.amazonaws.services.lambda.runtime.Context;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** What a handler is told of its invocation, and what it can see. */
public class Told {
  public Map<String, Object> context(Context context) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("requestId", context.getAwsRequestId());
    told.put("function", context.getFunctionName());
    told.put("arn", context.getInvokedFunctionArn());
    told.put("inTime", context.getRemainingTimeInMillis() > 20_000);
    told.put("environment", new TreeMap<>(context.getClientContext().getEnvironment()));
    told.put("custom", context.getClientContext().getCustom());
    return told;
  }

  public boolean canSee(String className) {
    try {
      Class.forName(className);
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  public boolean ownClassLoader() {
    return Thread.currentThread().getContextClassLoader() == Told.class.getClassLoader();
  }

  public void log(int lines, Context context) {
    for (int i = 0; i < lines; i++) {
      context.getLogger().log("line " + i);
    }
  }

  /** Logs a line, and waits for the file. */
  public void logAndWait(String file, Context context) throws Exception {
    context.getLogger().log("waiting");
    while (!Files.exists(Path.of(file))) {
      Thread.sleep(2);
    }
  }

  public String large(int size) {
    return "x".repeat(size);
  }
}
