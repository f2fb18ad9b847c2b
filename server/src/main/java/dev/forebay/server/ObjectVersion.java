package dev.forebay.server;

import dev.forebay.storage.event.ObjectEvent;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The event of a bulk load, as JSON: which version of which object.
 *
 * @param size its bytes; null where a node of a former version has put the event
 */
record ObjectVersion(String bucket, String key, String version, @Nullable Long size) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  static ObjectVersion of(ObjectEvent event) {
    return new ObjectVersion(event.bucket(), event.key(), event.version(), event.size());
  }

  static ObjectVersion read(byte[] json) {
    return JSON.readValue(json, ObjectVersion.class);
  }

  byte[] toJson() {
    return JSON.writeValueAsBytes(this);
  }
}
