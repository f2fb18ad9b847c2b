package dev.forebay.functions.runtime;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one invocation logs: written to the log at once, under {@code function.NAME}, and its last
 * 64 KB kept for a dead letter. Holds at most 128 KB and one message.
 */
final class InvocationLog implements LambdaLogger {
  private static final int LIMIT = 64 * 1024;

  private final Logger log;
  private final String requestId;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

  InvocationLog(String function, String requestId) {
    this.log = LoggerFactory.getLogger("function." + function);
    this.requestId = requestId;
  }

  @Override
  public void log(String message) {
    String line = message.stripTrailing();
    log.info("{} {}", requestId, line);
    keep((line + "\n").getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void log(byte[] message) {
    log(new String(message, StandardCharsets.UTF_8));
  }

  /** The last 64 KB. */
  synchronized String tail() {
    trim();
    return kept.toString(StandardCharsets.UTF_8);
  }

  private synchronized void keep(byte[] message) {
    kept.writeBytes(message);
    if (kept.size() > 2 * LIMIT) {
      trim();
    }
  }

  private void trim() {
    byte[] all = kept.toByteArray();
    int surplus = Math.max(0, all.length - LIMIT);
    kept.reset();
    kept.write(all, surplus, all.length - surplus);
  }
}
