package dev.forebay.redis;

import io.lettuce.core.api.push.PushListener;
import io.lettuce.core.api.push.PushMessage;
import java.nio.ByteBuffer;
import java.util.List;

/** Reads the messages of client-side tracking: {@code invalidate} and a list of keys, or null. */
record Pushes(Invalidations listener) implements PushListener {
  @Override
  public void onPushMessage(PushMessage message) {
    if (!message.getType().equals("invalidate")) {
      return;
    }
    List<Object> content = message.getContent(Pushes::bytes);
    if (content.size() > 1 && content.get(1) instanceof List<?> keys) {
      keys.forEach(key -> listener.invalidated((byte[]) key));
    } else {
      listener.allInvalidated();
    }
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
